import type { ChannelInfo, ChatInfo, TeamInfo } from '../api';
import { appIcon } from '../appIcon';
import { avatar, groupAvatar } from '../avatar';
import { mark } from '../conversation/header';
import { h, replace } from '../dom';
import { icon } from '../icons';
import { findConversation, isUnread, listedNow, me } from '../session';
import { t } from '../texts';
import { brief } from '../times';
import { current, hashOf } from '../view';

/** The second column: teams with their channels, or chats; a filter on top. */
export class SideList {
  readonly element = h('aside', { class: 'side' });
  private readonly title = h('h2', { class: 'side-title' });
  private readonly filter = h('input', { class: 'side-filter', type: 'search' });
  private readonly list = h('div', { class: 'side-list' });
  private readonly folded = new Set<string>();
  private section: 'chats' | 'teams' = 'teams';

  constructor() {
    this.element.append(h('div', { class: 'side-head' }, this.title, this.filter), this.list);
    this.filter.addEventListener('input', () => this.fill());
    this.list.addEventListener('keydown', event => this.keys(event));
  }

  draw(section: 'chats' | 'teams'): void {
    if (section !== this.section) {
      this.section = section;
      this.filter.value = '';
    }
    this.element.setAttribute('aria-label', t('conversations'));
    this.title.textContent = t(section === 'chats' ? 'chat' : 'teams');
    this.filter.setAttribute('aria-label', t('searchList'));
    this.filter.placeholder = t('searchList');
    this.fill();
  }

  private fill(): void {
    const focused = this.list.contains(document.activeElement) ? document.activeElement?.getAttribute('data-conversation-key') ?? document.activeElement?.getAttribute('data-team-key') : null;
    const listed = listedNow();
    const sought = this.filter.value.trim().toLocaleLowerCase();
    const matches = (...texts: string[]) => texts.some(text => text.toLocaleLowerCase().includes(sought));
    const rows = this.section === 'chats'
      ? (listed?.chats ?? []).filter(chat => matches(chat.title)).map(chatRow)
      : (listed?.teams ?? []).map(team => ({ team, channels: team.channels.filter(channel => matches(team.displayName, channel.displayName)) }))
        .filter(({ channels }) => channels.length > 0)
        .map(({ team, channels }) => this.teamGroup(team, channels, sought !== ''));
    replace(this.list, ...rows, listed && rows.length === 0 ? h('p', { class: 'side-empty' }, t('noMatch')) : null);
    if (focused) {
      this.list.querySelector<HTMLElement>(`[data-conversation-key="${CSS.escape(focused)}"],[data-team-key="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  private teamGroup(team: TeamInfo, channels: ChannelInfo[], isFiltered: boolean): HTMLElement {
    const isOpen = isFiltered || !this.folded.has(team.id);
    const toggle = h('button', {
      type: 'button', class: 'team-row', 'aria-expanded': String(isOpen), 'data-team-key': team.key, on: {
        click: () => {
          isOpen ? this.folded.add(team.id) : this.folded.delete(team.id);
          this.fill();
        },
      },
    }, icon(isOpen ? 'chevronDown' : 'chevronRight'), avatar(team.displayName, 'small', 'team'), h('span', { class: 'team-name' }, team.displayName),
    team.isArchived ? h('span', { class: 'badge' }, t('archived')) : null);
    return h('div', { class: 'team-group' }, h('h3', { class: 'team-heading' }, toggle),
      isOpen ? h('ul', { class: 'channel-list', 'aria-label': `${t('channels')}: ${team.displayName}` }, ...channels.map(channel => h('li', {}, channelRow(channel)))) : null);
  }

  /** Arrow keys walk through the list as in Teams; Tab leaves it. */
  private keys(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const rows = [...this.list.querySelectorAll<HTMLElement>('a,button')];
      rows[rows.indexOf(document.activeElement as HTMLElement) + step]?.focus();
    }
  }
}

function link(id: string, key: string, className: string, isNew: boolean): HTMLAnchorElement {
  const route = current().route;
  const isOpen = (route.kind === 'conversation' || route.kind === 'tab') && findConversation(route.id)?.id === id;
  return h('a', {
    class: `${className}${isNew ? ' unread' : ''}`, href: hashOf({ kind: 'conversation', id }), 'data-conversation-key': key, 'aria-current': isOpen ? 'page' : null,
  });
}

function channelRow(channel: ChannelInfo): HTMLElement {
  const isNew = isUnread(channel);
  const row = link(channel.id, channel.key, 'channel-row', isNew);
  const place = findConversation(channel.id);
  row.append(h('span', { class: 'row-title' }, channel.displayName), ...(place ? [mark(place) ?? ''] : []));
  if (isNew) {
    row.append(h('span', { class: 'visually-hidden' }, t('unread')));
  }
  return row;
}

function chatRow(chat: ChatInfo): HTMLElement {
  const others = chat.members.filter(member => member.id !== me().id);
  const isNew = isUnread(chat);
  const row = link(chat.id, chat.key, 'chat-row', isNew);
  const by = chat.previewBy === me().displayName ? `${capital(t('you'))}: ` : chat.chatType !== 'oneOnOne' && chat.previewBy ? `${chat.previewBy.split(' ')[0]}: ` : '';
  row.append(
    chat.chatType === 'oneOnOne' ? others[0] ? avatar(others[0].name) : appIcon('medium') : groupAvatar(others.map(other => other.name), chat.chatType === 'meeting' ? 'calendar' : 'people'),
    h('span', { class: 'row-main' }, h('span', { class: 'row-title' }, chat.title), h('span', { class: 'row-preview' }, by + chat.preview)),
    h('span', { class: 'row-time' }, chat.previewAt ? brief(chat.previewAt) : ''));
  if (isNew) {
    row.append(h('span', { class: 'unread-dot' }, h('span', { class: 'visually-hidden' }, t('unread'))));
  }
  return row;
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
