import { h } from './dom';
import { icon, type IconName } from './icons';
import { bounds, layer } from './layer';

export interface MenuItem {
  label: string;
  hint?: string;
  icon?: IconName;
  image?: HTMLElement;
  checked?: boolean;
  separated?: boolean;
  run: () => void;
}

let close: (() => void) | undefined;

/** Opens a menu beside the button that asked for it; Escape, Tab or a click elsewhere closes it. */
export function openMenu(button: HTMLElement, label: string, items: MenuItem[]): void {
  const toggled = button.getAttribute('aria-expanded') === 'true';
  close?.();
  if (toggled) {
    return;
  }

  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label, tabindex: '-1' });
  for (const item of items) {
    if (item.separated) {
      menu.append(h('div', { class: 'menu-separator', role: 'separator' }));
    }
    menu.append(itemButton(item));
  }

  const outside = (event: Event) => {
    if (!menu.contains(event.target as Node) && !button.contains(event.target as Node)) {
      dismiss(false);
    }
  };
  const dismiss = (refocus: boolean) => {
    close = undefined;
    menu.remove();
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', outside, true);
    window.removeEventListener('blur', closeQuietly);
    window.removeEventListener('resize', closeQuietly);
    if (refocus) {
      button.focus();
    }
  };
  const closeQuietly = () => dismiss(false);

  function itemButton(item: MenuItem): HTMLElement {
    const role = item.checked === undefined ? 'menuitem' : 'menuitemradio';
    const run = () => {
      dismiss(true);
      item.run();
    };
    return h('button', { type: 'button', role, class: 'menu-item', tabindex: '-1', 'aria-checked': item.checked === undefined ? null : String(item.checked), on: { click: run } },
      item.image ?? (item.icon ? icon(item.icon) : null),
      h('span', { class: 'menu-text' }, item.label, item.hint ? h('span', { class: 'menu-hint' }, item.hint) : null),
      item.checked ? icon('check') : null);
  }

  menu.addEventListener('keydown', event => keys(event, menu, dismiss));
  document.addEventListener('pointerdown', outside, true);
  // A click inside an iframe reaches this window only as a loss of focus.
  window.addEventListener('blur', closeQuietly);
  window.addEventListener('resize', closeQuietly);
  button.setAttribute('aria-expanded', 'true');
  close = closeQuietly;
  layer.append(menu);
  place(menu, button);
  (menu.querySelector<HTMLElement>('[aria-checked="true"]') ?? menu.querySelector<HTMLElement>('.menu-item'))?.focus();
}

/** A button that opens a menu, with what assistive technology needs to know about it. */
export function menuButton(label: string, className: string, items: () => MenuItem[], ...content: (Node | string)[]): HTMLButtonElement {
  const button = h('button', { type: 'button', class: className, 'aria-label': label, title: label, 'aria-haspopup': 'menu', 'aria-expanded': 'false' }, ...content);
  button.addEventListener('click', () => openMenu(button, label, items()));
  return button;
}

function keys(event: KeyboardEvent, menu: HTMLElement, dismiss: (refocus: boolean) => void): void {
  const items = [...menu.querySelectorAll<HTMLElement>('.menu-item')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const go = (index: number) => items[(index + items.length) % items.length]?.focus();
  switch (event.key) {
    case 'ArrowDown': go(at + 1); break;
    case 'ArrowUp': go(at - 1); break;
    case 'Home': go(0); break;
    case 'End': go(-1); break;
    case 'Escape': dismiss(true); break;
    case 'Tab': dismiss(true); return;
    default: {
      const match = event.key.length === 1 && items.find((item, index) => index > at && startsWith(item, event.key) || index <= at && startsWith(item, event.key));
      if (!match) {
        return;
      }
      match.focus();
    }
  }
  event.preventDefault();
  event.stopPropagation();
}

const startsWith = (item: HTMLElement, letter: string) => item.textContent?.trim().toLowerCase().startsWith(letter.toLowerCase()) ?? false;

function place(menu: HTMLElement, button: HTMLElement): void {
  const room = bounds();
  const anchor = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const gap = 4;
  const below = anchor.bottom + gap;
  const top = below + height <= room.bottom - gap ? below : anchor.top - gap - height;
  const left = anchor.left + width <= room.right - gap ? anchor.left : anchor.right - width;
  menu.style.top = `${Math.max(gap, top - room.top)}px`;
  menu.style.left = `${Math.max(gap, Math.min(left - room.left, room.width - width - gap))}px`;
}
