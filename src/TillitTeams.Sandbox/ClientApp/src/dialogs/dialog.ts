import { focusables, h, replace } from '../dom';
import { icon } from '../icons';
import { layer } from '../layer';
import { t } from '../texts';

export interface DialogOptions {
  title: string;
  width?: number;
  height?: number;
  image?: HTMLElement;
  kind?: 'task' | 'alert';
  /** Runs once, however the dialog was closed. */
  onClose?: () => void;
}

let count = 0;
const open: DialogWindow[] = [];

/** A modal window: keeps focus inside, Escape closes it, and what lies behind is inert. */
export class DialogWindow {
  readonly body = h('div', { class: 'dialog-body' });
  readonly footer = h('div', { class: 'dialog-footer' });
  private readonly heading = h('h2', { class: 'dialog-title' });
  private readonly element: HTMLElement;
  private readonly backdrop: HTMLElement;
  private readonly cameFrom = document.activeElement as HTMLElement | null;

  constructor(private readonly options: DialogOptions) {
    this.heading.id = `dialog-${++count}`;
    this.element = h('section', { class: `dialog ${options.kind ?? 'task'}`, role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': this.heading.id, tabindex: '-1' },
      h('header', { class: 'dialog-header' }, options.image, this.heading,
        h('button', { type: 'button', class: 'icon-button dialog-close', 'aria-label': t('close'), title: t('close'), on: { click: () => this.close() } }, icon('close'))),
      this.body, this.footer);
    this.backdrop = h('div', { class: 'backdrop' }, this.element);
    this.backdrop.addEventListener('keydown', event => this.keys(event));
    this.setTitle(options.title);
    this.resize(options.width, options.height);
    layer.append(this.backdrop);
    open.push(this);
    holdBackground();
    this.element.focus();
  }

  get isOpen(): boolean {
    return open.includes(this);
  }

  setTitle(title: string): void {
    this.heading.textContent = title;
  }

  resize(width?: number, height?: number): void {
    this.element.style.setProperty('--dialog-width', width ? `${width}px` : '');
    this.element.style.setProperty('--dialog-height', height ? `${height}px` : '');
  }

  show(...content: Node[]): void {
    replace(this.body, ...content);
  }

  setBusy(busy: boolean): void {
    this.element.setAttribute('aria-busy', String(busy));
    this.body.inert = busy;
    if (busy) {
      this.element.focus();
    }
  }

  focusFirst(): void {
    (focusables(this.body)[0] ?? this.element).focus();
  }

  close(): void {
    const at = open.indexOf(this);
    if (at < 0) {
      return;
    }
    open.splice(at, 1);
    this.backdrop.remove();
    holdBackground();
    this.cameFrom?.isConnected && this.cameFrom.focus();
    this.options.onClose?.();
  }

  private keys(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    } else if (event.key === 'Tab') {
      const stops = focusables(this.element);
      const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
      if (document.activeElement === edge || document.activeElement === this.element && event.shiftKey) {
        event.preventDefault();
        (event.shiftKey ? stops[stops.length - 1] : stops[0])?.focus();
      }
    }
  }
}

/** Only the topmost dialog can be reached. */
function holdBackground(): void {
  for (const behind of document.querySelectorAll<HTMLElement>('.behind-dialogs')) {
    behind.inert = open.length > 0;
  }
  const backdrops = [...layer.querySelectorAll<HTMLElement>('.backdrop')];
  backdrops.forEach((backdrop, index) => (backdrop.inert = index < backdrops.length - 1));
}

/** Asks before something that cannot be undone. */
export function confirm(title: string, text: string, action: string): Promise<boolean> {
  return new Promise(resolve => {
    let answer = false;
    const dialog = new DialogWindow({ title, kind: 'alert', width: 440, onClose: () => resolve(answer) });
    dialog.show(h('p', {}, text));
    const choose = (value: boolean) => () => {
      answer = value;
      dialog.close();
    };
    const accept = h('button', { type: 'button', class: 'button primary', on: { click: choose(true) } }, action);
    replace(dialog.footer, h('button', { type: 'button', class: 'button', on: { click: choose(false) } }, t('cancel')), accept);
    accept.focus();
  });
}
