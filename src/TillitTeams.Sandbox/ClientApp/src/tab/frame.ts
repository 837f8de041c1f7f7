import { h, replace } from '../dom';
import { icon } from '../icons';
import { app } from '../session';
import { t } from '../texts';
import { callsFor, type Page } from './calls';
import { fillPlaceholders, teamsTheme, type Standing } from './context';
import { originsOf, TeamsHost } from './protocol';

// Microsoft's documented limit for an app that asked for a loading indicator.
const patience = 30_000;

export interface FrameOptions {
  url: string;
  name: string;
  entityId: string;
  subPageId: string | undefined;
  standing?: Standing;
  settings?: Page['settings'];
  reload: () => void;
}

/** A page of the app's as a tab: a frame that speaks teams-js with this host, under a skeleton until it is ready. */
export class TabFrame {
  private host: TeamsHost | undefined;
  private timer = 0;

  constructor(private readonly panel: HTMLElement) {}

  open(options: FrameOptions): void {
    this.close();
    const { entityId, subPageId, standing } = options;
    const address = fillPlaceholders(options.url, entityId, subPageId, standing);
    const frame = h('iframe', { class: 'tab-frame', title: `${app().name}: ${options.name}`, allow: 'clipboard-write' });
    const cover = h('div', { class: 'tab-cover', role: 'status', 'aria-label': t('loading') }, ...skeleton());
    const uncover = () => {
      window.clearTimeout(this.timer);
      cover.remove();
    };
    const fail = (text: string) => {
      window.clearTimeout(this.timer);
      replace(this.panel, failure(text, options.reload));
    };
    const page: Page = {
      frameContext: 'content',
      entityId,
      subPageId,
      standing,
      settings: options.settings,
      host: () => this.host!,
      loaded: uncover,
      succeeded: uncover,
      failed: (_reason, message) => fail(message ?? t('tabFailedText')),
    };
    this.host = new TeamsHost(() => frame.contentWindow, originsOf([address], app().validDomains), callsFor(page));
    if (app().showLoadingIndicator) {
      this.timer = window.setTimeout(() => fail(t('tabSlow')), patience);
    } else {
      frame.addEventListener('load', uncover);
    }
    frame.src = address;
    replace(this.panel, frame, cover);
  }

  dress(): void {
    this.host?.notify('themeChange', [teamsTheme()]);
  }

  close(): void {
    window.clearTimeout(this.timer);
    this.host?.dispose();
    this.host = undefined;
    replace(this.panel);
  }
}

function failure(text: string, reload: () => void): HTMLElement {
  const again = h('button', { type: 'button', class: 'button', on: { click: reload } }, icon('refresh'), t('reload'));
  return h('div', { class: 'empty', role: 'alert' }, icon('warning'), h('h2', {}, t('tabFailed')), h('p', {}, text), again);
}

function skeleton(): HTMLElement[] {
  return ['third', 'full', 'half', 'block', 'full', 'third'].map(width => h('span', { class: `skeleton ${width}` }));
}
