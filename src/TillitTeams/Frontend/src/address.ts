/**
 * A view is a path below both the shell and the fragments: `goal/hallbar?principle=tillit`. Teams calls it
 * the subPageId.
 */
const shell = '/tab/';
const fragments = '/views/';

export const start = 'goals';

export const fragmentUrl = (view: string) => fragments + view;

export const shellUrl = (view: string) => shell + view;

/** The view that an address of the shell shows; undefined for the bare shell and for other addresses. */
export function viewOf(href: string): string | undefined {
  const url = new URL(href, location.href);
  // What the host fills into the first address belongs to the shell.
  url.searchParams.delete('locale');
  url.searchParams.delete('theme');
  return url.origin === location.origin && url.pathname.startsWith(shell) && url.pathname.length > shell.length
    ? url.pathname.slice(shell.length) + url.search
    : undefined;
}

/** A view from outside, such as a deep link, held to its own folder: `../assets` is no view. */
export function safeView(view: string | undefined): string | undefined {
  if (!view) {
    return undefined;
  }
  const url = new URL(fragments + view.replace(/^\/+/, ''), location.origin);
  return url.origin === location.origin && url.pathname.startsWith(fragments) && url.pathname.length > fragments.length
    ? url.pathname.slice(fragments.length) + url.search
    : undefined;
}

/** The view inside a Teams deep link to this very app, if it is one. */
export function viewOfDeepLink(href: string, appId: string | undefined): string | undefined {
  if (!appId || !URL.canParse(href)) {
    return undefined;
  }
  const url = new URL(href);
  const [, l, kind, app] = url.pathname.split('/');
  if (!/^teams\.(microsoft\.com|cloud\.microsoft)$/.test(url.hostname) || l !== 'l' || kind !== 'entity' || app !== appId) {
    return undefined;
  }
  try {
    const context = JSON.parse(url.searchParams.get('context') ?? '{}') as { subEntityId?: string; subPageId?: string };
    return safeView(context.subPageId ?? context.subEntityId) ?? start;
  } catch {
    return start;
  }
}
