import type { TabInfo } from '../api';
import { appIcon } from '../appIcon';
import { h, replace } from '../dom';
import { app } from '../session';
import { t } from '../texts';
import { navigate, onView, type Route } from '../view';
import { TabFrame } from './frame';

type AppRoute = Extract<Route, { kind: 'app' }>;

/** The personal app: its tabs, and the open one in a frame that speaks teams-js with this host. */
export class AppPage {
  readonly element = h('section', { class: 'app-page', 'aria-label': app().name });
  private readonly strip = h('div', { class: 'tab-strip', role: 'tablist', 'aria-label': app().name });
  private readonly panel = h('div', { class: 'tab-panel', role: 'tabpanel', 'aria-labelledby': 'tab-open', id: 'tab-panel' });
  private readonly frame = new TabFrame(this.panel);
  private open: AppRoute | undefined;

  constructor() {
    this.element.append(h('header', { class: 'app-header' }, appIcon('medium'), h('h1', { class: 'app-title' }, app().name), this.strip), this.panel);
    this.strip.addEventListener('keydown', event => this.keys(event));
    onView((view, before) => view.theme !== before.theme && this.frame.dress());
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
    this.frame.close();
    this.open = undefined;
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
    if (!tab.contentUrl) {
      this.frame.close();
      replace(this.panel, about());
      return;
    }
    this.frame.open({ url: tab.contentUrl, name: tab.name, entityId: tab.entityId, subPageId, reload: () => this.reload() });
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
