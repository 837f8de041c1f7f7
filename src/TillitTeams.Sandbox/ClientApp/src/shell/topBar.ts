import { avatar } from '../avatar';
import { h, replace } from '../dom';
import { icon } from '../icons';
import { menuButton, type MenuItem } from '../menu';
import { me, people, tenant } from '../session';
import { t } from '../texts';
import { current, show, signInAs, type Language, type Theme } from '../view';

/** The bar over the client: whose eyes one sees with, and how the client looks. */
export function topBar(): { element: HTMLElement; draw: () => void } {
  const element = h('header', { class: 'top-bar behind-dialogs' });
  const draw = () => replace(element,
    h('div', { class: 'top-start' },
      h('span', { class: 'tenant' }, tenant().displayName),
      h('span', { class: 'local-note', title: t('localEnvironmentTitle') }, t('localEnvironment'))),
    h('div', { class: 'top-end' }, languageMenu(), themeMenu(), phoneToggle(), personMenu()));
  return { element, draw };
}

function personMenu(): HTMLElement {
  const items = (): MenuItem[] => people().map(person => ({
    label: person.displayName,
    hint: person.jobTitle,
    image: avatar(person.displayName, 'small'),
    checked: person.key === me().key,
    run: () => signInAs(person.key),
  }));
  const button = menuButton(t('switchPerson'), 'top-button person', items,
    avatar(me().displayName, 'small'),
    h('span', { class: 'person-text' }, h('span', { class: 'person-name' }, me().displayName), ' ', h('span', { class: 'person-title' }, me().jobTitle)),
    h('span', { class: 'visually-hidden' }, t('switchPerson')),
    icon('chevronDown'));
  // The name is what stands on the button.
  button.removeAttribute('aria-label');
  button.dataset.person = me().key;
  return button;
}

function themeMenu(): HTMLElement {
  const names: [Theme, string][] = [['light', t('themeLight')], ['dark', t('themeDark')], ['contrast', t('themeContrast')]];
  return menuButton(t('theme'), 'top-button', () => names.map(([theme, label]) => ({
    label, checked: current().theme === theme, run: () => show({ theme }),
  })), icon('theme'));
}

function languageMenu(): HTMLElement {
  const names: [Language, string][] = [['sv', 'Svenska'], ['en', 'English']];
  const shown = current().lang.toUpperCase();
  return menuButton(`${shown}. ${t('language')}`, 'top-button', () => names.map(([lang, label]) => ({
    label, checked: current().lang === lang, run: () => show({ lang }),
  })), icon('language'), h('span', { class: 'top-text' }, shown));
}

function phoneToggle(): HTMLElement {
  const isOn = current().width === 'phone';
  return h('button', {
    type: 'button', class: 'top-button phone-toggle', 'aria-pressed': String(isOn), 'aria-label': t('phoneWidth'), title: t('phoneWidth'),
    on: { click: () => show({ width: isOn ? 'wide' : 'phone' }) },
  }, icon('phone'));
}
