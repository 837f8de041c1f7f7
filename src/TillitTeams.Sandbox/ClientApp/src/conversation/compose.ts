import { api } from '../api';
import { appIcon } from '../appIcon';
import { runComposeAction } from '../dialogs/taskModule';
import { h, replace } from '../dom';
import { openSearch } from '../extensions/search';
import { signInButton } from '../extensions/signIn';
import { unfurl } from '../extensions/unfurl';
import { icon } from '../icons';
import { renderCard, type CardJson } from '../cards/card';
import { app, type Place } from '../session';
import { t } from '../texts';
import { toast } from '../toast';

export interface ComposerOptions {
  label: string;
  /** Sends what was written; the box empties when it went well. */
  send: (text: string, subject: string | undefined, card: CardJson | undefined) => Promise<unknown>;
  initial?: string;
  withSubject?: boolean;
  sendLabel?: string;
  onCancel?: () => void;
  /** Where the app's searches and link previews are offered. */
  place?: Place;
}

// Where a card lands that a message extension hands back.
const main = new Map<string, Composer>();

export function offerCard(place: Place, card: CardJson): void {
  main.get(place.id)?.attach(card);
}

/** The compose box: Enter sends, Shift+Enter breaks the line, Escape cancels where there is something to cancel. */
export class Composer {
  readonly element: HTMLElement;
  private readonly text: HTMLTextAreaElement;
  private readonly subject: HTMLInputElement | undefined;
  private readonly sendButton: HTMLButtonElement;
  private readonly attachment = h('div', { class: 'compose-attachment' });
  private card: CardJson | undefined;

  constructor(private readonly options: ComposerOptions) {
    this.text = h('textarea', { class: 'compose-text', rows: 1, 'aria-label': options.label, placeholder: options.label, maxlength: 20000 });
    this.text.value = options.initial ?? '';
    this.subject = options.withSubject
      ? h('input', { class: 'compose-subject', type: 'text', 'aria-label': t('subject'), placeholder: t('addSubject'), maxlength: 200 })
      : undefined;
    const label = options.sendLabel ?? t('send');
    this.sendButton = options.sendLabel
      ? h('button', { type: 'submit', class: 'button primary small' }, label)
      : h('button', { type: 'submit', class: 'icon-button compose-send', 'aria-label': label, title: label }, icon('send'));
    this.element = h('form', { class: `compose${options.onCancel ? ' expanded' : ''}`, on: { submit: (event: Event) => this.submit(event) } },
      this.subject, this.text, this.attachment,
      h('div', { class: 'compose-actions' },
        ...(options.place ? [...this.actions(options.place), ...this.searches(options.place)] : []),
        options.onCancel ? h('button', { type: 'button', class: 'button small', on: { click: options.onCancel } }, t('cancel')) : null,
        this.sendButton));
    this.text.addEventListener('keydown', event => this.keys(event));
    this.text.addEventListener('input', () => this.grow());
    this.text.addEventListener('paste', event => void this.pasted(event));
    this.grow();
  }

  /** Makes this the box that extensions hand their cards to. */
  serve(place: Place): this {
    main.set(place.id, this);
    return this;
  }

  focus(): void {
    this.text.focus();
    this.text.setSelectionRange(this.text.value.length, this.text.value.length);
    this.grow();
  }

  attach(card: CardJson): void {
    this.card = card;
    void renderCard(card, () => undefined).then(element => replace(this.attachment, element, this.remover()));
    this.grow();
    this.focus();
  }

  /** A button for each action that the app's manifest has at the compose box. */
  private actions(place: Place): HTMLElement[] {
    return app().composeActions.map(action => h('button', {
      type: 'button', class: 'icon-button compose-app', 'aria-label': `${app().name}: ${action.title}`, title: action.title,
      on: { click: () => void runComposeAction(place, action, card => { this.attach(card); this.focus(); }) },
    }, appIcon('small')));
  }

  /** A button for each search command that the app's manifest has at the compose box. */
  private searches(place: Place): HTMLElement[] {
    return app().searches.map(command => h('button', {
      type: 'button', class: 'icon-button compose-app', 'aria-label': `${app().name}: ${command.title}`, title: command.title,
      on: { click: () => openSearch(place, command, card => { this.attach(card); this.focus(); }) },
    }, appIcon('small')));
  }

  private async pasted(event: ClipboardEvent): Promise<void> {
    const link = event.clipboardData?.getData('text/plain').trim() ?? '';
    if (link && this.options.place && !this.card) {
      await this.preview(this.options.place, link);
    }
  }

  private async preview(place: Place, link: string): Promise<void> {
    const { card, signIn } = await unfurl(place, link);
    // Somebody may have thought better of it while the app answered.
    if (this.card || !this.text.value.includes(link)) {
      return;
    }
    if (card) {
      this.attach(card);
    } else if (signIn) {
      replace(this.attachment, h('p', { class: 'compose-sign-in', role: 'status' }, t('signInText', app().name)), signInButton(signIn, () => this.preview(place, link)), this.remover());
    }
  }

  private remover(): HTMLElement {
    return h('button', { type: 'button', class: 'icon-button', 'aria-label': t('remove'), title: t('remove'), on: { click: () => this.detach() } }, icon('close'));
  }

  private detach(): void {
    this.card = undefined;
    replace(this.attachment);
    this.grow();
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const text = this.text.value.trim();
    if ((!text && !this.card) || this.sendButton.disabled) {
      return;
    }
    this.sendButton.disabled = true;
    try {
      await this.options.send(text, this.subject?.value.trim() || undefined, this.card);
      this.text.value = '';
      this.detach();
    } catch {
      toast(t('somethingWrong'));
    } finally {
      this.sendButton.disabled = false;
      this.grow();
    }
  }

  private keys(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.element.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    } else if (event.key === 'Escape' && this.options.onCancel) {
      event.stopPropagation();
      this.options.onCancel();
    }
  }

  private grow(): void {
    this.text.style.height = 'auto';
    this.text.style.height = `${Math.min(this.text.scrollHeight, 180)}px`;
    this.element.classList.toggle('filled', this.text.value.trim() !== '' || this.card !== undefined);
  }
}

/** The box at the foot of a conversation: folded in a channel until somebody starts a post. */
export function composeArea(place: Place): HTMLElement {
  const area = h('div', { class: 'compose-area' });
  if (place.kind === 'chat') {
    replace(area, new Composer({ label: t('typeMessage'), place, send: (text, _subject, card) => api.post(place.id, { text, card }) }).serve(place).element);
    return area;
  }
  const fold = () => {
    const start = h('button', { type: 'button', class: 'button primary start-post', on: { click: () => unfold().focus() } }, icon('compose'), t('startPost'));
    replace(area, start);
    return start;
  };
  const unfold = () => {
    const composer = new Composer({
      label: t('typeMessage'),
      place,
      withSubject: true,
      sendLabel: t('post'),
      onCancel: () => fold().focus(),
      send: async (text, subject, card) => {
        await api.post(place.id, { text, subject, card });
        fold();
      },
    });
    replace(area, composer.element);
    return composer;
  };
  fold();
  main.set(place.id, { attach: (card: CardJson) => unfold().attach(card) } as Composer);
  return area;
}
