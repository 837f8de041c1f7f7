import { api, type ActivityInfo } from './api';
import { openLink } from './deepLinks';
import { h, replace } from './dom';
import { icon } from './icons';
import { onChange } from './live';
import { t } from './texts';
import { brief } from './times';

/** The person's activity feed: each row leads to where something happened. */
export class ActivityPage {
  readonly element = h('section', { class: 'app-page activity-page' });
  private isOpen = false;

  constructor() {
    onChange(change => {
      if (change.type === 'activities' && this.isOpen) {
        void this.show();
      }
    });
  }

  async show(): Promise<void> {
    this.isOpen = true;
    this.element.setAttribute('aria-label', t('activity'));
    const rows = await api.activities().catch((): ActivityInfo[] => []);
    if (this.isOpen) {
      replace(this.element, h('header', { class: 'app-header' }, h('h1', { class: 'app-title' }, t('activity'))),
        rows.length === 0 ? h('p', { class: 'side-empty' }, t('noActivity')) : h('ul', { class: 'library-list places' }, ...rows.map(row => h('li', {}, button(row)))));
    }
  }

  close(): void {
    this.isOpen = false;
  }
}

const button = (row: ActivityInfo) => h('button', { type: 'button', class: 'library activity', on: { click: () => void openLink(row.webUrl) } },
  icon('bell'), h('span', {}, row.text), h('span', { class: 'subtle' }, [row.preview, brief(row.at)].filter(Boolean).join(' · ')));
