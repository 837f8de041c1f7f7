import type { SearchCommand } from '../api';
import { appIcon } from '../appIcon';
import type { CardJson } from '../cards/card';
import { DialogWindow } from '../dialogs/dialog';
import { h, replace } from '../dom';
import { app, type Place } from '../session';
import { t } from '../texts';
import { ask } from './ask';
import { asksToSignIn, cardOf, lineOf, type Attachment, type ExtensionReply } from './reply';
import { signInButton } from './signIn';

// Teams waits until the typing pauses.
const pause = 300;

/** A search command of the app: a box, results as one types, and the chosen one's card. */
export function openSearch(place: Place, command: SearchCommand, insert: (card: CardJson) => void): void {
  const dialog = new DialogWindow({ title: command.title, image: appIcon('small'), width: 480, height: 560 });
  const results = h('ul', { class: 'search-results', 'aria-label': t('searchResults') });
  const status = h('p', { class: 'search-status', role: 'status' });
  const inputs = command.parameters.map(parameter => h('input', {
    class: 'search-box', type: 'search', name: parameter.name, 'aria-label': parameter.title, placeholder: parameter.description || parameter.title, autocomplete: 'off',
  }));
  let timer = 0;
  let turn = 0;

  for (const input of inputs) {
    input.addEventListener('input', () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void run(), pause);
    });
    input.addEventListener('keydown', event => {
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        results.querySelector('button')?.focus();
      }
    });
  }
  results.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const rows = [...results.querySelectorAll('button')];
      const at = rows.indexOf(document.activeElement as HTMLButtonElement) + step;
      (rows[at] ?? (step < 0 ? inputs[0] : undefined))?.focus();
    }
  });
  dialog.show(h('div', { class: 'search' }, ...inputs, status, results));
  inputs[0]?.focus();
  if (command.initialRun) {
    void run();
  }

  async function run(): Promise<void> {
    const parameters = Object.fromEntries(inputs.filter(input => input.value.trim()).map(input => [input.name, input.value.trim()]));
    if (Object.keys(parameters).length === 0 && !command.initialRun) {
      replace(results);
      status.textContent = '';
      return;
    }
    const mine = ++turn;
    results.setAttribute('aria-busy', 'true');
    const reply = await ask({ kind: 'query', conversationId: place.id, commandId: command.id, parameters });
    if (mine === turn && dialog.isOpen) {
      results.setAttribute('aria-busy', 'false');
      show(reply);
    }
  }

  function show(reply: ExtensionReply | undefined): void {
    replace(dialog.footer);
    replace(results);
    if (!reply) {
      status.textContent = t('appUnreachable');
      return;
    }
    if (asksToSignIn(reply)) {
      status.textContent = t('signInText', app().name);
      replace(dialog.footer, signInButton(reply.suggestedActions?.actions?.[0], run));
      return;
    }
    const found = reply.type === 'result' ? reply.attachments ?? [] : [];
    status.textContent = reply.type === 'message' ? reply.text ?? '' : found.length === 0 ? t('noMatch') : '';
    replace(results, ...found.map(attachment => h('li', {}, row(attachment))));
  }

  function row(attachment: Attachment): HTMLElement {
    const { title, text, tap } = lineOf(attachment);
    return h('button', { type: 'button', class: 'search-result', on: { click: () => void choose(attachment, tap) } },
      h('span', { class: 'search-title' }, title), text ? h('span', { class: 'search-text' }, text) : null);
  }

  /** Only a result whose preview says so is asked about once more (composeExtension/selectItem). */
  async function choose(attachment: Attachment, tap: unknown): Promise<void> {
    const chosen = tap === undefined ? attachment : (await ask({ kind: 'selectItem', conversationId: place.id, value: tap }))?.attachments?.[0];
    if (!chosen) {
      status.textContent = t('appUnreachable');
      return;
    }
    dialog.close();
    insert(cardOf(chosen));
  }
}
