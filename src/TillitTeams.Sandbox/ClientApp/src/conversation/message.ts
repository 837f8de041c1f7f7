import { api, type MessageInfo } from '../api';
import { appIcon } from '../appIcon';
import { avatar } from '../avatar';
import { messageCard } from '../cards/messageCard';
import { isDeepLink, openLink } from '../deepLinks';
import { h, replace } from '../dom';
import { fileIcon, kindOf } from '../files/icon';
import { safeHtml, plainText } from '../sanitize';
import type { Place } from '../session';
import { t } from '../texts';
import { beside, clock, full } from '../times';
import { Composer } from './compose';
import { toolbar } from './toolbar';

/** One message as Teams shows it: who, when, what, its card, its reactions, and the toolbar that appears on it. */
export function messageView(place: Place, message: MessageInfo, size: 'root' | 'reply' | 'bubble'): HTMLElement {
  const from = message.from;
  const body = h('div', { class: 'message-content' });
  const element = h('div', {
    class: `message ${size}${message.mine ? ' mine' : ''}`,
    'data-message-id': message.id,
    tabindex: 0,
    role: 'group',
    'aria-label': `${t('saidBy', from.name)}, ${beside(message.createdAt)}`,
  }, from.kind === 'app' ? appIcon(size === 'root' ? 'medium' : 'small') : avatar(from.name, size === 'root' ? 'medium' : 'small'),
  h('div', { class: 'message-main' }, byline(message, size), body));

  fill();
  if (!message.deleted) {
    toolbar(element, place, message, edit);
  }
  return element;

  function fill(): void {
    if (message.deleted) {
      replace(body, h('p', { class: 'deleted' }, t('deleted')));
      return;
    }
    const text = h('div', { class: 'message-text' }, safeHtml(message.html));
    text.addEventListener('click', follow);
    replace(body,
      message.subject ? h('h3', { class: 'message-subject' }, message.subject) : null,
      message.html ? text : null,
      message.files.length > 0 ? fileChips(message) : null,
      message.card ? messageCard(place, message) : null,
      message.reactions.length > 0 ? reactions(place, message) : null);
  }

  function edit(): void {
    const done = () => {
      fill();
      element.focus();
    };
    const composer = new Composer({
      label: t('edit'),
      initial: plainText(message.html),
      sendLabel: t('save'),
      onCancel: done,
      send: async text => {
        await api.edit(place.id, message.id, text);
        done();
      },
    });
    replace(body, composer.element);
    composer.focus();
  }
}

function byline(message: MessageInfo, size: 'root' | 'reply' | 'bubble'): HTMLElement {
  const time = h('time', { class: 'message-time', datetime: message.createdAt, title: full(message.createdAt) }, (size === 'bubble' ? clock : beside)(message.createdAt));
  return h('div', { class: 'message-byline' },
    h('span', { class: 'message-author' }, message.from.name),
    message.from.kind === 'app' ? h('span', { class: 'badge' }, t('app')) : null,
    time,
    message.editedAt && !message.deleted ? h('span', { class: 'message-edited' }, t('edited')) : null);
}

function fileChips(message: MessageInfo): HTMLElement {
  const list = h('ul', { class: 'file-chips', 'aria-label': t('files') }, ...message.files.map(file => h('li', {},
    h('a', { class: 'file-chip', href: file.url }, fileIcon(kindOf(file.name)), h('span', {}, file.name)))));
  list.addEventListener('click', follow);
  return list;
}

function reactions(place: Place, message: MessageInfo): HTMLElement {
  return h('div', { class: 'reactions' }, ...message.reactions.map(({ emoji, count, mine }) =>
    h('button', {
      type: 'button', class: 'reaction', 'aria-pressed': String(mine), 'aria-label': `${emoji} ${count}`,
      on: { click: () => void api.react(place.id, message.id, emoji, !mine) },
    }, h('span', {}, emoji), h('span', { class: 'count' }, String(count)))));
}

function follow(event: MouseEvent): void {
  const anchor = (event.target as Element).closest('a');
  if (anchor && isDeepLink(anchor.href)) {
    event.preventDefault();
    void openLink(anchor.href);
  }
}
