import type { CardJson } from '../cards/card';
import { app, type Place } from '../session';
import { ask } from './ask';
import { asksToSignIn, cardOf, mayKeep, type SuggestedAction } from './reply';

// "The link unfurling result is cached for 30 minutes."
const kept = 30 * 60_000;
const known = new Map<string, { card: CardJson | undefined; at: number }>();

export interface Unfurled {
  card?: CardJson | undefined;
  /** The app shows nothing before the person has signed in. */
  signIn?: SuggestedAction | undefined;
}

/** What the app makes of a pasted link, if the link is one that its manifest names. */
export async function unfurl(place: Place, pasted: string): Promise<Unfurled> {
  const url = pasted.trim();
  if (!isNamed(url)) {
    return {};
  }
  const before = known.get(url);
  if (before && Date.now() - before.at < kept) {
    return { card: before.card };
  }
  const reply = await ask({ kind: 'queryLink', conversationId: place.id, url });
  if (reply && asksToSignIn(reply)) {
    return { signIn: reply.suggestedActions?.actions?.[0] };
  }
  const first = reply?.type === 'result' ? reply.attachments?.[0] : undefined;
  // "The response from a bot must include a preview property."
  const card = first?.preview ? cardOf(first) : undefined;
  if (reply && mayKeep(reply)) {
    known.set(url, { card, at: Date.now() });
  }
  return { card };
}

/** A star stands for exactly one segment of the domain. */
function isNamed(address: string): boolean {
  if (!/^https?:\/\/\S+$/.test(address) || !URL.canParse(address)) {
    return false;
  }
  const { host, hostname } = new URL(address);
  return app().linkDomains.some(domain => [host, hostname].some(given => {
    const [wanted, parts] = [domain.toLowerCase().split('.'), given.split('.')];
    return wanted.length === parts.length && wanted.every((part, i) => part === '*' || part === parts[i]);
  }));
}
