// Bundles the tab into wwwroot/assets; MSBuild runs it when a file here has changed.
import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = fileURLToPath(new URL('../wwwroot/assets/', import.meta.url));

await rm(out, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  // Each page is one script: a shared chunk would cost the first view another round trip. Cards wait to be asked for.
  entryPoints: { tab: 'src/tab.ts', cards: 'src/cards.ts', consent: 'src/consent.ts', styles: 'styles/index.css' },
  outdir: out,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
});
