import { api } from '../api';
import { DialogWindow } from '../dialogs/dialog';
import { h, replace } from '../dom';
import { conversations } from '../session';
import { t } from '../texts';
import { toast } from '../toast';

interface SharedContent { content?: { type: string; url: string; message?: string }[] }

/** Teams' *Share to Teams*: the person chooses where, says something, and posts it with the link. */
export async function shareToTeams(request: SharedContent): Promise<unknown[]> {
  const shared = request.content?.[0];
  if (shared?.type !== 'URL') {
    return [{ errorCode: 4000, message: 'Only a URL can be shared here.' }];
  }
  const { teams, chats } = await conversations();
  const to = h('select', { id: 'share-to', class: 'share-field' },
    ...teams.map(team => h('optgroup', { label: team.displayName }, ...team.channels.map(channel => h('option', { value: channel.id }, channel.displayName)))),
    h('optgroup', { label: t('chat') }, ...chats.map(chat => h('option', { value: chat.id }, chat.title))));
  const words = h('textarea', { id: 'share-words', class: 'share-field', rows: 3 });
  words.value = shared.message ?? '';

  return new Promise(resolve => {
    let answer: unknown[] = [{ errorCode: 8000, message: 'User cancelled sharing.' }];
    const dialog = new DialogWindow({ title: t('shareTo'), width: 480, onClose: () => resolve(answer) });
    const post = async () => {
      await api.post(to.value, { text: `${words.value.trim()}\n\n${shared.url}`.trim() });
      answer = [undefined, undefined];
      dialog.close();
      toast(t('shared'));
    };
    dialog.show(h('div', { class: 'share-form' },
      h('label', { for: 'share-to' }, t('shareWhere')), to, h('label', { for: 'share-words' }, t('shareSay')), words));
    replace(dialog.footer,
      h('button', { type: 'button', class: 'button', on: { click: () => dialog.close() } }, t('cancel')),
      h('button', { type: 'button', class: 'button primary', on: { click: () => void post().catch(() => toast(t('somethingWrong'))) } }, t('share')));
    dialog.focusFirst();
  });
}
