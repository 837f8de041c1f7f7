interface KeptView { content: DocumentFragment; title: string; focus: HTMLElement | null; at: number }

const most = 6;
// What somebody may see can change; the server remembers it for minutes too.
const freshness = 120_000;

/** The latest views as they were left, rows and scroll included, so that going back is going back. */
export class KeptViews {
  private readonly views = new Map<string, KeptView>();

  keep(key: string, from: HTMLElement): void {
    const focus = from.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
    const content = document.createDocumentFragment();
    content.append(...from.childNodes);
    this.views.delete(key);
    this.views.set(key, { content, title: document.title, focus, at: Date.now() });
    if (this.views.size > most) {
      this.views.delete(this.views.keys().next().value!);
    }
  }

  take(key: string): KeptView | undefined {
    const view = this.views.get(key);
    this.views.delete(key);
    return view && Date.now() - view.at < freshness ? view : undefined;
  }

  /** Something changed that any of them may show. */
  clear(): void {
    this.views.clear();
  }
}
