import { api, type AppTab } from '../api';
import { confirm } from '../dialogs/dialog';
import { h, replace } from '../dom';
import { icon } from '../icons';
import { menuButton, type MenuItem } from '../menu';
import { app, listedNow, tenant } from '../session';
import { t } from '../texts';
import { toast } from '../toast';
import { onView } from '../view';
import { configOf } from './calls';
import { TabFrame } from './frame';
import { openRemoval, openSettings } from './settings';

/** A page of the intranet in SharePoint, as far as the app can tell: it stands there as a web part. */
export class IntranetPage {
  readonly element = h('section', { class: 'app-page intranet', 'aria-label': t('intranet') });
  private readonly panel = h('div', { class: 'tab-panel' });
  private readonly frame = new TabFrame(this.panel);
  private isOpen = false;
  private subPageId: string | undefined;
  private shown = '';

  constructor() {
    onView((view, before) => view.theme !== before.theme && this.frame.dress());
  }

  show(subPageId: string | undefined): void {
    this.isOpen = true;
    this.subPageId = subPageId;
    this.update();
  }

  update(): void {
    const tab = listedNow()?.intranet[0];
    const state = JSON.stringify([tab, this.subPageId]);
    if (!this.isOpen || state === this.shown) {
      return;
    }
    this.shown = state;
    this.element.setAttribute('aria-label', t('intranet'));
    replace(this.element, header(tab), this.panel);
    if (tab) {
      this.frame.open({
        url: tab.contentUrl, name: tab.name, entityId: tab.entityId, subPageId: this.subPageId, standing: 'sharePoint', settings: configOf(tab), reload: () => this.reload(),
      });
    } else {
      this.frame.close();
      replace(this.panel, empty());
    }
  }

  reload(): void {
    this.shown = '';
    this.update();
  }

  close(): void {
    this.isOpen = false;
    this.shown = '';
    this.frame.close();
  }
}

function header(tab: AppTab | undefined): HTMLElement {
  return h('header', { class: 'app-header' }, icon('intranet'),
    h('h1', { class: 'app-title' }, `${t('intranet')} · ${tenant().displayName}`),
    tab ? menuButton(t('tabMenu', tab.name), 'icon-button', () => items(tab), icon('more')) : null);
}

function items(tab: AppTab): MenuItem[] {
  return [
    { label: t('tabSettings'), icon: 'settings', run: () => openSettings('sharePoint', tab) },
    { label: t('tabRemove'), icon: 'delete', run: () => void remove(tab) },
  ];
}

async function remove(tab: AppTab): Promise<void> {
  if (tab.removeUrl) {
    openRemoval('sharePoint', tab);
  } else if (await confirm(t('tabRemoveTitle', tab.name), t('intranetText'), t('tabRemove'))) {
    await api.removeTab(null, tab.id).catch(() => toast(t('somethingWrong')));
  }
}

const empty = () => h('div', { class: 'empty' }, h('h2', {}, t('intranet')), h('p', {}, t('intranetText')),
  h('button', { type: 'button', class: 'button primary', on: { click: () => openSettings('sharePoint') } }, icon('add'), t('intranetAdd', app().name)));
