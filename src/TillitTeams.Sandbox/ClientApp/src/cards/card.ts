import { h, stamp } from '../dom';
import { openLink } from '../deepLinks';
import { t } from '../texts';
import { hostConfig } from './hostConfig';
import { markdown } from './markdown';

export type CardJson = Record<string, unknown>;

/** A button of a card that goes to the app; opening a link never gets this far. */
export interface CardAction { type: 'Action.Submit' | 'Action.Execute'; id?: string; verb?: string; data: unknown }

// The renderer weighs more than the rest of the client, so it waits for the first card.
let renderer: Promise<typeof import('adaptivecards')> | undefined;

/** Renders a card as Teams does; its inputs are validated before an action leaves it. */
export async function renderCard(json: CardJson, onAction: (action: CardAction) => void): Promise<HTMLElement> {
  renderer ??= import('adaptivecards');
  const cards = await renderer;
  cards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown(text);
    result.didProcess = true;
  };

  const card = new cards.AdaptiveCard();
  card.hostConfig = new cards.HostConfig(hostConfig);
  card.onAnchorClicked = (_element, anchor, event) => {
    event?.preventDefault();
    void openLink(anchor.href);
    return true;
  };
  card.onExecuteAction = action => {
    if (action instanceof cards.OpenUrlAction) {
      void openLink(action.url ?? '');
    } else if (action instanceof cards.ExecuteAction) {
      onAction({ type: 'Action.Execute', id: action.id, verb: action.verb, data: action.data ?? {} });
    } else if (action instanceof cards.SubmitAction) {
      onAction({ type: 'Action.Submit', id: action.id, data: action.data ?? {} });
    }
  };

  card.parse(json);
  const element = card.render();
  if (!element) {
    return h('p', { class: 'card-error' }, t('cardUnsupported'));
  }
  // A card is read as part of its message or dialog, and needs no stop of its own.
  element.removeAttribute('tabindex');
  const isWide = (json.msteams as { width?: string } | undefined)?.width?.toLowerCase() === 'full';
  return h('div', { class: isWide ? 'card full' : 'card', 'data-card': stamp(json) }, element);
}
