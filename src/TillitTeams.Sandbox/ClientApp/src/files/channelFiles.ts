import { api } from '../api';
import { conversationHeader } from '../conversation/header';
import { h, replace } from '../dom';
import { findConversation } from '../session';
import { t } from '../texts';
import type { Route } from '../view';
import { FilesPanel } from './panel';
import { filesTab } from './tab';

type TabRoute = Extract<Route, { kind: 'tab' }>;

/** A channel with its files where its posts would be. */
export class ChannelFilesPage {
  readonly element = h('section', { class: 'conversation channel-tab' });
  private readonly panel = new FilesPanel();
  private readonly holder = h('div', { class: 'tab-panel files-body', role: 'tabpanel' }, this.panel.element);
  private route: TabRoute | undefined;

  async show(route: TabRoute): Promise<void> {
    this.route = route;
    const place = findConversation(route.id);
    if (place?.kind !== 'channel') {
      replace(this.element, h('div', { class: 'empty' }, h('h1', {}, t('notFound'))));
      return;
    }
    replace(this.element, conversationHeader(place, filesTab), this.holder);
    this.element.setAttribute('data-conversation-key', place.key);
    this.holder.setAttribute('aria-label', t('files'));
    const home = await api.channelFiles(place.id).catch(() => undefined);
    if (this.route === route && home) {
      await this.panel.show(home.driveId, route.subPageId ?? home.itemId, (_driveId, itemId) => ({ kind: 'tab', id: place.id, tabId: filesTab, subPageId: itemId }), home.itemId);
    } else if (!home) {
      replace(this.panel.element, h('p', { class: 'files-empty' }, t('somethingWrong')));
    }
  }

  close(): void {
    this.route = undefined;
    this.panel.close();
    replace(this.element);
  }
}
