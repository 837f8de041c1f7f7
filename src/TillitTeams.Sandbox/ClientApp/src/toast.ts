import { h } from './dom';
import { announce, layer } from './layer';

let shown: HTMLElement | undefined;

/** A short confirmation or refusal at the bottom, as Teams shows them. */
export function toast(text: string): void {
  shown?.remove();
  const element = h('div', { class: 'toast' }, text);
  shown = element;
  layer.append(element);
  announce(text);
  window.setTimeout(() => element.remove(), 5000);
}
