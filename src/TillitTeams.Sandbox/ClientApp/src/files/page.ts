import { api, type LibraryInfo } from '../api';
import { h, replace } from '../dom';
import { icon } from '../icons';
import { t } from '../texts';
import { hashOf, navigate, type Route } from '../view';
import { FilesPanel } from './panel';

type FilesRoute = Extract<Route, { kind: 'files' }>;

/** OneDrive and SharePoint: the libraries that the person can open, and the open one. */
export class FilesPage {
  readonly element = h('section', { class: 'app-page files-page' });
  private readonly panel = new FilesPanel();
  private readonly title = h('h1', { class: 'app-title' });
  private isOpen = false;

  async show(route: FilesRoute): Promise<void> {
    this.isOpen = true;
    this.element.setAttribute('aria-label', t('files'));
    const libraries = await api.libraries().catch((): LibraryInfo[] => []);
    if (!this.isOpen) {
      return;
    }
    const open = libraries.find(library => library.driveId === route.driveId);
    this.title.textContent = open ? nameOf(open) : t('files');
    const body = h('div', { class: 'files-body' }, route.driveId ? this.panel.element : places(libraries));
    replace(this.element, h('header', { class: 'app-header' },
      route.driveId ? h('button', { type: 'button', class: 'icon-button', 'aria-label': t('allFiles'), title: t('allFiles'), on: { click: () => navigate({ kind: 'files' }) } }, icon('back')) : null,
      this.title), body);
    if (route.driveId) {
      await this.panel.show(route.driveId, route.itemId ?? 'root', (driveId, itemId) => ({ kind: 'files', driveId, itemId }));
    }
  }

  close(): void {
    this.isOpen = false;
    this.panel.close();
  }
}

const nameOf = (library: LibraryInfo) => (library.isMine ? 'OneDrive' : library.siteName);

function places(libraries: LibraryInfo[]): HTMLElement {
  const group = (title: string, of: LibraryInfo[]) => (of.length === 0 ? null : h('section', {}, h('h2', {}, title), h('ul', { class: 'library-list' }, ...of.map(library => h('li', {},
    h('a', { class: 'library', href: hashOf({ kind: 'files', driveId: library.driveId, itemId: 'root' }), 'data-library': library.driveId },
      icon(library.isMine ? 'cloud' : 'folder'), h('span', {}, nameOf(library)), library.isMine ? null : h('span', { class: 'subtle' }, library.name)))))));
  return h('div', { class: 'places' }, group(t('myFiles'), libraries.filter(library => library.isMine)), group(t('sites'), libraries.filter(library => !library.isMine)));
}
