import type { DialogWindow } from '../dialogs/dialog';
import { measure, type Dimension } from '../dialogs/sizes';
import { h } from '../dom';
import { app } from '../session';
import { t } from '../texts';
import { callsFor, type Page } from './calls';
import { fillPlaceholders } from './context';
import { originsOf, TeamsHost } from './protocol';

/** A page of the app inside a dialog: it may resize the dialog, talk with its opener and hand over a result. */
export function tabDialogFrame(url: string, dialog: DialogWindow, complete: (result: unknown) => void, opener?: Page): HTMLElement {
  const entityId = opener?.entityId ?? '';
  const origins = originsOf(app().tabs.map(tab => tab.contentUrl), app().validDomains);
  const address = fillPlaceholders(url, entityId, opener?.subPageId, opener?.standing);
  if (!URL.canParse(address) || !origins.has(new URL(address).origin)) {
    return h('p', { class: 'dialog-message', role: 'alert' }, t('appUnreachable'));
  }
  const frame = h('iframe', { class: 'dialog-frame', title: app().name, src: address, allow: 'clipboard-write' });
  const page: Page = {
    frameContext: 'task',
    entityId,
    subPageId: opener?.subPageId,
    standing: opener?.standing,
    host: () => host,
    loaded: () => undefined,
    succeeded: () => undefined,
    failed: () => undefined,
  };
  const host: TeamsHost = new TeamsHost(() => frame.contentWindow, origins, {
    ...callsFor(page),
    'tasks.completeTask': ([result]) => {
      host.dispose();
      complete(result);
      return undefined;
    },
    'tasks.updateTask': ([size]) => {
      const { width, height } = (size ?? {}) as { width?: Dimension; height?: Dimension };
      const measured = measure(width, height);
      dialog.resize(measured.width, measured.height);
      return undefined;
    },
    messageForParent: args => void opener?.host().send({ func: 'messageForParent', args }),
  });
  return frame;
}
