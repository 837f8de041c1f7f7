import { api, Refused, type FileInfo, type FolderInfo } from '../api';
import { h, replace } from '../dom';
import { icon } from '../icons';
import { onChange } from '../live';
import { menuButton } from '../menu';
import { t } from '../texts';
import { beside } from '../times';
import { hashOf, type Route } from '../view';
import { actsOn, newFile } from './acts';
import { documentView, marks } from './document';
import { fileIcon } from './icon';

/** Where a folder or a file of the panel has its address. */
export type Addressing = (driveId: string, itemId: string) => Route;

/** A folder as a list with its library's columns, or one file. */
export class FilesPanel {
  readonly element = h('div', { class: 'files-panel' });
  private shown: { driveId: string; itemId: string; route: Addressing; top?: string | undefined } | undefined;
  private reading = 0;

  constructor() {
    onChange(change => {
      if (change.type === 'files' && this.shown) {
        void this.draw();
      }
    });
  }

  /** @param top The folder that the path begins with, where the panel does not show the whole library. */
  async show(driveId: string, itemId: string, route: Addressing, top?: string): Promise<void> {
    const isNew = this.shown?.driveId !== driveId || this.shown.itemId !== itemId;
    this.shown = { driveId, itemId, route, top };
    if (isNew) {
      replace(this.element, h('div', { class: 'files-wait', role: 'status', 'aria-label': t('loading') }, ...['half', 'full', 'full', 'third'].map(width => h('span', { class: `skeleton ${width}` }))));
    }
    await this.draw();
  }

  close(): void {
    this.shown = undefined;
    this.reading++;
    replace(this.element);
  }

  private async draw(): Promise<void> {
    const { driveId, itemId, route, top } = this.shown!;
    const turn = ++this.reading;
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.getAttribute('data-item') : undefined;
    let content: Node[];
    try {
      content = await this.read(driveId, itemId, route, top);
    } catch (error) {
      content = [missing(error instanceof Refused && error.status === 404)];
    }
    if (turn === this.reading) {
      replace(this.element, ...content);
      if (focused) {
        this.element.querySelector<HTMLElement>(`[data-item="${CSS.escape(focused)}"]`)?.focus();
      }
    }
  }

  private async read(driveId: string, itemId: string, route: Addressing, top: string | undefined): Promise<Node[]> {
    try {
      const folder = await api.folder(driveId, itemId);
      return [this.head(folder, route, top), folder.items.length === 0 ? h('p', { class: 'files-empty' }, t('folderEmpty')) : table(folder, route)];
    } catch (error) {
      if (error instanceof Refused && error.status === 404) {
        return [documentView(await api.file(driveId, itemId))];
      }
      throw error;
    }
  }

  private head(folder: FolderInfo, route: Addressing, top: string | undefined): HTMLElement {
    const from = top ? folder.path.findIndex(step => step.id === top) : -1;
    const steps = from >= 0 ? folder.path.slice(from) : [{ id: 'root', name: folder.driveName }, ...folder.path];
    const last = steps.length - 1;
    return h('div', { class: 'files-head' },
      h('nav', { class: 'files-path', 'aria-label': t('folderPath') }, h('ol', {}, ...steps.map((step, i) => h('li', {}, i === last
        ? h('span', { 'aria-current': 'page' }, step.name)
        : h('a', { href: hashOf(route(folder.driveId, step.id)) }, step.name))))),
      folder.canWrite ? h('button', { type: 'button', class: 'button small', on: { click: () => newFile(folder.driveId, this.shown!.itemId) } }, icon('add'), t('newFile')) : null);
  }
}

function table(folder: FolderInfo, route: Addressing): HTMLElement {
  const heading = (text: string, className = '') => h('th', { scope: 'col', class: className }, text);
  return h('div', { class: 'files-scroll', role: 'region', 'aria-label': t('files'), tabindex: 0 },
    h('table', { class: 'files-table' },
      h('thead', {}, h('tr', {}, heading(t('fileName')), heading(t('fileChanged'), 'wide-only'), heading(t('fileChangedBy'), 'wide-only'), heading(t('fileLabel'), 'wide-only'),
        ...folder.columns.map(column => heading(column.displayName)), h('th', {}, h('span', { class: 'visually-hidden' }, t('moreActions'))))),
      h('tbody', {}, ...folder.items.map(file => row(folder, file, route)))));
}

function row(folder: FolderInfo, file: FileInfo, route: Addressing): HTMLElement {
  return h('tr', {},
    h('th', { scope: 'row' }, h('div', { class: 'file-cell' }, fileIcon(file.kind),
      h('a', { class: 'file-link', href: hashOf(route(file.driveId, file.id)), 'data-item': file.id }, file.name), ...marks(file))),
    h('td', { class: 'wide-only' }, h('time', { datetime: file.modifiedAt }, beside(file.modifiedAt))),
    h('td', { class: 'wide-only' }, file.modifiedBy ?? t('byApp')),
    h('td', { class: 'wide-only' }, file.label ?? ''),
    ...folder.columns.map(column => h('td', {}, h('ul', { class: 'choices', 'aria-label': column.displayName }, ...(file.fields[column.name] ?? []).map(value => h('li', { class: 'choice' }, value))))),
    h('td', { class: 'file-menu' }, menuButton(t('moreForFile', file.name), 'icon-button', () => actsOn(file, folder.columns), icon('more'))));
}

function missing(isGone: boolean): HTMLElement {
  return h('div', { class: 'empty', role: 'alert' }, h('h2', {}, t(isGone ? 'fileMissing' : 'somethingWrong')), isGone ? h('p', {}, t('fileMissingText')) : null);
}
