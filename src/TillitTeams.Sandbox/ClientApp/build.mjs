// Bundles the client into wwwroot/assets; MSBuild runs it when a file here has changed.
import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = fileURLToPath(new URL('../wwwroot/assets/', import.meta.url));

await rm(out, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: { client: 'src/main.ts', styles: 'styles/index.css' },
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  // The renderer's carousel pulls in a slider's style sheet that Teams' cards do without.
  logLevel: 'warning',
});
