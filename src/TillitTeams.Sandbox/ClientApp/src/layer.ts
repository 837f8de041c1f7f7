/** Where menus, dialogs and toasts are drawn: inside the shell, so that a phone frame holds them too. */
export const layer = document.createElement('div');
layer.className = 'layer';

export const announcer = document.createElement('div');
announcer.className = 'visually-hidden';
announcer.setAttribute('role', 'status');

/** Says something to screen readers without moving focus. */
export function announce(text: string): void {
  announcer.textContent = '';
  window.setTimeout(() => (announcer.textContent = text), 50);
}

/** The box that floating things must stay inside. */
export function bounds(): DOMRect {
  return layer.getBoundingClientRect();
}
