import { conversationHeader } from '../conversation/header';
import { h, replace } from '../dom';
import { findConversation } from '../session';
import { t } from '../texts';
import { onView, type Route } from '../view';
import { configOf } from './calls';
import { TabFrame } from './frame';

type TabRoute = Extract<Route, { kind: 'tab' }>;

/** A channel with one of its tabs open where its posts would be. */
export class ChannelTabPage {
  readonly element = h('section', { class: 'conversation channel-tab' });
  private readonly panel = h('div', { class: 'tab-panel', role: 'tabpanel' });
  private readonly frame = new TabFrame(this.panel);
  private route: TabRoute | undefined;
  private shown = '';

  constructor() {
    onView((view, before) => view.theme !== before.theme && this.frame.dress());
  }

  show(route: TabRoute): void {
    this.route = route;
    this.update();
  }

  /** Draws what has changed: the bar always, the page only when it is another one or was set up anew. */
  update(): void {
    if (!this.route) {
      return;
    }
    const { tabId, subPageId } = this.route;
    const place = findConversation(this.route.id);
    const tab = place?.kind === 'channel' ? place.channel.tabs.find(each => each.id === tabId) : undefined;
    if (!tab || place?.kind !== 'channel') {
      this.frame.close();
      this.shown = '';
      replace(this.element, place ? conversationHeader(place, tabId) : null, h('div', { class: 'empty' }, h('h1', {}, t('tabGone')), h('p', {}, t('tabGoneText'))));
      return;
    }
    const state = JSON.stringify([place.id, tab, subPageId]);
    const isNew = state !== this.shown;
    if (this.element.lastChild !== this.panel) {
      replace(this.element, h('div'), this.panel);
    }
    if (isNew || !this.element.firstElementChild?.contains(document.activeElement)) {
      this.element.firstElementChild!.replaceWith(conversationHeader(place, tab.id));
    }
    this.element.setAttribute('data-conversation-key', place.key);
    this.panel.setAttribute('aria-label', tab.name);
    if (isNew) {
      this.shown = state;
      this.frame.open({
        url: tab.contentUrl, name: tab.name, entityId: tab.entityId, subPageId, standing: place, settings: configOf(tab), reload: () => this.reload(),
      });
    }
  }

  reload(): void {
    this.shown = '';
    this.update();
  }

  close(): void {
    this.route = undefined;
    this.shown = '';
    this.frame.close();
    replace(this.element);
  }
}
