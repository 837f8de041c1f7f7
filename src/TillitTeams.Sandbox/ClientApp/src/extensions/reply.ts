import type { InvokeReply } from '../api';
import type { CardJson } from '../cards/card';

/** What an app answers at the compose box (Respond to search command, Link unfurling). */
export interface Attachment { contentType: string; content: CardJson; preview?: { contentType: string; content: CardJson } }
export interface ExtensionReply {
  type: 'result' | 'auth' | 'config' | 'message' | 'silentAuth';
  text?: string;
  attachments?: Attachment[];
  suggestedActions?: { actions?: SuggestedAction[] };
}
export interface SuggestedAction { type?: string; title: string; value: string }

const adaptive = 'application/vnd.microsoft.card.adaptive';

export function extensionReply(reply: InvokeReply): ExtensionReply | undefined {
  return reply.timedOut || reply.status >= 400 ? undefined : (reply.body as { composeExtension?: ExtensionReply } | null)?.composeExtension;
}

/** Whether the answer may be shown again without asking (Link unfurling, remove link unfurling cache). */
export const mayKeep = (reply: ExtensionReply) => !reply.suggestedActions?.actions?.some(action => action.type === 'setCachePolicy' && action.value.includes('no-cache'));

/** Whether the app wants the person to sign in first, for which its answer names a page. */
export const asksToSignIn = (reply: ExtensionReply) => reply.type === 'auth' || reply.type === 'config' || reply.type === 'silentAuth';

/** The card to send; a thumbnail or hero card is drawn as the Adaptive Card that looks the same. */
export function cardOf(attachment: Attachment): CardJson {
  if (attachment.contentType === adaptive) {
    return attachment.content;
  }
  const { title, subtitle, text } = attachment.content as { title?: string; subtitle?: string; text?: string };
  const block = (value: string | undefined, more: object) => (value ? [{ type: 'TextBlock', wrap: true, text: value, ...more }] : []);
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [...block(title, { weight: 'bolder', size: 'medium' }), ...block(subtitle, { isSubtle: true, spacing: 'none' }), ...block(text, {})],
  };
}

/** A result's line in the list: its preview, or the card's own title and text. */
export function lineOf(attachment: Attachment): { title: string; text: string; tap: unknown } {
  const shown = (attachment.preview ?? attachment).content as { title?: string; subtitle?: string; text?: string; tap?: { type?: string; value?: unknown } };
  return {
    title: plain(shown.title ?? ''),
    text: [shown.subtitle, shown.text].filter(part => part).map(part => plain(part!)).join(' · '),
    tap: shown.tap?.type === 'invoke' ? shown.tap.value : undefined,
  };
}

/** Thumbnail cards carry HTML; a list shows its words only. */
const plain = (html: string) => new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';
