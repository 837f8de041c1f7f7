/**
 * What folds away on a phone stands open where there is room. The observer runs before anything is painted,
 * so that nobody sees it move.
 */
export function unfoldWhereThereIsRoom(page: HTMLElement): void {
  const wide = window.matchMedia('(min-width: 40rem)');
  const unfold = () => {
    for (const fold of page.querySelectorAll<HTMLDetailsElement>('details[data-fold]:not([open])')) {
      fold.open = wide.matches;
    }
  };
  new MutationObserver(unfold).observe(page, { childList: true, subtree: true, attributeFilter: ['open'] });
  wide.addEventListener('change', unfold);
}
