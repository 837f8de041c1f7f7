import { api, type InvokeReply, type InvokeRequest, type MessageAction, type MessageInfo } from '../api';
import { appIcon } from '../appIcon';
import { renderCard, type CardAction, type CardJson } from '../cards/card';
import { offerCard } from '../conversation/compose';
import { h, replace } from '../dom';
import { signInButton } from '../extensions/signIn';
import { icon } from '../icons';
import { app, type Place } from '../session';
import { tabDialogFrame } from '../tab/dialogFrame';
import { t } from '../texts';
import { DialogWindow } from './dialog';
import { measure, type Dimension } from './sizes';

interface TaskInfo { title?: string; width?: Dimension; height?: Dimension; card?: { content: CardJson }; url?: string; completionBotId?: string }
interface Attachment { contentType: string; content: CardJson }
interface TaskReply {
  task?: { type: 'continue' | 'message'; value?: TaskInfo | string };
  composeExtension?: {
    type: 'result' | 'auth' | 'config' | 'message' | 'silentAuth';
    text?: string;
    attachments?: Attachment[];
    suggestedActions?: { actions?: { title: string; value: string }[] };
  };
}

/** How one flow asks the app first and hands over what was filled in. */
interface Flow { place: Place; title: string; first: InvokeRequest; submit: (data: unknown) => InvokeRequest; insert?: (card: CardJson) => void }

/** A message action: Teams asks the app for the dialog, shows it, and submits what was filled in. */
export function runMessageAction(place: Place, message: MessageInfo, action: MessageAction): Promise<void> {
  const about = { conversationId: place.id, messageId: message.id, commandId: action.id };
  return new TaskModule({
    place,
    title: action.title,
    first: { kind: 'fetchTask', ...about },
    submit: data => ({ kind: 'submitAction', ...about, data }),
  }).send();
}

/** The same at the compose box: there is no message, and a card that the app hands back goes into the box. */
export function runComposeAction(place: Place, action: MessageAction, insert: (card: CardJson) => void): Promise<void> {
  const about = { conversationId: place.id, commandId: action.id };
  return new TaskModule({
    place,
    title: action.title,
    first: { kind: 'fetchTask', ...about },
    submit: data => ({ kind: 'submitAction', ...about, data }),
    insert,
  }).send();
}

/** A card's button that asks for a dialog. */
export function fetchCardTask(place: Place, message: MessageInfo, data: unknown): Promise<void> {
  const about = { conversationId: place.id, messageId: message.id };
  return new TaskModule({
    place,
    title: app().name,
    first: { kind: 'taskFetch', ...about, data },
    submit: submitted => ({ kind: 'taskSubmit', ...about, data: submitted }),
  }).send();
}

class TaskModule {
  private readonly dialog: DialogWindow;

  constructor(private readonly flow: Flow) {
    this.dialog = new DialogWindow({ title: flow.title, image: appIcon('small'), ...measure('medium', 'medium') });
  }

  async send(request = this.flow.first): Promise<void> {
    const isFirst = request === this.flow.first;
    if (isFirst) {
      this.dialog.show(skeleton());
      replace(this.dialog.footer);
    }
    this.dialog.setBusy(true);
    const reply = await api.invoke(request).catch((): InvokeReply => ({ status: 0, body: null, timedOut: true }));
    if (!this.dialog.isOpen) {
      return;
    }
    this.dialog.setBusy(false);
    if (reply.timedOut || reply.status >= 400) {
      this.fail(reply.timedOut || reply.status >= 500 ? t('appUnreachable') : t('somethingWrong'), request, isFirst);
    } else {
      await this.show((reply.body ?? {}) as TaskReply);
    }
  }

  private async show(reply: TaskReply): Promise<void> {
    const { task, composeExtension } = reply;
    if (task?.type === 'continue' && typeof task.value === 'object') {
      await this.showTask(task.value);
    } else if (task?.type === 'message') {
      this.showMessage(String(task.value ?? ''));
    } else if (composeExtension?.type === 'result') {
      const card = composeExtension.attachments?.[0]?.content;
      this.dialog.close();
      if (card) {
        (this.flow.insert ?? (given => offerCard(this.flow.place, given)))(card);
      }
    } else if (composeExtension?.type === 'auth' || composeExtension?.type === 'config') {
      this.showSignIn(composeExtension.suggestedActions?.actions?.[0]);
    } else if (composeExtension?.type === 'message') {
      this.showMessage(composeExtension.text ?? '');
    } else {
      this.dialog.close();
    }
  }

  private async showTask(task: TaskInfo): Promise<void> {
    this.dialog.setTitle(task.title ?? this.flow.title);
    const size = measure(task.width, task.height);
    this.dialog.resize(size.width, size.height);
    replace(this.dialog.footer);
    if (task.card) {
      const card = await renderCard(task.card.content, action => void this.submit(action));
      this.dialog.show(card);
      this.dialog.focusFirst();
    } else if (task.url) {
      this.dialog.show(tabDialogFrame(task.url, this.dialog, result => void this.send(this.flow.submit(result))));
    }
  }

  private submit(action: CardAction): Promise<void> {
    this.dialog.body.querySelector('.dialog-error')?.remove();
    return this.send(this.flow.submit(action.data));
  }

  private showMessage(text: string): void {
    const ok = h('button', { type: 'button', class: 'button primary', on: { click: () => this.dialog.close() } }, t('ok'));
    this.dialog.resize(440);
    this.dialog.show(h('p', { class: 'dialog-message', role: 'status' }, text));
    replace(this.dialog.footer, ok);
    ok.focus();
  }

  private showSignIn(action?: { title: string; value: string }): void {
    const button = signInButton(action, () => this.send());
    this.dialog.show(h('p', { class: 'dialog-message' }, t('signInText', app().name)));
    replace(this.dialog.footer, button);
    button.focus();
  }

  /** A failed start leaves nothing to show; a failed submit keeps what was filled in. */
  private fail(words: string, request: InvokeRequest, isFirst: boolean): void {
    const error = h('div', { class: isFirst ? 'dialog-failure' : 'dialog-error', role: 'alert' }, icon('warning'), h('p', {}, words));
    if (!isFirst) {
      this.dialog.body.querySelector('.dialog-error')?.remove();
      this.dialog.body.prepend(error);
      this.dialog.focusFirst();
      return;
    }
    const again = h('button', { type: 'button', class: 'button', on: { click: () => void this.send(request) } }, t('tryAgain'));
    this.dialog.show(error);
    replace(this.dialog.footer, again);
    again.focus();
  }
}

function skeleton(): HTMLElement {
  const bar = (width: string) => h('span', { class: `skeleton ${width}` });
  return h('div', { class: 'skeletons', role: 'status', 'aria-label': t('loading') }, bar('half'), bar('full'), bar('full'), bar('third'), bar('block'), bar('half'));
}
