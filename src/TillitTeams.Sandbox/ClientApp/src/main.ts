import { connect } from './live';
import { signIn } from './session';
import { Shell } from './shell/shell';
import { t } from './texts';
import { toast } from './toast';

await signIn();
await new Shell(document.getElementById('root')!).start();

let wasUp = true;
connect(up => {
  if (!up && wasUp) {
    toast(t('connectionLost'));
  }
  wasUp = up;
});
