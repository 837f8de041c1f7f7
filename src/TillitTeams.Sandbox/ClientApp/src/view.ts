export type Theme = 'light' | 'dark' | 'contrast';
export type Language = 'sv' | 'en';
export type Width = 'wide' | 'phone';

/** What the address says is open; every state of the client has an address. */
export type Route =
  | { kind: 'activity' }
  | { kind: 'chats' }
  | { kind: 'teams' }
  | { kind: 'conversation'; id: string; messageId?: string }
  | { kind: 'tab'; id: string; tabId: string; subPageId?: string }
  | { kind: 'files'; driveId?: string; itemId?: string }
  | { kind: 'sharePoint'; subPageId?: string }
  | { kind: 'app'; entityId: string; subPageId?: string };

export interface View {
  as: string | null;
  theme: Theme;
  lang: Language;
  /** What was asked for; a small window gets the phone's layout anyhow. */
  width: Width;
  route: Route;
}

const listeners = new Set<(view: View, before: View) => void>();
const narrow = window.matchMedia('(max-width: 720px)');
let view = read();

export function current(): View {
  return view;
}

export function isPhone(): boolean {
  return view.width === 'phone' || narrow.matches;
}

/** The phone is drawn as a frame only where there is room around it. */
export function isFramed(): boolean {
  return view.width === 'phone' && !narrow.matches;
}

export function onView(listener: (view: View, before: View) => void): void {
  listeners.add(listener);
}

export function navigate(route: Route): void {
  const hash = hashOf(route);
  if (location.hash === hash) {
    publish();
  } else {
    location.hash = hash;
  }
}

/** Changes how the client looks without adding to the history. */
export function show(changes: Partial<Pick<View, 'theme' | 'lang' | 'width'>>): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    query.set(name, value);
    sessionStorage.setItem(`client.${name}`, value);
  }
  history.replaceState(null, '', `${location.pathname}?${query}${location.hash}`);
  publish();
}

/** Another person is another session: everything is read anew. */
export function signInAs(key: string): void {
  const query = new URLSearchParams(location.search);
  query.set('as', key);
  sessionStorage.setItem('client.as', key);
  location.assign(`${location.pathname}?${query}${location.hash}`);
}

/** Writes who is signed in into the address, so that it can be shared and reloaded. */
export function keepPerson(key: string): void {
  const query = new URLSearchParams(location.search);
  sessionStorage.setItem('client.as', key);
  view = { ...view, as: key };
  if (query.get('as') !== key) {
    query.set('as', key);
    history.replaceState(null, '', `${location.pathname}?${query}${location.hash}`);
  }
}

export function hashOf(route: Route): string {
  const part = encodeURIComponent;
  switch (route.kind) {
    case 'activity':
      return '#/activity';
    case 'chats':
      return '#/chats';
    case 'teams':
      return '#/teams';
    case 'conversation':
      return `#/c/${part(route.id)}${route.messageId ? `/${part(route.messageId)}` : ''}`;
    case 'tab':
      return `#/t/${part(route.id)}/${part(route.tabId)}${route.subPageId ? `/${part(route.subPageId)}` : ''}`;
    case 'files':
      return `#/files${route.driveId ? `/${part(route.driveId)}${route.itemId ? `/${part(route.itemId)}` : ''}` : ''}`;
    case 'sharePoint':
      return `#/sharepoint${route.subPageId ? `/${part(route.subPageId)}` : ''}`;
    case 'app':
      return `#/app/${part(route.entityId)}${route.subPageId ? `/${part(route.subPageId)}` : ''}`;
  }
}

function routeOf(hash: string): Route {
  const [kind, first, ...rest] = hash.replace(/^#\/?/, '').split('/').map(decode);
  const more = rest.join('/');
  if (kind === 'c' && first) {
    return more ? { kind: 'conversation', id: first, messageId: more } : { kind: 'conversation', id: first };
  }
  if (kind === 't' && first && rest[0]) {
    const [tabId, ...sub] = rest;
    return sub.length > 0 ? { kind: 'tab', id: first, tabId: tabId!, subPageId: sub.join('/') } : { kind: 'tab', id: first, tabId: tabId! };
  }
  if (kind === 'files') {
    return { kind: 'files', ...(first ? { driveId: first } : {}), ...(rest[0] ? { itemId: rest[0] } : {}) };
  }
  if (kind === 'activity') {
    return { kind: 'activity' };
  }
  if (kind === 'sharepoint') {
    return first ? { kind: 'sharePoint', subPageId: [first, ...rest].join('/') } : { kind: 'sharePoint' };
  }
  if (kind === 'app' && first) {
    return more ? { kind: 'app', entityId: first, subPageId: more } : { kind: 'app', entityId: first };
  }
  return kind === 'chats' ? { kind: 'chats' } : { kind: 'teams' };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function read(): View {
  const query = new URLSearchParams(location.search);
  const pick = <T extends string>(name: string, allowed: readonly T[], fallback: T): T => {
    const value = query.get(name) ?? sessionStorage.getItem(`client.${name}`);
    return allowed.includes(value as T) ? (value as T) : fallback;
  };
  return {
    as: query.get('as') ?? sessionStorage.getItem('client.as'),
    theme: pick('theme', ['light', 'dark', 'contrast'], 'light'),
    lang: pick('lang', ['sv', 'en'], 'sv'),
    width: pick('width', ['wide', 'phone'], 'wide'),
    route: routeOf(location.hash),
  };
}

function publish(): void {
  const before = view;
  view = { ...read(), as: view.as };
  for (const listener of listeners) {
    listener(view, before);
  }
}

window.addEventListener('hashchange', publish);
narrow.addEventListener('change', publish);
