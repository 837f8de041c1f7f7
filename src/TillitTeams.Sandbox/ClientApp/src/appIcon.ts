import { avatar } from './avatar';
import { h } from './dom';
import { app } from './session';

/** The colour icon of the app's package, or a plain mark when the package has none. */
export function appIcon(size: 'small' | 'medium' | 'large'): HTMLElement {
  const source = app().icon;
  return source ? h('img', { class: `avatar app ${size}`, src: source, alt: '' }) : avatar(app().name, size, 'app');
}
