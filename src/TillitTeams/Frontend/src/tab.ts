import { safeView, start, viewOf, viewOfDeepLink } from './address';
import { requestConsent } from './consentRequest';
import { unfoldWhereThereIsRoom } from './fold';
import { copyText, download, saveText } from './files';
import { watchForms } from './forms';
import { canShare, closeDialog, deepLink, meetHost, onHostBack, openLink, sayLoaded, share, shareDeepLink, type Host } from './host';
import { showMore } from './more';
import { again, back, begin, currentView, open } from './navigation';
import { watchPolls } from './poll';
import { preview } from './preview';
import { problemView } from './problem';
import { speak } from './request';
import { beginSettings } from './settings';
import { texts } from './texts';
import { takeTheirs } from './theirs';

const root = document.documentElement;
const page = document.getElementById('page') as HTMLElement;
const offline = document.getElementById('offline') as HTMLElement;
const status = document.getElementById('status') as HTMLElement;

const host = await meetHost().catch(() => null);
if (host) {
  await run(host);
} else {
  page.replaceChildren(problemView('notInTeams', undefined, () => location.reload()));
  page.removeAttribute('aria-busy');
}

async function run(host: Host): Promise<void> {
  if (isInOtherLanguage(host.locale)) {
    return;
  }
  speak(host.locale);
  root.classList.toggle('can-share', canShare(host));
  root.classList.toggle('is-dialog', host.isDialog);
  // A phone's Teams has no printing.
  root.classList.toggle('can-print', !host.isPhone);
  onHostBack(back);
  document.addEventListener('click', event => follow(event, host));
  watchForms(page);
  unfoldWhereThereIsRoom(page);
  watchPolls(page);
  window.addEventListener('offline', showConnection);
  window.addEventListener('online', showConnection);
  showConnection();

  // After a reload of the frame the address is newer than what the host opened the tab with.
  const asked = host.isSettings ? await beginSettings(page, host) : history.state || host.isDialog ? viewOf(location.href) : safeView(host.subPageId) ?? viewOf(location.href);
  const first = begin(asked ?? start);
  sayLoaded();
  await first;
}

function follow(event: MouseEvent, host: Host): void {
  const target = (event.target as Element).closest<HTMLElement>('a, button');
  if (!target || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }
  if (target instanceof HTMLAnchorElement) {
    followLink(target, event, host);
  } else if (target instanceof HTMLButtonElement) {
    press(target, host);
  }
}

function followLink(link: HTMLAnchorElement, event: MouseEvent, host: Host): void {
  const view = link.matches('[data-view]') ? viewOf(link.href) : viewOfDeepLink(link.href, host.appId);
  if (link.hash === '#page') {
    // A hash in the address would be another entry in the history.
    event.preventDefault();
    page.focus();
  } else if (view) {
    event.preventDefault();
    void open(view);
  } else if (link.matches('[data-open]')) {
    event.preventDefault();
    // The ordinary way is open where the host refuses.
    openLink(link.href).catch(() => window.open(link.href, '_blank', 'noopener'));
  }
}

function press(button: HTMLButtonElement, host: Host): void {
  if (button.matches('[data-more]')) {
    void showMore(button);
  } else if (button.matches('[data-consent-start]')) {
    void requestConsent(button, host);
  } else if (button.matches('[data-copy-link]')) {
    void copyLink(host);
  } else if (button.matches('[data-share]')) {
    share(currentView(), headline(), host).catch(() => undefined);
  } else if (button.matches('[data-dialog-done]')) {
    closeDialog(button.dataset['dialogDone'], button.dataset['initiative']);
  } else if (button.matches('[data-take-theirs], [data-join-theirs]')) {
    takeTheirs(button);
  } else if (button.matches('[data-save-text]')) {
    saveText(button);
  } else if (button.matches('[data-download]')) {
    void download(button, () => void again());
  } else if (button.matches('[data-copy-text]')) {
    copyText(button).then(() => (status.textContent = texts.textCopied), () => (status.textContent = texts.textNotCopied));
  } else if (button.matches('[data-preview]')) {
    void preview(button);
  } else if (button.matches('[data-print]')) {
    window.print();
  } else if (button.matches('[data-retry], [data-reload]')) {
    void again();
  }
}

async function copyLink(host: Host): Promise<void> {
  if (shareDeepLink(currentView(), headline())) {
    return;
  }
  try {
    await navigator.clipboard.writeText(deepLink(currentView(), headline(), host) ?? location.href);
    status.textContent = texts.linkCopied;
  } catch {
    status.textContent = texts.linkNotCopied;
  }
}

const headline = () => page.querySelector('h1')?.textContent?.trim() ?? texts.appName;

function showConnection(): void {
  const wasOffline = !offline.hidden;
  offline.hidden = navigator.onLine;
  if (wasOffline && navigator.onLine && page.querySelector('.problem')) {
    void again();
  }
}

/** The frame is in another language than its host: it is fetched anew, once. */
function isInOtherLanguage(locale: string): boolean {
  const address = new URL(location.href);
  const wanted = locale.slice(0, 2).toLowerCase();
  if (wanted === root.lang || !texts.languages.includes(wanted) || address.searchParams.has('locale')) {
    return false;
  }
  address.searchParams.set('locale', locale);
  location.replace(address);
  return true;
}
