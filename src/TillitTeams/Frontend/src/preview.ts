import type * as Cards from './cards';
import { problemNote } from './problem';
import { authorizedFetch } from './request';
import { texts } from './texts';

// The renderer weighs as much as the rest of the tab, so it waits for the first card.
let renderer: Promise<typeof Cards> | undefined;

/** Shows the card that the form would post, as Teams will draw it. Nothing is saved. */
export async function preview(button: HTMLButtonElement): Promise<void> {
  const form = button.form;
  const place = document.getElementById(button.getAttribute('aria-controls') ?? '');
  if (!form || !place || button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  try {
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const answer = await authorizedFetch(button.dataset['preview']!, { method: 'POST', body });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    renderer ??= import(new URL('cards.js', import.meta.url).href) as Promise<typeof Cards>;
    const { element } = (await renderer).draw(await answer.json());
    place.querySelector('.card')?.replaceChildren(...(element ? [element] : []));
    place.hidden = false;
    place.focus();
  } catch {
    renderer = undefined;
    place.hidden = true;
    form.querySelector('.problem-note')?.remove();
    button.after(problemNote(texts.noPreview, { kind: 'failed', problem: 'network', reference: undefined }, () => void preview(button)));
  } finally {
    button.removeAttribute('aria-disabled');
  }
}
