import { api, type MessageInfo, type Thread } from '../api';
import { h, reconcile, replace, stamp } from '../dom';
import { icon } from '../icons';
import type { Place } from '../session';
import { t } from '../texts';
import { current } from '../view';
import { Composer } from './compose';
import { messageView } from './message';

// Teams folds a long thread to its latest replies.
const shownReplies = 3;

/** A post and its replies. The element stays while its content changes, so that a half-written reply survives. */
export class ThreadView {
  readonly element: HTMLElement;
  private readonly root = h('div', { class: 'thread-root' });
  private readonly earlier = h('div', { class: 'earlier' });
  private readonly replies = h('div', { class: 'replies' });
  private readonly foot = h('div', { class: 'thread-foot' });
  private thread: Thread;
  private expanded = false;

  constructor(private readonly place: Place, thread: Thread) {
    this.thread = thread;
    this.element = h('article', { class: 'thread', 'data-key': thread.root.id }, this.root, this.earlier, this.replies, this.foot);
    this.foldReply();
    this.update(thread);
  }

  update(thread: Thread, mustShow?: string): void {
    this.thread = thread;
    this.expanded ||= thread.replies.slice(0, -shownReplies).some(reply => reply.id === mustShow);
    this.element.setAttribute('aria-label', thread.root.subject ?? t('saidBy', thread.root.from.name));
    const version = (message: MessageInfo) => stamp([message, current().lang]);
    reconcile(this.root, [thread.root], message => message.id, version, message => messageView(this.place, message, 'root'));
    const shown = this.expanded ? thread.replies : thread.replies.slice(-shownReplies);
    reconcile(this.replies, shown, message => message.id, version, message => messageView(this.place, message, 'reply'));
    const hidden = thread.replies.length - shown.length;
    replace(this.earlier, hidden > 0
      ? h('button', { type: 'button', class: 'link-button', on: { click: () => this.expand() } }, icon('chevronDown'), t('showEarlier', hidden))
      : null);
    this.element.classList.toggle('has-replies', thread.replies.length > 0);
  }

  private expand(): void {
    this.expanded = true;
    this.update(this.thread);
    this.replies.querySelector<HTMLElement>('.message')?.focus();
  }

  private foldReply(): HTMLElement {
    const button = h('button', { type: 'button', class: 'link-button reply-button', on: { click: () => this.unfoldReply() } }, icon('reply'), t('reply'));
    replace(this.foot, button);
    return button;
  }

  private unfoldReply(): void {
    const composer = new Composer({
      label: t('reply'),
      place: this.place,
      sendLabel: t('reply'),
      onCancel: () => this.foldReply().focus(),
      send: async (text, _subject, card) => {
        await api.post(this.place.id, { text, replyToId: this.thread.root.id, card });
        this.foldReply().focus();
      },
    });
    replace(this.foot, composer.element);
    composer.focus();
  }
}
