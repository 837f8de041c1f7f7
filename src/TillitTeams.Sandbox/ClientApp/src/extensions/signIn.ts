import { h } from '../dom';
import { openPopup } from '../tab/popup';
import { t } from '../texts';
import type { SuggestedAction } from './reply';

/** Opens the page that an app named in its `auth` answer; once somebody has signed in there, the same is asked again. */
export function signInButton(action: SuggestedAction | undefined, again: () => Promise<void>): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'button primary' }, action?.title ?? t('signIn'));
  button.addEventListener('click', async () => {
    if ((await openPopup(action?.value ?? '', 600, 600)).succeeded) {
      await again();
    }
  });
  return button;
}
