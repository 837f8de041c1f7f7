import { appIcon } from '../appIcon';
import { avatar, groupAvatar } from '../avatar';
import { h } from '../dom';
import { icon } from '../icons';
import { me, type Place } from '../session';
import { t } from '../texts';
import { channelTabs } from '../tab/bar';
import { navigate } from '../view';

/** The conversation's name, what kind it is, and on a phone the way back. */
export function conversationHeader(place: Place, openTab?: string): HTMLElement {
  const back = h('button', {
    type: 'button', class: 'icon-button back', 'aria-label': t('back'), title: t('back'),
    on: { click: () => navigate({ kind: place.kind === 'chat' ? 'chats' : 'teams' }) },
  }, icon('back'));
  return h('header', { class: 'conversation-header' }, back, picture(place),
    h('div', { class: 'conversation-names' },
      h('h1', { class: 'conversation-title' }, place.title, mark(place)),
      h('p', { class: 'conversation-sub' }, subtitle(place))),
    place.kind === 'channel' ? channelTabs(place, openTab) : null);
}

function picture(place: Place): HTMLElement {
  if (place.kind === 'channel') {
    return avatar(place.team.displayName, 'medium', 'team');
  }
  const others = place.chat.members.filter(member => member.id !== me().id);
  return place.chat.chatType === 'oneOnOne'
    ? others[0] ? avatar(others[0].name) : appIcon('medium')
    : groupAvatar(others.map(other => other.name), place.chat.chatType === 'meeting' ? 'calendar' : 'people');
}

/** The lock of a private channel and the link of a shared one. */
export function mark(place: Place): Node | null {
  if (place.kind !== 'channel' || place.channel.membershipType === 'standard') {
    return null;
  }
  const isPrivate = place.channel.membershipType === 'private';
  const label = t(isPrivate ? 'privateChannel' : 'sharedChannel');
  return h('span', { class: 'mark', role: 'img', 'aria-label': label, title: label }, icon(isPrivate ? 'lock' : 'shared'));
}

function subtitle(place: Place): string {
  if (place.kind === 'channel') {
    return place.team.displayName;
  }
  const { chatType, members } = place.chat;
  if (chatType === 'oneOnOne') {
    return members.find(member => member.id !== me().id)?.jobTitle ?? '';
  }
  return `${t(chatType === 'meeting' ? 'meetingChat' : 'groupChat')} · ${members.map(member => member.name).join(', ')}`;
}
