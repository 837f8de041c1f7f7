import { api } from '../api';
import { DialogWindow } from '../dialogs/dialog';
import { h, replace } from '../dom';
import { conversations } from '../session';
import { t } from '../texts';
import { toast } from '../toast';

interface SharedContent { type: string; url?: string; message?: string; preview?: boolean }

const failed = (errorCode: number, message: string) => [{ errorCode, message }, undefined];

/**
 * *Share to Teams from your app*: the person chooses a channel or a chat and says something, and the
 * link is posted there as his or her own message. The answer is an error first, or nothing and true.
 */
export async function shareWebContent(request: unknown): Promise<unknown[]> {
  const content = (request as { content?: SharedContent[] } | undefined)?.content ?? [];
  const urls = content.map(each => each.url ?? '').filter(url => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
  if (urls.length === 0 || urls.length !== content.length || content.some(each => each.type !== 'URL')) {
    return failed(4000, 'Invalid arguments.');
  }
  const { teams, chats } = await conversations();
  return new Promise(resolve => {
    let answer: unknown[] = failed(8000, 'User cancelled.');
    const dialog = new DialogWindow({ title: t('shareTo'), width: 480, onClose: () => resolve(answer) });
    const where = h('select', { class: 'share-field', id: 'share-to', required: true },
      h('option', { value: '' }, t('shareChoose')),
      ...teams.filter(team => !team.isArchived).map(team => h('optgroup', { label: team.displayName },
        ...team.channels.map(channel => h('option', { value: channel.id }, channel.displayName)))),
      h('optgroup', { label: t('chat') }, ...chats.map(chat => h('option', { value: chat.id }, chat.title))));
    const words = h('textarea', { class: 'share-field', id: 'share-words', rows: 3, maxlength: 4000 });
    words.value = content.find(each => each.message)?.message ?? '';
    const accept = h('button', { type: 'submit', class: 'button primary', form: 'share', disabled: true }, t('share'));
    where.addEventListener('change', () => (accept.disabled = where.value === ''));
    const form = h('form', { class: 'share-form', id: 'share' },
      h('label', { for: 'share-to' }, t('shareWhere')), where, h('label', { for: 'share-words' }, t('shareSay')), words);
    form.addEventListener('submit', event => {
      event.preventDefault();
      accept.disabled = true;
      api.post(where.value, { text: [words.value.trim(), ...urls].filter(Boolean).join('\n\n') }).then(() => {
        answer = [undefined, true];
        toast(t('shared'));
        dialog.close();
      }, () => {
        accept.disabled = false;
        toast(t('somethingWrong'));
      });
    });
    dialog.show(form);
    replace(dialog.footer, h('button', { type: 'button', class: 'button', on: { click: () => dialog.close() } }, t('cancel')), accept);
    dialog.focusFirst();
  });
}
