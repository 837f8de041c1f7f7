import { api, Refused, type Thread } from '../api';
import { h, reconcile, replace, stamp } from '../dom';
import { onChange } from '../live';
import { findConversation, markRead, me, type Place } from '../session';
import { t } from '../texts';
import { dayKey, day } from '../times';
import { toast } from '../toast';
import { current } from '../view';
import { composeArea } from './compose';
import { conversationHeader } from './header';
import { messageView } from './message';
import { ThreadView } from './thread';

type Row = { key: string; day: string } | { key: string; thread: Thread };

/** A conversation: its header, the stream of threads or bubbles, and the compose box. */
export class ConversationPage {
  readonly element = h('section', { class: 'conversation' });
  private readonly stream = h('div', { class: 'stream', role: 'log', 'aria-label': t('messages'), 'aria-live': 'off', tabindex: 0 });
  private readonly older = h('div', { class: 'older' });
  private readonly rows = h('div', { class: 'rows' });
  private readonly views = new Map<string, ThreadView>();
  private threads: Thread[] = [];
  private place: Place | undefined;
  private opened: Promise<void> = Promise.resolve();
  private reading = 0;

  constructor() {
    this.stream.append(this.older, this.rows);
    onChange(change => {
      if (change.type === 'message' && this.place && (!change.conversationId || change.conversationId === this.place.id)) {
        void this.update();
      }
    });
  }

  /** Opens the conversation, at a message if one is named; the open one only moves to the message. */
  async show(id: string, messageId?: string): Promise<void> {
    const place = findConversation(id);
    if (!place) {
      this.close();
      replace(this.element, missing());
      return;
    }
    const isNew = this.place?.id !== place.id;
    this.place = place;
    if (isNew) {
      this.threads = [];
      this.views.clear();
      replace(this.rows);
      replace(this.older);
      replace(this.element, conversationHeader(place), this.stream, composeArea(place));
      this.element.setAttribute('data-conversation-key', place.key);
      this.element.classList.toggle('is-chat', place.kind === 'chat');
    }
    if (isNew || (messageId && !this.find(messageId))) {
      this.opened = this.read(messageId ? { around: messageId } : {});
      await this.opened;
    }
    if (messageId) {
      this.highlight(messageId);
    } else if (isNew) {
      this.toBottom();
    }
  }

  /** A tab may have come or gone while the posts are read. */
  drawHeader(): void {
    const place = this.place && findConversation(this.place.id);
    const header = this.element.querySelector('.conversation-header');
    if (place && header && place.kind === 'channel' && !header.contains(document.activeElement)) {
      header.replaceWith(conversationHeader(place));
    }
  }

  /** Draws everything anew, as after a change of language. */
  redraw(): void {
    const id = this.place?.id;
    this.close();
    if (id) {
      void this.show(id);
    }
  }

  close(): void {
    this.place = undefined;
    this.reading++;
    replace(this.element);
    this.element.removeAttribute('data-conversation-key');
  }

  private async read(options: { before?: string; from?: string; around?: string }): Promise<void> {
    const place = this.place!;
    const turn = ++this.reading;
    try {
      const page = await api.messages(place.id, options);
      if (turn !== this.reading) {
        return;
      }
      this.threads = options.before ? [...page.threads, ...this.threads] : page.threads;
      this.draw(page.more, options.around);
      markRead(place.id);
    } catch (error) {
      if (turn === this.reading) {
        replace(this.rows, h('p', { class: 'stream-error', role: 'alert' }, t(error instanceof Refused && error.status === 404 ? 'noAccessMessage' : 'somethingWrong')));
      }
    }
  }

  private async update(): Promise<void> {
    const place = this.place;
    // What is being opened at a message is drawn first, and stays where it is.
    await this.opened;
    if (this.place !== place) {
      return;
    }
    const stuck = this.stream.scrollHeight - this.stream.scrollTop - this.stream.clientHeight < 80;
    const oldest = this.threads[0]?.root.id;
    await this.read(oldest ? { from: oldest } : {});
    if (stuck) {
      this.toBottom();
    }
  }

  private draw(more: boolean, mustShow?: string): void {
    const place = this.place!;
    const isChat = place.kind === 'chat';
    const lang = current().lang;
    reconcile<Row>(this.rows, this.rowsOf(), row => row.key,
      row => 'day' in row ? row.day : isChat ? stamp([row.thread.root, lang]) : lang,
      row => 'day' in row ? divider(row.day) : isChat ? messageView(place, row.thread.root, 'bubble') : this.threadView(row.thread).element);
    for (const thread of isChat ? [] : this.threads) {
      this.threadView(thread).update(thread, mustShow);
    }
    if (this.threads.length === 0) {
      replace(this.rows, empty());
    }
    replace(this.older, more ? h('button', { type: 'button', class: 'link-button', on: { click: () => void this.readOlder() } }, t('showOlder')) : null);
  }

  private rowsOf(): Row[] {
    let last = '';
    return this.threads.flatMap((thread): Row[] => {
      const date = dayKey(thread.root.createdAt);
      const row: Row = { key: thread.root.id, thread };
      if (date === last) {
        return [row];
      }
      last = date;
      return [{ key: date, day: day(thread.root.createdAt) }, row];
    });
  }

  private threadView(thread: Thread): ThreadView {
    const view = this.views.get(thread.root.id) ?? new ThreadView(this.place!, thread);
    this.views.set(thread.root.id, view);
    return view;
  }

  private async readOlder(): Promise<void> {
    const fromBottom = this.stream.scrollHeight - this.stream.scrollTop;
    await this.read({ before: this.threads[0]!.root.id });
    this.stream.scrollTop = this.stream.scrollHeight - fromBottom;
    this.stream.focus();
  }

  private find(messageId: string): HTMLElement | null {
    return this.rows.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(messageId)}"]`);
  }

  private highlight(messageId: string): void {
    const element = this.find(messageId);
    if (!element) {
      this.toBottom();
      toast(t('messageNotFound'));
      return;
    }
    element.scrollIntoView({ block: 'center' });
    element.focus({ preventScroll: true });
    element.classList.add('highlighted');
    window.setTimeout(() => element.classList.remove('highlighted'), 6000);
  }

  private toBottom(): void {
    this.stream.scrollTop = this.stream.scrollHeight;
  }
}

const divider = (text: string) => h('div', { class: 'day' }, h('span', {}, text));

const empty = () => h('div', { class: 'empty' }, h('h2', {}, t('emptyChannel')), h('p', {}, t('emptyChannelText')));

const missing = () => h('div', { class: 'empty' }, h('h1', {}, t('notFound')), h('p', {}, t('notFoundText', me().displayName)));
