import type { TabInfo } from '../api';
import { appIcon } from '../appIcon';
import { h, replace } from '../dom';
import { icon } from '../icons';
import { app } from '../session';
import { t } from '../texts';
import { navigate, onView, type Route } from '../view';
import { callsFor, type Page } from './calls';
import { fillPlaceholders, teamsTheme } from './context';
import { originsOf, TeamsHost } from './protocol';

// Microsoft's documented limit for an app that asked for a loading indicator.
const patience = 30_000;

type AppRoute = Extract<Route, { kind: 'app' }>;

/** The personal app: its tabs, and the open one in a frame that speaks teams-js with this host. */
export class AppPage {
  readonly element = h('section', { class: 'app-page', 'aria-label': app().name });
  private readonly strip = h('div', { class: 'tab-strip', role: 'tablist', 'aria-label': app().name });
  private readonly panel = h('div', { class: 'tab-panel', role: 'tabpanel', 'aria-labelledby': 'tab-open', id: 'tab-panel' });
  private host: TeamsHost | undefined;
  private open: AppRoute | undefined;
  private timer = 0;

  constructor() {
    this.element.append(h('header', { class: 'app-header' }, appIcon('medium'), h('h1', { class: 'app-title' }, app().name), this.strip), this.panel);
    this.strip.addEventListener('keydown', event => this.keys(event));
    onView((view, before) => {
      if (view.theme !== before.theme) {
        this.host?.notify('themeChange', [teamsTheme()]);
      }
    });
  }

  show(route: AppRoute): void {
    const tab = app().tabs.find(each => each.entityId === route.entityId) ?? app().tabs[0]!;
    this.drawStrip(tab.entityId);
    if (this.open?.entityId !== tab.entityId || this.open.subPageId !== route.subPageId || !this.panel.firstChild) {
      this.load(tab, route.subPageId);
    }
    this.open = { ...route, entityId: tab.entityId };
  }

  /** The language is part of the tab's context, so a change of it loads the tab again. */
  reload(): void {
    const route = this.open;
    this.close();
    if (route) {
      this.show(route);
    }
  }

  close(): void {
    window.clearTimeout(this.timer);
    this.host?.dispose();
    this.host = undefined;
    this.open = undefined;
    replace(this.panel);
  }

  private drawStrip(openId: string): void {
    replace(this.strip, ...app().tabs.map(tab => {
      const selected = tab.entityId === openId;
      return h('button', {
        type: 'button', role: 'tab', class: 'tab', 'aria-selected': String(selected), id: selected ? 'tab-open' : null,
        'aria-controls': 'tab-panel', tabindex: selected ? 0 : -1, on: { click: () => navigate({ kind: 'app', entityId: tab.entityId }) },
      }, tab.name);
    }));
  }

  private load(tab: TabInfo, subPageId: string | undefined): void {
    this.close();
    if (!tab.contentUrl) {
      replace(this.panel, about());
      return;
    }
    const address = fillPlaceholders(tab.contentUrl, tab.entityId, subPageId);
    const frame = h('iframe', { class: 'tab-frame', title: `${app().name}: ${tab.name}`, allow: 'clipboard-write' });
    const cover = h('div', { class: 'tab-cover', role: 'status', 'aria-label': t('loading') }, ...skeleton());
    const uncover = () => {
      window.clearTimeout(this.timer);
      cover.remove();
    };
    const fail = (text: string) => {
      window.clearTimeout(this.timer);
      replace(this.panel, this.failure(text));
    };
    const page: Page = {
      frameContext: 'content',
      entityId: tab.entityId,
      subPageId,
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

  private failure(text: string): HTMLElement {
    const again = h('button', { type: 'button', class: 'button', on: { click: () => this.reload() } }, icon('refresh'), t('reload'));
    return h('div', { class: 'empty', role: 'alert' }, icon('warning'), h('h2', {}, t('tabFailed')), h('p', {}, text), again);
  }

  private keys(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const tabs = app().tabs;
      const at = tabs.findIndex(tab => tab.entityId === this.open?.entityId);
      navigate({ kind: 'app', entityId: tabs[(at + step + tabs.length) % tabs.length]!.entityId });
      window.setTimeout(() => this.strip.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
    }
  }
}

/** What Teams shows on an app's own "About" tab. */
function about(): HTMLElement {
  return h('div', { class: 'about' }, appIcon('large'),
    h('div', {}, h('h2', {}, app().name), h('p', { class: 'subtle' }, t('version', app().version)), h('p', {}, app().description)));
}

function skeleton(): HTMLElement[] {
  return ['third', 'full', 'half', 'block', 'full', 'third'].map(width => h('span', { class: `skeleton ${width}` }));
}

