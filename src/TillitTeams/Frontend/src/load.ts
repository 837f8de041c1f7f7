import htmx from 'htmx.org';
import { authorizedFetch, SignInFailed } from './request';
import type { Problem } from './texts';

/** How a load ended: shown, given up for a newer one, or failed in a way that somebody must be told. */
export type Outcome = { kind: 'shown' } | { kind: 'replaced' } | Failure;

export interface Failure { kind: 'failed'; problem: Problem; reference: string | undefined }

interface Target { url: string; body?: URLSearchParams; source: HTMLElement; target: HTMLElement; swap: string; beforeSwap?: () => void }

interface Exchange {
  fetch?: typeof fetch;
  response?: { raw: Response };
  text?: string;
}

/**
 * Fetches a fragment and lets htmx put it in place. An answer in HTML is shown whatever its status, since
 * the server knows best what to say, unless it would take the place of what somebody has written; everything
 * else is for the caller to put into words.
 */
export async function load({ url, body, source, target, swap, beforeSwap }: Target): Promise<Outcome> {
  let outcome: Outcome = { kind: 'replaced' };
  // One function a load: it tells the events of this one from those of a load that replaces it.
  // It sends the body too, since htmx by itself would gather every field of the page.
  const fetch: typeof globalThis.fetch = (address, init) => authorizedFetch(String(address), body ? { ...init, method: 'POST', body } : init ?? {});
  const listening = new AbortController();
  const on = (name: string, handle: (exchange: Exchange, event: CustomEvent<{ error?: unknown }>) => void) =>
    source.addEventListener(name, event => {
      const { ctx } = (event as CustomEvent<{ ctx?: Exchange }>).detail;
      if (ctx?.fetch === fetch) {
        handle(ctx, event as CustomEvent<{ error?: unknown }>);
      }
    }, { signal: listening.signal });

  on('htmx:after:request', ({ response, text }, event) => {
    const raw = response!.raw;
    const hasPage = raw.headers.get('Content-Type')?.startsWith('text/html') && text?.trim();
    if (!hasPage || body && raw.status >= 500) {
      outcome = { kind: 'failed', problem: problemOf(raw.status), reference: referenceOf(raw, text) };
      event.preventDefault();
    }
  });
  on('htmx:before:swap', () => beforeSwap?.());
  on('htmx:after:swap', () => void (outcome = { kind: 'shown' }));
  on('htmx:error', (_, event) => void (outcome = { kind: 'failed', problem: problemOfError(event.detail.error), reference: undefined }));
  try {
    await htmx.ajax('GET', url, { source, target, swap, ...{ fetch } });
  } finally {
    listening.abort();
  }
  return outcome;
}

function problemOf(status: number): Problem {
  switch (status) {
    case 401: return 'signIn';
    case 403: return 'forbidden';
    case 400: case 404: return 'notFound';
    case 429: return 'tooMany';
    case 503: return 'away';
    case 408: case 504: return 'slow';
    default: return 'server';
  }
}

function problemOfError(error: unknown): Problem {
  if (error instanceof SignInFailed) {
    return 'signIn';
  }
  // htmx aborts with this word when its own patience ends.
  return error === 'timeout' ? 'slow' : 'network';
}

function referenceOf(answer: Response, body: string | undefined): string | undefined {
  const named = answer.headers.get('X-Correlation-Id');
  if (named) {
    return named;
  }
  try {
    return (JSON.parse(body ?? '') as { traceId?: string }).traceId;
  } catch {
    return undefined;
  }
}
