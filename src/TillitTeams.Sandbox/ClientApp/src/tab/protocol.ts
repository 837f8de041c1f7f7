/** A call from teams-js: `args` in the order of the library's functions, answered under the same ids. */
export interface TeamsCall { id: number; uuidAsString?: string; func: string; args?: unknown[] }

/** Answers one function of teams-js. What it returns is sent back as the arguments of the answer; undefined sends nothing. */
export type Answer = (args: unknown[]) => unknown[] | undefined | Promise<unknown[] | undefined>;

/** The host's side of the teams-js conversation with one window, over postMessage. */
export class TeamsHost {
  private origin: string | null = null;
  private readonly registered = new Set<string>();

  constructor(
    private readonly target: () => Window | null | undefined,
    private readonly allowedOrigins: ReadonlySet<string>,
    private readonly answers: Readonly<Record<string, Answer>>,
  ) {
    window.addEventListener('message', this.receive);
  }

  /** Tells the app of something, such as a change of theme, if it asked to be told. */
  notify(func: string, args: unknown[]): void {
    if (this.registered.has(func)) {
      this.send({ func, args });
    }
  }

  /** Sends without being asked; teams-js ignores what it has no handler for. */
  send(message: { func: string; args: unknown[] }): void {
    if (this.origin) {
      this.target()?.postMessage(message, this.origin);
    }
  }

  dispose(): void {
    window.removeEventListener('message', this.receive);
  }

  private readonly receive = (event: MessageEvent<TeamsCall>): void => {
    const call = event.data;
    if (event.source === null || event.source !== this.target() || typeof call?.func !== 'string') {
      return;
    }
    // Teams speaks only with the domains that the manifest lists.
    if (!this.allowedOrigins.has(event.origin)) {
      console.warn(`Ignored ${call.func} from ${event.origin}: the manifest's validDomains don't list it.`);
      return;
    }
    this.origin = event.origin;
    void this.answer(call, event.source as Window, event.origin);
  };

  private async answer(call: TeamsCall, source: Window, origin: string): Promise<void> {
    const args = call.args ?? [];
    if (call.func === 'registerHandler') {
      this.registered.add(String(args[0]));
      return;
    }
    const handler = this.answers[call.func];
    if (!handler) {
      console.debug(`teams-js called ${call.func}, which this host does not offer.`);
      return;
    }
    const result = await handler(args);
    if (result) {
      source.postMessage({ id: call.id, uuidAsString: call.uuidAsString, args: result }, origin);
    }
  }
}

/** The origins that the manifest's validDomains stand for. */
export function originsOf(contentUrls: string[], validDomains: string[]): Set<string> {
  const origins = new Set(contentUrls.filter(url => URL.canParse(url)).map(url => new URL(url).origin));
  for (const domain of validDomains) {
    origins.add(`https://${domain}`);
    if (/^localhost(:|$)/.test(domain)) {
      origins.add(`http://${domain}`);
    }
  }
  return origins;
}
