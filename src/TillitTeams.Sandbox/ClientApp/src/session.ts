import { api, type AppInfo, type Bootstrap, type ChannelInfo, type ChatInfo, type Conversations, type Person, type TeamInfo } from './api';
import { onChange } from './live';
import { current, keepPerson } from './view';

/** A channel or a chat that the person can open, with what the pages need to know of it. */
export type Place =
  | { kind: 'channel'; id: string; key: string; title: string; hasApp: boolean; team: TeamInfo; channel: ChannelInfo }
  | { kind: 'chat'; id: string; key: string; title: string; hasApp: boolean; chat: ChatInfo };

let boot: Bootstrap;
let listed: Conversations | undefined;
let reading: Promise<Conversations> | undefined;
let changedMeanwhile = false;
const readUpTo = new Map<string, string>();
const listeners = new Set<() => void>();

export const me = (): Person => boot.me;
export const people = (): Person[] => boot.people;
export const app = (): AppInfo => boot.app;
export const tenant = () => boot.tenant;

export async function signIn(): Promise<void> {
  boot = await api.bootstrap();
  keepPerson(boot.me.key);
}

/** Reads the texts that depend on the language again. */
export async function relocalise(): Promise<void> {
  boot = await api.bootstrap();
}

export function conversations(): Promise<Conversations> {
  return listed ? Promise.resolve(listed) : refresh();
}

/** Reads the lists anew, for whoever has just changed them. */
export function reread(): Promise<Conversations> {
  return refresh();
}

export function listedNow(): Conversations | undefined {
  return listed;
}

export function onConversations(listener: () => void): void {
  listeners.add(listener);
}

function refresh(): Promise<Conversations> {
  if (reading) {
    changedMeanwhile = true;
    return reading;
  }
  reading = api.conversations().then(fresh => {
    for (const place of [...fresh.teams.flatMap(team => team.channels), ...fresh.chats]) {
      // What was there at the start counts as read.
      if (!listed && place.latest && !readUpTo.has(place.id)) {
        readUpTo.set(place.id, place.latest);
      }
    }
    listed = fresh;
    listeners.forEach(listener => listener());
    return fresh;
  }).finally(() => {
    reading = undefined;
    if (changedMeanwhile) {
      changedMeanwhile = false;
      void refresh();
    }
  });
  return reading;
}

/** Finds by id or by the tenant's readable key, which the address may hold instead. */
export function findConversation(idOrKey: string): Place | undefined {
  for (const team of listed?.teams ?? []) {
    for (const channel of team.channels) {
      if (channel.id === idOrKey || channel.key === idOrKey) {
        return { kind: 'channel', id: channel.id, key: channel.key, title: channel.displayName, hasApp: channel.hasApp, team, channel };
      }
    }
  }
  const chat = listed?.chats.find(each => each.id === idOrKey || each.key === idOrKey);
  return chat && { kind: 'chat', id: chat.id, key: chat.key, title: chat.title, hasApp: chat.hasApp, chat };
}

export function isUnread(place: { id: string; latest: string | null }): boolean {
  const route = current().route;
  const isOpen = route.kind === 'conversation' && findConversation(route.id)?.id === place.id;
  return !isOpen && place.latest !== null && place.latest > (readUpTo.get(place.id) ?? '');
}

export function markRead(id: string): void {
  const place = [...(listed?.teams.flatMap(team => team.channels) ?? []), ...(listed?.chats ?? [])].find(each => each.id === id);
  if (place?.latest && readUpTo.get(id) !== place.latest) {
    readUpTo.set(id, place.latest);
    listeners.forEach(listener => listener());
  }
}

onChange(change => {
  if (change.type === 'conversations' || (change.type === 'message' && change.kind !== 'updated')) {
    void refresh();
  }
});
