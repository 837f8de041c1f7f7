import type { FileInfo } from '../api';
import { h } from '../dom';
import { icon, type IconName } from '../icons';
import { menuButton } from '../menu';
import { t } from '../texts';
import { full } from '../times';
import { actsOn, copyFileLink } from './acts';
import { fileIcon } from './icon';

const holds: Record<string, IconName> = { record: 'lock', locked: 'lock', checkedOut: 'edit' };

/** What stands beside a name: that somebody holds the file, that it is shared. */
export function marks(file: FileInfo): HTMLElement[] {
  const mark = (name: IconName, label: string) => h('span', { class: 'mark', role: 'img', 'aria-label': label, title: label }, icon(name));
  return [
    ...(file.held ? [mark(holds[file.held]!, heldText(file))] : []),
    ...(file.isShared ? [mark('people', t('fileShared'))] : []),
  ];
}

/** A simple page of a document: what it is, how it stands, and the beginning of what is in it. */
export function documentView(file: FileInfo): HTMLElement {
  const fact = (name: string, value: string | null) => (value ? [h('dt', {}, name), h('dd', {}, value)] : []);
  return h('article', { class: 'document' },
    h('header', { class: 'document-head' }, fileIcon(file.kind, 'large'), h('h2', {}, file.name),
      h('div', { class: 'document-acts' },
        h('button', { type: 'button', class: 'button small', on: { click: () => void copyFileLink(file) } }, icon('link'), t('copyLink')),
        menuButton(t('moreForFile', file.name), 'icon-button', () => actsOn(file, []), icon('more')))),
    file.held ? h('p', { class: 'document-held' }, icon('lock'), heldText(file)) : null,
    h('dl', { class: 'document-facts' },
      ...fact(t('fileChanged'), full(file.modifiedAt)), ...fact(t('fileChangedBy'), file.modifiedBy ?? t('byApp')), ...fact(t('fileLabel'), file.label)),
    file.text ? h('div', { class: 'document-paper' }, h('p', {}, file.text)) : null);
}

function heldText(file: FileInfo): string {
  return file.held === 'record' ? t('fileRecord') : t(file.held === 'checkedOut' ? 'fileCheckedOut' : 'fileLocked', file.heldBy ?? '');
}
