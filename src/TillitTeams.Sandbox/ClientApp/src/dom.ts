type Child = Node | string | null | undefined | false;
type Listener = (event: never) => void;

/** Attributes by their HTML names; `on` holds listeners, `true` sets an empty attribute, `false` and null leave it out. */
export interface Props {
  on?: Record<string, Listener>;
  [name: string]: string | number | boolean | null | undefined | Record<string, Listener>;
}

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value as Record<string, Listener>)) {
        element.addEventListener(event, listener as unknown as EventListener);
      }
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  append(element, children);
  return element;
}

export function replace(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  append(element, children);
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }
}

/** Keeps what is on screen when nothing about it changed, so that focus, selection and half-filled cards survive. */
export function reconcile<T>(parent: Element, items: readonly T[], key: (item: T) => string, version: (item: T) => string, render: (item: T) => Element): void {
  const existing = new Map<string, Element>();
  for (const child of parent.children) {
    existing.set(child.getAttribute('data-key') ?? '', child);
  }
  let position: Element | null = parent.firstElementChild;
  for (const item of items) {
    const id = key(item);
    const stamp = version(item);
    const old = existing.get(id);
    existing.delete(id);
    if (old && old.getAttribute('data-version') === stamp) {
      if (old === position) {
        position = position.nextElementSibling;
      } else {
        parent.insertBefore(old, position);
      }
      continue;
    }
    const fresh = render(item);
    fresh.setAttribute('data-key', id);
    fresh.setAttribute('data-version', stamp);
    if (old) {
      if (old === position) {
        position = position.nextElementSibling;
      }
      old.replaceWith(fresh);
      if (fresh.nextElementSibling !== position) {
        parent.insertBefore(fresh, position);
      }
    } else {
      parent.insertBefore(fresh, position);
    }
  }
  for (const gone of existing.values()) {
    gone.remove();
  }
}

/** A short stamp of a value, to see whether it changed. */
export function stamp(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  let hash = 5381;
  for (let i = 0; i < text.length; i++) {
    hash = ((hash * 33) ^ text.charCodeAt(i)) >>> 0;
  }
  return `${text.length}.${hash.toString(36)}`;
}

const focusable = 'a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),iframe,[tabindex]:not([tabindex="-1"]),[contenteditable="true"]';

export function focusables(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(focusable)].filter(element => element.getClientRects().length > 0);
}
