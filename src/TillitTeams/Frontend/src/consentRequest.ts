import { askConsent, type Host } from './host';
import { again } from './navigation';

/**
 * Takes the person to Entra's consent page and back. The value that the page returns must be the one that
 * was sent with it: an answer to somebody else's question is none.
 */
export async function requestConsent(button: HTMLButtonElement, host: Host): Promise<void> {
  const view = button.closest<HTMLElement>('[data-consent]');
  const state = nonce();
  const query = new URLSearchParams({ state });
  if (host.tenantId) {
    query.set('tenant', host.tenantId);
  }
  if (host.loginHint) {
    query.set('login_hint', host.loginHint);
  }
  button.disabled = true;
  try {
    if (await askConsent(query) === state) {
      await again();
      return;
    }
    tell(view, 'failed');
  } catch (error) {
    tell(view, error instanceof Error ? error.message : '');
  } finally {
    button.disabled = false;
  }
}

/** Shows the sentence for what happened; a window that was just closed needs none. */
function tell(view: HTMLElement | null, reason: string): void {
  const outcomes = [...(view?.querySelectorAll<HTMLElement>('[data-outcome]') ?? [])];
  const known = outcomes.some(each => each.dataset['outcome'] === reason) ? reason : reason === 'CancelledByUser' ? '' : 'failed';
  for (const each of outcomes) {
    each.hidden = each.dataset['outcome'] !== known;
  }
}

function nonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}
