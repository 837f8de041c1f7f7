import { api, Refused, type InvokeReply, type MessageInfo } from '../api';
import { h, replace, stamp } from '../dom';
import { announce } from '../layer';
import { fetchCardTask } from '../dialogs/taskModule';
import { app, me, type Place } from '../session';
import { t } from '../texts';
import { renderCard, type CardAction, type CardJson } from './card';

// What the app answered to a button, or to a refresh, is this person's view of the card until the message changes.
const ownViews = new Map<string, { of: string; card: CardJson }>();
const refreshed = new Set<string>();

interface CardAnswer { statusCode?: number; type?: string; value?: unknown }

/** A card in a conversation, and what its buttons do. */
export function messageCard(place: Place, message: MessageInfo): HTMLElement {
  const original = message.card!;
  const version = stamp(original);
  const cardBox = h('div', { class: 'message-card' });
  const status = h('div', { class: 'card-status', role: 'status' });
  const own = ownViews.get(message.id);
  void draw(own?.of === version ? own.card : original);
  void refreshIfAsked();
  return h('div', { class: 'card-holder' }, cardBox, status);

  async function draw(card: CardJson): Promise<void> {
    replace(cardBox, await renderCard(card, action => void act(action)));
  }

  async function act(action: CardAction): Promise<void> {
    const kept = action.data as { msteams?: { type?: string } } | undefined;
    if (action.type === 'Action.Submit' && kept?.msteams?.type === 'task/fetch') {
      void fetchCardTask(place, message, action.data);
      return;
    }
    setBusy(true);
    try {
      if (action.type === 'Action.Submit') {
        const reply = await api.invoke({ kind: 'cardSubmit', conversationId: place.id, messageId: message.id, data: action.data });
        say(reply.timedOut || reply.status >= 400 ? t('appUnreachable') : '', reply.timedOut || reply.status >= 400);
      } else {
        await answer(await execute(action, 'manual'), true);
      }
    } catch (error) {
      say(error instanceof Refused ? t('somethingWrong') : t('appUnreachable'), true);
    } finally {
      setBusy(false);
    }
  }

  function execute(action: { type: string; id?: string; verb?: string; data?: unknown }, trigger: 'manual' | 'automatic'): Promise<InvokeReply> {
    return api.invoke({ kind: 'cardAction', conversationId: place.id, messageId: message.id, trigger, action: { ...action, type: 'Action.Execute' } });
  }

  /** Universal Actions: Teams asks for the person's own view when the card names them in its refresh. */
  async function refreshIfAsked(): Promise<void> {
    const refresh = original.refresh as { action?: { type: string; verb?: string; id?: string; data?: unknown }; userIds?: string[] } | undefined;
    const key = `${message.id}/${version}`;
    const isNamed = !refresh?.userIds || refresh.userIds.some(id => id.includes(me().id));
    if (!refresh?.action || !isNamed || refreshed.has(key)) {
      return;
    }
    refreshed.add(key);
    await answer(await execute(refresh.action, 'automatic'), false).catch(() => undefined);
  }

  async function answer(reply: InvokeReply, tell: boolean): Promise<void> {
    const body = (reply.body ?? {}) as CardAnswer;
    if (reply.timedOut || reply.status >= 400) {
      say(tell ? t('appUnreachable') : '', true);
      return;
    }
    switch (body.type) {
      case 'application/vnd.microsoft.card.adaptive':
        ownViews.set(message.id, { of: version, card: body.value as CardJson });
        await draw(body.value as CardJson);
        say('');
        if (tell) {
          announce(t('refreshed', app().name));
        }
        return;
      case 'application/vnd.microsoft.activity.message':
        say(String(body.value ?? ''));
        return;
      case 'application/vnd.microsoft.activity.loginRequest':
        say(t('signInText', app().name), true);
        return;
      default: {
        const failed = (body.statusCode ?? 200) >= 400;
        const words = (body.value as { message?: string } | undefined)?.message;
        say(tell && failed ? words ?? t('somethingWrong') : '', failed);
      }
    }
  }

  function say(text: string, isError = false): void {
    status.textContent = text;
    status.classList.toggle('error', isError);
  }

  function setBusy(busy: boolean): void {
    cardBox.inert = busy;
    cardBox.setAttribute('aria-busy', String(busy));
  }
}
