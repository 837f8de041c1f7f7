import { load } from './load';

// Often enough to see it move; each time the server is handed a token that holds.
const interval = 2_000;

/** What waits for something that is under way is fetched again until it has come: focus and reading place stay. */
export function watchPolls(page: HTMLElement): void {
  let asking = false;
  window.setInterval(() => {
    const list = page.querySelector<HTMLElement>('[data-poll]');
    if (asking || !list?.querySelector('[data-pending]') || page.hasAttribute('aria-busy')) {
      return;
    }
    asking = true;
    // What fails now is asked for again soon.
    void load({ url: list.dataset['poll']!, source: list, target: list, swap: 'innerMorph' }).finally(() => (asking = false));
  }, interval);
}
