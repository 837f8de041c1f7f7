import { current } from './view';

/** What the tenant tells this window, as it happens. */
export interface LiveChange { type: 'message' | 'conversations' | 'files' | 'activities'; conversationId?: string; messageId?: string; kind?: 'created' | 'updated' | 'deleted' }

const listeners = new Set<(change: LiveChange) => void>();

export function onChange(listener: (change: LiveChange) => void): void {
  listeners.add(listener);
}

/** What is read afterwards misses nothing: all that happens from then on is told. */
export function connect(onConnection: (up: boolean) => void): Promise<void> {
  const source = new EventSource(`/client/events?as=${encodeURIComponent(current().as ?? '')}`);
  let lost = false;
  const tell = (change: LiveChange) => listeners.forEach(listener => listener(change));
  source.addEventListener('change', event => tell(JSON.parse((event as MessageEvent<string>).data) as LiveChange));
  source.addEventListener('connected', () => {
    onConnection(true);
    if (lost) {
      // What happened meanwhile is unknown, so everything is read again.
      tell({ type: 'conversations' });
      tell({ type: 'message' });
      tell({ type: 'files' });
      tell({ type: 'activities' });
    }
    lost = false;
  });
  source.addEventListener('error', () => {
    lost = true;
    onConnection(false);
  });
  window.addEventListener('pagehide', () => source.close());
  return new Promise(resolve => {
    source.addEventListener('connected', () => resolve());
    // A page without news is better than none.
    source.addEventListener('error', () => resolve());
  });
}
