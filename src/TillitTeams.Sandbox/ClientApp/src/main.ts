import { connect } from './live';
import { signIn } from './session';
import { Shell } from './shell/shell';
import { t } from './texts';
import { toast } from './toast';

await signIn();
const shell = new Shell(document.getElementById('root')!);

let wasUp = true;
await connect(up => {
  if (!up && wasUp) {
    toast(t('connectionLost'));
  }
  wasUp = up;
});
await shell.start();
