import { app } from '../session';
import { clientSdkVersion, clientType, contextOf, runtimeConfig } from './context';
import { originsOf, TeamsHost } from './protocol';

export interface PopupOutcome { succeeded: boolean; value: string }

/** Opens the app's sign-in page and waits until it says how it went, as `authentication.authenticate` promises. */
export function openPopup(address: string, width: number, height: number): Promise<PopupOutcome> {
  const origins = originsOf(app().tabs.map(tab => tab.contentUrl), app().validDomains);
  const url = URL.canParse(address) ? withoutLocalTls(new URL(address)) : null;
  // Teams opens only pages of the domains in the manifest.
  if (!url || !origins.has(url.origin)) {
    return Promise.resolve({ succeeded: false, value: 'FailedToOpenWindow' });
  }
  const left = Math.round(window.screenX + (window.outerWidth - width) / 2);
  const top = Math.round(window.screenY + (window.outerHeight - height) / 2);
  const popup = window.open(url, '_blank', `popup,width=${width},height=${height},left=${left},top=${top}`);
  if (!popup) {
    return Promise.resolve({ succeeded: false, value: 'FailedToOpenWindow' });
  }

  return new Promise(resolve => {
    const finish = (outcome: PopupOutcome) => {
      window.clearInterval(watch);
      host.dispose();
      resolve(outcome);
    };
    const host = new TeamsHost(() => popup, origins, {
      initialize: () => ['authentication', clientType(), runtimeConfig, clientSdkVersion],
      getContext: () => [contextOf('authentication', '', undefined)],
      'authentication.authenticate.success': ([value]) => void finish({ succeeded: true, value: String(value ?? '') }),
      'authentication.authenticate.failure': ([value]) => void finish({ succeeded: false, value: String(value ?? '') }),
    });
    const watch = window.setInterval(() => {
      if (popup.closed) {
        finish({ succeeded: false, value: 'CancelledByUser' });
      }
    }, 300);
  });
}

/** teams-js takes only https addresses here, while on this computer the app listens without TLS. */
function withoutLocalTls(url: URL): URL {
  if (url.hostname === 'localhost') {
    url.protocol = 'http:';
  }
  return url;
}
