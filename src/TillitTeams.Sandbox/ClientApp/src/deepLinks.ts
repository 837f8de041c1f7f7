import { app, conversations, findConversation } from './session';
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
  if (!hosts.has(url.hostname) || !url.pathname.startsWith('/l/')) {
    window.open(url, '_blank', 'noopener,noreferrer');
    return;
  }
  const route = routeOf(url);
  if (!route) {
    toast(t('somethingWrong'));
    return;
  }
  if (route.kind === 'conversation') {
    await conversations();
    if (!findConversation(route.id)) {
      toast(t('noAccessMessage'));
      return;
    }
  }
  navigate(route);
}

export function isDeepLink(href: string): boolean {
  const url = parse(href);
  return url !== null && hosts.has(url.hostname) && url.pathname.startsWith('/l/');
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
  if (!app().tabs.some(tab => tab.entityId === entityId)) {
    return null;
  }
  const subPageId = subEntityOf(url.searchParams.get('context'));
  return subPageId ? { kind: 'app', entityId, subPageId } : { kind: 'app', entityId };
}

function subEntityOf(context: string | null): string | undefined {
  try {
    const parsed = JSON.parse(context ?? '{}') as { subEntityId?: string; subPageId?: string };
    return parsed.subEntityId ?? parsed.subPageId;
  } catch {
    return undefined;
  }
}

function parse(href: string): URL | null {
  const url = URL.canParse(href) ? new URL(href) : null;
  return url && (url.protocol === 'https:' || url.protocol === 'http:' || url.protocol === 'mailto:') ? url : null;
}

export function entityLink(entityId: string, subPageId?: string, label?: string, webUrl?: string): string {
  const query = new URLSearchParams();
  if (webUrl) {
    query.set('webUrl', webUrl);
  }
  if (label) {
    query.set('label', label);
  }
  if (subPageId) {
    query.set('context', JSON.stringify({ subEntityId: subPageId }));
  }
  return `https://teams.microsoft.com/l/entity/${app().id}/${encodeURIComponent(entityId)}${query.size ? `?${query}` : ''}`;
}
