import { load } from './load';
import { problemNote } from './problem';
import { texts } from './texts';

/** *Show more*: the button gives way to the rows that follow, and to the next button if there are yet more. */
export async function showMore(button: HTMLButtonElement): Promise<void> {
  const list = button.parentElement;
  const url = button.dataset['more'];
  if (!list || !url || button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  list.querySelector('.problem-note')?.remove();
  const before = button.previousElementSibling;
  const outcome = await load({ url, source: list, target: button, swap: 'outerHTML settle:0ms' });
  if (outcome.kind === 'shown') {
    focusOn(before ? before.nextElementSibling : list.firstElementChild);
    return;
  }
  button.removeAttribute('aria-disabled');
  if (outcome.kind === 'failed') {
    button.after(problemNote(texts.moreFailed, outcome, () => void showMore(button)));
  }
}

function focusOn(row: Element | null): void {
  if (row instanceof HTMLElement) {
    row.tabIndex = -1;
    row.focus();
  }
}
