import { appIcon } from '../appIcon';
import { h, replace } from '../dom';
import { icon } from '../icons';
import { app, isUnread, listedNow } from '../session';
import { t } from '../texts';
import { navigate, type Route } from '../view';

export type Section = 'activity' | 'chats' | 'teams' | 'app' | 'files' | 'sharePoint';

/** The app bar: at the left as in Teams, at the foot on a phone. */
export class Rail {
  readonly element = h('nav', { class: 'rail' });

  draw(section: Section): void {
    const listed = listedNow();
    const chats = listed?.chats.filter(isUnread).length ?? 0;
    const channels = listed?.teams.flatMap(team => team.channels).filter(isUnread).length ?? 0;
    const tab = app().tabs[0];
    this.element.setAttribute('aria-label', t('appBar'));
    replace(this.element,
      item(t('activity'), icon('bell'), section === 'activity', { kind: 'activity' }, 0),
      item(t('chat'), icon('chat'), section === 'chats', { kind: 'chats' }, chats),
      item(t('teams'), icon('teams'), section === 'teams', { kind: 'teams' }, channels),
      tab ? item(app().name, appIcon('small'), section === 'app', { kind: 'app', entityId: tab.entityId }, 0) : null,
      item(t('files'), icon('folder'), section === 'files', { kind: 'files' }, 0),
      app().configurableTab?.sharePointHosts.length ? item(t('sharePoint'), icon('intranet'), section === 'sharePoint', { kind: 'sharePoint' }, 0) : null);
  }
}

function item(label: string, image: Node, isCurrent: boolean, route: Route, unread: number): HTMLElement {
  return h('button', {
    type: 'button', class: 'rail-item', 'aria-current': isCurrent ? 'page' : null, on: { click: () => navigate(route) },
  }, h('span', { class: 'rail-icon' }, image, unread > 0 ? h('span', { class: 'count-badge' }, String(unread), h('span', { class: 'visually-hidden' }, ` ${t('unread')}`)) : null),
  h('span', { class: 'rail-text' }, label));
}
