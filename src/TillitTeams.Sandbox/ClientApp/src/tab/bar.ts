import { appIcon } from '../appIcon';
import { confirm, DialogWindow } from '../dialogs/dialog';
import { h, replace } from '../dom';
import { filesTab } from '../files/tab';
import { icon } from '../icons';
import { menuButton, type MenuItem } from '../menu';
import { api, type AppTab } from '../api';
import { app, type Place } from '../session';
import { t } from '../texts';
import { toast } from '../toast';
import { navigate } from '../view';
import { openRemoval, openSettings } from './settings';

type ChannelPlace = Extract<Place, { kind: 'channel' }>;

/** The row beside a channel's name: its posts, the tabs that were added, and a plus for one more. */
export function channelTabs(place: ChannelPlace, openTab?: string): HTMLElement {
  const { tabs } = place.channel;
  const strip = h('div', { class: 'tab-strip channel-tabs', role: 'tablist', 'aria-label': place.title },
    entry(t('posts'), openTab === undefined, () => navigate({ kind: 'conversation', id: place.id })),
    entry(t('files'), openTab === filesTab, () => navigate({ kind: 'tab', id: place.id, tabId: filesTab })),
    ...tabs.map(tab => entry(tab.name, tab.id === openTab, () => navigate({ kind: 'tab', id: place.id, tabId: tab.id }))));
  strip.addEventListener('keydown', event => keys(event, strip));
  const open = tabs.find(tab => tab.id === openTab);
  return h('div', { class: 'channel-tab-row' }, strip,
    open && !place.team.isArchived ? menuButton(t('tabMenu', open.name), 'icon-button', () => items(place, open), icon('chevronDown')) : null,
    place.team.isArchived ? null : h('button', {
      type: 'button', class: 'icon-button add-tab', 'aria-label': t('addTab'), title: t('addTab'), on: { click: () => chooseApp(place) },
    }, icon('add')));
}

function entry(name: string, selected: boolean, run: () => void): HTMLElement {
  return h('button', {
    type: 'button', role: 'tab', class: 'tab', 'aria-selected': String(selected), tabindex: selected ? 0 : -1, on: { click: run },
  }, name);
}

function items(place: ChannelPlace, tab: AppTab): MenuItem[] {
  const list: MenuItem[] = [{ label: t('tabRemove'), icon: 'delete', run: () => void remove(place, tab) }];
  if (app().configurableTab?.canUpdateConfiguration) {
    list.unshift({ label: t('tabSettings'), icon: 'settings', run: () => openSettings(place, tab) });
  }
  return list;
}

async function remove(place: ChannelPlace, tab: AppTab): Promise<void> {
  if (tab.removeUrl) {
    openRemoval(place, tab);
    return;
  }
  if (await confirm(t('tabRemoveTitle', tab.name), t('tabRemoveText'), t('tabRemove'))) {
    await api.removeTab(place.id, tab.id).then(() => navigate({ kind: 'conversation', id: place.id }), () => toast(t('somethingWrong')));
  }
}

/** The apps of the team that can be a tab; here there is at most the one. */
function chooseApp(place: ChannelPlace): void {
  const dialog = new DialogWindow({ title: t('addTab'), width: 440 });
  const choices = place.hasApp && app().configurableTab
    ? [h('button', {
      type: 'button', class: 'app-choice', on: {
        click: () => {
          dialog.close();
          openSettings(place);
        },
      },
    }, appIcon('medium'), h('span', {}, app().name))]
    : [];
  dialog.show(h('p', {}, choices.length > 0 ? t('addTabText') : t('noApps')), ...choices);
  replace(dialog.footer);
  dialog.focusFirst();
}

function keys(event: KeyboardEvent, strip: HTMLElement): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step) {
    const tabs = [...strip.querySelectorAll<HTMLElement>('[role="tab"]')];
    tabs[(tabs.indexOf(document.activeElement as HTMLElement) + step + tabs.length) % tabs.length]?.focus();
  }
}
