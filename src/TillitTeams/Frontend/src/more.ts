import { load } from './load';
import { problemNote } from './problem';

/**
 * *Show more*: the button's own row gives way to the rows that follow. The answer may be those rows alone,
 * or a whole view whose rows are marked `data-rows`.
 */
export async function showMore(button: HTMLButtonElement): Promise<void> {
  const row = button.closest<HTMLElement>('[data-more-row]') ?? button.closest<HTMLElement>('li') ?? button;
  const list = row.parentElement;
  const url = button.dataset['more'];
  if (!list || !url || button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  row.querySelector('.problem-note')?.remove();
  const before = row.previousElementSibling;
  const outcome = await load({ url, source: list, target: row, swap: 'outerHTML settle:0ms' });
  if (outcome.kind === 'shown') {
    focusOn(before ? before.nextElementSibling : list.firstElementChild);
    return;
  }
  button.removeAttribute('aria-disabled');
  if (outcome.kind === 'failed') {
    row.append(problemNote(outcome.problem, outcome.reference, () => void showMore(button)));
  }
}

function focusOn(row: Element | null): void {
  if (row instanceof HTMLElement) {
    row.tabIndex = -1;
    row.focus();
  }
}
