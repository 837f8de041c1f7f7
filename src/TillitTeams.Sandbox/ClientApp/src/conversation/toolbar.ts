import { api, type MessageInfo } from '../api';
import { appIcon } from '../appIcon';
import { copyText } from '../clipboard';
import { confirm } from '../dialogs/dialog';
import { runMessageAction } from '../dialogs/taskModule';
import { h } from '../dom';
import { icon } from '../icons';
import { menuButton, type MenuItem } from '../menu';
import { app, type Place } from '../session';
import { t } from '../texts';
import { toast } from '../toast';

const quick = ['👍', '❤️', '😆', '😮'];
const longPress = 500;

/** The toolbar over a message: quick reactions and the menu, also by long press, right click and the menu key. */
export function toolbar(element: HTMLElement, place: Place, message: MessageInfo, edit: () => void): void {
  const more = menuButton(t('moreFor', message.from.name), 'icon-button more', () => items(place, message, edit), icon('more'));
  more.title = t('more');
  const bar = h('div', { class: 'message-toolbar', role: 'toolbar', 'aria-label': t('moreActions') },
    ...quick.map(emoji => h('button', {
      type: 'button', class: 'icon-button emoji', 'aria-label': t('reactWith', emoji), title: t('reactWith', emoji),
      on: { click: () => void react(place, message, emoji) },
    }, emoji)),
    message.mine ? h('button', { type: 'button', class: 'icon-button edit', 'aria-label': t('edit'), title: t('edit'), on: { click: edit } }, icon('edit')) : null,
    more);
  element.append(bar);

  element.addEventListener('keydown', event => {
    if (event.target === element && (event.key === 'Enter' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) {
      event.preventDefault();
      more.click();
    }
  });
  element.addEventListener('contextmenu', event => {
    if (!(event.target as Element).closest('a,textarea,input') && !getSelection()?.toString()) {
      event.preventDefault();
      more.click();
    }
  });
  onLongPress(element, () => more.click());
}

function items(place: Place, message: MessageInfo, edit: () => void): MenuItem[] {
  const list: MenuItem[] = [{ label: t('copyLink'), icon: 'link', run: () => void copyLink(message) }];
  if (message.mine) {
    list.push({ label: t('edit'), icon: 'edit', run: edit }, { label: t('remove'), icon: 'delete', run: () => void remove(place, message) });
  }
  app().messageActions.forEach((action, index) => list.push({
    label: action.title,
    hint: app().name,
    image: appIcon('small'),
    separated: index === 0,
    run: () => void runMessageAction(place, message, action),
  }));
  return list;
}

async function copyLink(message: MessageInfo): Promise<void> {
  toast(await copyText(message.link) ? t('linkCopied') : t('linkCopyFailed'));
}

async function remove(place: Place, message: MessageInfo): Promise<void> {
  if (await confirm(t('removeTitle'), t('removeText'), t('remove'))) {
    await api.remove(place.id, message.id).catch(() => toast(t('somethingWrong')));
  }
}

async function react(place: Place, message: MessageInfo, emoji: string): Promise<void> {
  const mine = message.reactions.some(reaction => reaction.emoji === emoji && reaction.mine);
  await api.react(place.id, message.id, emoji, !mine).catch(() => toast(t('somethingWrong')));
}

function onLongPress(element: HTMLElement, act: () => void): void {
  let timer = 0;
  const stop = () => window.clearTimeout(timer);
  element.addEventListener('pointerdown', event => {
    if (event.pointerType === 'touch' && !(event.target as Element).closest('button,a,input,textarea')) {
      timer = window.setTimeout(act, longPress);
    }
  });
  for (const event of ['pointerup', 'pointercancel', 'pointermove', 'pointerleave']) {
    element.addEventListener(event, stop);
  }
}
