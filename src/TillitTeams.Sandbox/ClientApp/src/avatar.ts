import { h } from './dom';
import { icon } from './icons';

// Fluent's avatar palette keeps text readable on every hue; a name always gets the same one.
const hues = ['cranberry', 'pumpkin', 'marigold', 'forest', 'teal', 'steel', 'cornflower', 'lavender', 'grape', 'plum', 'pink', 'brown'];

export function avatar(name: string, size: 'small' | 'medium' | 'large' = 'medium', kind: 'person' | 'app' | 'team' = 'person'): HTMLElement {
  return h('span', { class: `avatar ${size} ${kind} ${kind === 'app' ? 'brand' : hue(name)}`, 'aria-hidden': 'true' },
    kind === 'app' ? icon('app') : initials(name));
}

export function groupAvatar(names: string[], glyph: 'people' | 'calendar'): HTMLElement {
  return h('span', { class: `avatar medium person ${hue(names.join())}`, 'aria-hidden': 'true' }, icon(glyph));
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter(word => /^\p{L}/u.test(word));
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return ((words[0]?.charAt(0) ?? '') + (last?.charAt(0) ?? '')).toLocaleUpperCase('sv-SE');
}

function hue(name: string): string {
  let hash = 7;
  for (const letter of name) {
    hash = (hash * 31 + letter.codePointAt(0)!) % 1_000_003;
  }
  return hues[hash % hues.length]!;
}
