import { api, Refused, type ColumnInfo, type FileInfo } from '../api';
import { copyText } from '../clipboard';
import { confirm, DialogWindow } from '../dialogs/dialog';
import { h, replace } from '../dom';
import type { MenuItem } from '../menu';
import { me, people } from '../session';
import { t } from '../texts';
import { toast } from '../toast';

/** What the person may do with a file or a folder. */
export function actsOn(file: FileInfo, columns: ColumnInfo[]): MenuItem[] {
  const items: MenuItem[] = [{ label: t('copyLink'), icon: 'link', run: () => void copyFileLink(file) }];
  if (!file.canWrite) {
    return items;
  }
  items.push({ label: t('shareFile'), icon: 'people', run: () => share(file) });
  columns.forEach((column, i) => items.push({ label: t('editColumn', column.displayName), icon: 'edit', separated: i === 0, run: () => editColumn(file, column) }));
  items.push(
    { label: t('rename'), icon: 'subject', separated: true, run: () => rename(file) },
    { label: t('move'), icon: 'open', run: () => void move(file) },
    { label: t('remove'), icon: 'delete', run: () => void remove(file) });
  return items;
}

export async function copyFileLink(file: FileInfo): Promise<void> {
  toast(await copyText(file.link) ? t('linkCopied') : t('linkCopyFailed'));
}

export function newFile(driveId: string, folderId: string): void {
  ask(t('newFile'), t('fileName'), t('newFileName'), t('save'), name => api.addFile(driveId, folderId, name));
}

function rename(file: FileInfo): void {
  ask(t('rename'), t('fileName'), file.name, t('save'), name => api.changeFile(file.driveId, file.id, { name }));
}

function ask(title: string, label: string, value: string, action: string, act: (text: string) => Promise<unknown>): void {
  const input = h('input', { class: 'dialog-input', type: 'text', value, maxlength: 255, required: true, 'aria-label': label });
  form(title, action, [h('label', {}, h('span', {}, label), input)], () => (input.value.trim() ? act(input.value.trim()) : undefined));
  input.focus();
  input.setSelectionRange(0, value.lastIndexOf('.') > 0 ? value.lastIndexOf('.') : value.length);
}

/** The library's folders are walked one level at a time. */
async function move(file: FileInfo): Promise<void> {
  const select = h('select', { class: 'dialog-input', 'aria-label': t('moveTo') });
  const walk = async (id: string, name: string): Promise<void> => {
    const folder = await api.folder(file.driveId, id);
    select.append(h('option', { value: id }, name));
    for (const child of folder.items.filter(item => item.kind === 'folder' && item.id !== file.id)) {
      await walk(child.id, `${name} / ${child.name}`);
    }
  };
  try {
    const root = await api.folder(file.driveId, 'root');
    await walk('root', root.driveName);
  } catch {
    toast(t('somethingWrong'));
    return;
  }
  form(t('move'), t('moveHere'), [h('label', {}, h('span', {}, t('moveTo')), select)], () => api.changeFile(file.driveId, file.id, { folderId: select.value }));
  select.focus();
}

function share(file: FileInfo): void {
  const everybody = h('input', { type: 'radio', name: 'who', checked: true, value: '' });
  const some = h('input', { type: 'radio', name: 'who', value: 'some' });
  const boxes = people().filter(person => person.id !== me().id).map(person => h('input', { type: 'checkbox', value: person.id, 'data-name': person.displayName, on: { change: () => (some.checked = true) } }));
  form(t('shareFile'), t('shareCopy'), [
    h('fieldset', {}, h('legend', {}, t('shareWho')),
      h('label', { class: 'line' }, everybody, t('shareEverybody')), h('label', { class: 'line' }, some, t('shareSome')),
      ...boxes.map(box => h('label', { class: 'line inset' }, box, box.dataset.name ?? ''))),
  ], async () => {
    const chosen = some.checked ? boxes.filter(box => box.checked).map(box => box.value) : [];
    const link = await api.shareFile(file.driveId, file.id, chosen);
    toast(await copyText(link) ? t('linkCopied') : t('linkCopyFailed'));
  });
}

function editColumn(file: FileInfo, column: ColumnInfo): void {
  const held = file.fields[column.name] ?? [];
  if (column.choices.length === 0) {
    const input = h('input', { class: 'dialog-input', type: 'text', value: held[0] ?? '', 'aria-label': column.displayName });
    form(column.displayName, t('save'), [input], () => api.changeFile(file.driveId, file.id, { column: column.name, values: [input.value] }));
    input.focus();
    return;
  }
  const type = column.takesSeveral ? 'checkbox' : 'radio';
  const boxes = column.choices.map(choice => h('input', { type, name: 'choice', value: choice, checked: held.includes(choice) }));
  form(column.displayName, t('save'), [h('fieldset', {}, h('legend', {}, file.name), ...boxes.map(box => h('label', { class: 'line' }, box, box.value)))],
    () => api.changeFile(file.driveId, file.id, { column: column.name, values: boxes.filter(box => box.checked).map(box => box.value) }));
  boxes[0]?.focus();
}

async function remove(file: FileInfo): Promise<void> {
  if (await confirm(t('removeFileTitle', file.name), t('removeFileText'), t('remove'))) {
    await api.removeFile(file.driveId, file.id).catch(error => toast(refusal(error)));
  }
}

/** A small dialog that stays, with what went wrong in it, until the act went well. */
function form(title: string, action: string, fields: HTMLElement[], act: () => Promise<unknown> | undefined): void {
  const dialog = new DialogWindow({ title, kind: 'alert', width: 440 });
  const problem = h('p', { class: 'form-problem', role: 'alert' });
  const save = h('button', { type: 'submit', class: 'button primary', form: 'file-form' }, action);
  dialog.show(h('form', {
    class: 'file-form', id: 'file-form', on: {
      submit: async (event: Event) => {
        event.preventDefault();
        save.disabled = true;
        try {
          const done = act();
          if (done) {
            await done;
            dialog.close();
          }
        } catch (error) {
          problem.textContent = refusal(error);
        } finally {
          save.disabled = false;
        }
      },
    },
  }, ...fields, problem));
  replace(dialog.footer, h('button', { type: 'button', class: 'button', on: { click: () => dialog.close() } }, t('cancel')), save);
}

function refusal(error: unknown): string {
  const status = error instanceof Refused ? error.status : 0;
  return t(status === 409 ? 'fileConflict' : status === 403 || status === 404 ? 'fileNotAllowed' : 'somethingWrong');
}
