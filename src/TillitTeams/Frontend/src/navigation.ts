import { fragmentUrl, shellUrl, start, viewOf } from './address';
import { KeptViews } from './keptViews';
import { load, type Failure, type Outcome } from './load';
import { problemView } from './problem';
import { texts } from './texts';

interface Place { view: string; key: string; depth: number }

/** How the next view takes the place of this one: by a link, by a filter that keeps the focus, or once more. */
type Manner = 'open' | 'refine' | 'again';

// Shorter loads are not worth a flicker.
const beforeSkeleton = 200;

const page = document.getElementById('page') as HTMLElement;
const skeleton = document.getElementById('skeleton') as HTMLTemplateElement;
const status = document.getElementById('status') as HTMLElement;
const kept = new KeptViews();
const scrolls = new Map<string, number>();
let here: Place = { view: start, key: crypto.randomUUID(), depth: 0 };
/** Whose content is on the page, which lags behind the address while the next is fetched. */
let shown: string | undefined;

export const currentView = () => here.view;

/** The first view, at the address that the tab was opened with. */
export async function begin(view: string): Promise<void> {
  history.scrollRestoration = 'manual';
  here = { view, key: (history.state as Place | null)?.key ?? here.key, depth: (history.state as Place | null)?.depth ?? 0 };
  history.replaceState(here, '', shellUrl(view));
  window.addEventListener('popstate', event => void arrive(event.state as Place | null));
  window.addEventListener('scroll', () => shown && scrolls.set(shown, window.scrollY), { passive: true });
  await show('again');
}

export async function open(view: string): Promise<void> {
  if (view === here.view && shown === here.key) {
    return show('again');
  }
  push(view);
  await show('open');
}

/** A filter changed: the address follows, the focus stays. */
export async function refine(view: string): Promise<void> {
  if (view !== here.view) {
    push(view);
    shown = here.key;
    await show('refine');
  }
}

export const again = () => show('again');

/** Whether there was somewhere within the tab to go back to. */
export function back(): boolean {
  if (here.depth === 0) {
    return false;
  }
  history.back();
  return true;
}

/**
 * Something is changed: the answer takes the page's place, and what was kept of other pages may no longer
 * hold. A failure leaves the page as it is.
 */
export async function change(url: string, body: URLSearchParams): Promise<Failure | undefined> {
  const { key } = here;
  page.setAttribute('aria-busy', 'true');
  const outcome = await load({ url, body, source: page, target: page, swap: 'innerHTML settle:0ms', beforeSwap: () => (shown = undefined) });
  if (outcome.kind === 'failed') {
    page.removeAttribute('aria-busy');
    return outcome;
  }
  kept.clear();
  if (outcome.kind === 'shown' && here.key === key) {
    settle(outcome, key);
    window.scrollTo(0, 0);
    takeFocus();
  }
  return undefined;
}

function push(view: string): void {
  here = { view, key: crypto.randomUUID(), depth: here.depth + 1 };
  history.pushState(here, '', shellUrl(view));
}

/** Makes room for other content; what somebody may come back to is put aside. */
function leave(): void {
  if (shown !== undefined && shown !== here.key && !page.querySelector('.problem')) {
    kept.keep(shown, page);
  }
  shown = undefined;
}

async function arrive(place: Place | null): Promise<void> {
  here = place ?? { view: viewOf(location.href) ?? start, key: crypto.randomUUID(), depth: 0 };
  const view = kept.take(here.key);
  if (!view) {
    await show('open', scrolls.get(here.key));
    return;
  }
  leave();
  page.replaceChildren(view.content);
  page.removeAttribute('aria-busy');
  document.title = view.title;
  shown = here.key;
  window.scrollTo(0, scrolls.get(here.key) ?? 0);
  if (view.focus) {
    view.focus.focus({ preventScroll: true });
  } else {
    takeFocus();
  }
}

async function show(manner: Manner, scroll = 0): Promise<void> {
  const { key, view } = here;
  const isFirst = shown === undefined && !page.querySelector('h1');
  const waiting = window.setTimeout(() => wait(manner), beforeSkeleton);
  page.setAttribute('aria-busy', 'true');
  const outcome = await load({
    url: fragmentUrl(view),
    source: page,
    target: page,
    swap: manner === 'refine' ? 'innerMorph' : 'innerHTML settle:0ms',
    beforeSwap: leave,
  });
  window.clearTimeout(waiting);
  if (outcome.kind === 'replaced' || here.key !== key) {
    return;
  }
  settle(outcome, key);
  if (manner === 'open') {
    window.scrollTo(0, scroll);
  }
  // The first heading is read with the page; taking the focus then would take it from Teams.
  if (manner === 'refine') {
    status.textContent = page.querySelector('.empty p')?.textContent ?? texts.updated;
  } else if (!(isFirst && manner === 'again')) {
    takeFocus();
  }
}

function settle(outcome: Outcome, key: string): void {
  page.removeAttribute('aria-busy');
  status.textContent = '';
  if (outcome.kind === 'failed') {
    leave();
    page.replaceChildren(problemView(outcome.problem, outcome.reference, () => void again()));
  } else {
    shown = key;
  }
  const title = page.querySelector<HTMLElement>('[data-title]')?.dataset['title'] ?? heading()?.textContent?.trim();
  document.title = title ? `${title} · ${texts.appName}` : texts.appName;
}

function wait(manner: Manner): void {
  status.textContent = texts.loading;
  if (manner !== 'refine' && !page.querySelector('.skeleton-page')) {
    leave();
    page.replaceChildren(skeleton.content.cloneNode(true));
    window.scrollTo(0, 0);
  }
}

/** The heading tells where one is, unless something must be put right first. */
function takeFocus(): void {
  (page.querySelector<HTMLElement>('[data-focus]') ?? heading())?.focus({ preventScroll: true });
}

const heading = () => page.querySelector<HTMLElement>('h1');
