import { api } from './api';
import { app, conversations, findConversation, type Place } from './session';
import { t } from './texts';
import { toast } from './toast';
import { navigate, type Route } from './view';

const hosts = new Set(['teams.microsoft.com', 'teams.cloud.microsoft', 'teams.live.com']);

/** Opens a Teams deep link inside the client, as Teams does, and everything else in a new window. */
export async function openLink(href: string): Promise<void> {
  const url = parse(href);
  if (!url) {
    return;
  }
  const file = fileIn(url);
  if (file) {
    await openFile(file);
    return;
  }
  if (!hosts.has(url.hostname) || !url.pathname.startsWith('/l/')) {
    window.open(url, '_blank', 'noopener,noreferrer');
    return;
  }
  await conversations();
  const route = routeOf(url);
  if (!route) {
    toast(t('somethingWrong'));
    return;
  }
  if (route.kind === 'conversation' && !findConversation(route.id)) {
    toast(t('noAccessMessage'));
    return;
  }
  navigate(route);
}

export function isDeepLink(href: string): boolean {
  const url = parse(href);
  return url !== null && (fileIn(url) !== null || hosts.has(url.hostname) && url.pathname.startsWith('/l/'));
}

/** The address in SharePoint that a link leads to, itself or by a Teams file link. */
function fileIn(url: URL): string | null {
  if (hosts.has(url.hostname) && url.pathname.startsWith('/l/file/')) {
    return url.searchParams.get('objectUrl');
  }
  return url.hostname.endsWith('.sharepoint.com') ? url.href : null;
}

async function openFile(address: string): Promise<void> {
  try {
    navigate({ kind: 'files', ...await api.followFile(address) });
  } catch {
    toast(t('fileMissingText'));
  }
}

function routeOf(url: URL): Route | null {
  const [, , kind, first, second] = url.pathname.split('/').map(decodeURIComponent);
  switch (kind) {
    case 'message':
      return first && second ? { kind: 'conversation', id: first, messageId: second } : null;
    case 'channel':
    case 'chat':
      return first ? { kind: 'conversation', id: first } : null;
    case 'entity':
      return first === app().id && second ? entity(url, second) : null;
    default:
      return null;
  }
}

function entity(url: URL, entityId: string): Route | null {
  const { subPageId, channelId } = contextIn(url);
  if (channelId) {
    return channelTabRoute(channelId, entityId, subPageId);
  }
  if (!app().tabs.some(tab => tab.entityId === entityId)) {
    return null;
  }
  return subPageId ? { kind: 'app', entityId, subPageId } : { kind: 'app', entityId };
}

/** The tab that shows the entity in the channel, for whoever can open that. */
export function channelTabRoute(channelId: string, entityId: string, subPageId?: string): Route | null {
  const place = findConversation(channelId);
  const tab = place?.kind === 'channel' ? place.channel.tabs.find(each => each.entityId === entityId) : undefined;
  return tab ? { kind: 'tab', id: channelId, tabId: tab.id, ...(subPageId ? { subPageId } : {}) } : null;
}

function contextIn(url: URL): { subPageId?: string | undefined; channelId?: string | undefined } {
  try {
    const parsed = JSON.parse(url.searchParams.get('context') ?? '{}') as { subEntityId?: string; subPageId?: string; channelId?: string };
    return { subPageId: parsed.subEntityId ?? parsed.subPageId, channelId: parsed.channelId };
  } catch {
    return {};
  }
}

function parse(href: string): URL | null {
  const url = URL.canParse(href) ? new URL(href) : null;
  return url && (url.protocol === 'https:' || url.protocol === 'http:' || url.protocol === 'mailto:') ? url : null;
}

export function entityLink(entityId: string, subPageId?: string, label?: string, webUrl?: string): string {
  return link(entityId, subPageId ? { subEntityId: subPageId } : {}, label, webUrl);
}

export function channelTabLink(entityId: string, place: Extract<Place, { kind: 'channel' }>, subPageId?: string, label?: string, webUrl?: string): string {
  return link(entityId, { channelId: place.id, ...(subPageId ? { subEntityId: subPageId } : {}) }, label, webUrl, place.team.id);
}

function link(entityId: string, context: Record<string, string>, label?: string, webUrl?: string, groupId?: string): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string | undefined) => value && query.set(name, value);
  set('webUrl', webUrl);
  set('label', label);
  set('context', Object.keys(context).length > 0 ? JSON.stringify(context) : undefined);
  set('groupId', groupId);
  return `https://teams.microsoft.com/l/entity/${app().id}/${encodeURIComponent(entityId)}${query.size ? `?${query}` : ''}`;
}
