import { api, type AppTab } from '../api';
import { appIcon } from '../appIcon';
import { DialogWindow } from '../dialogs/dialog';
import { h, replace } from '../dom';
import { app, reread, type Place } from '../session';
import { t } from '../texts';
import { toast } from '../toast';
import { navigate } from '../view';
import { callsFor, configOf, type Page, type TabConfig } from './calls';
import { fillPlaceholders, type FrameContext } from './context';
import { originsOf, TeamsHost, type Answer } from './protocol';

type Where = Extract<Place, { kind: 'channel' }> | 'sharePoint';

const channelOf = (where: Where) => (where === 'sharePoint' ? null : where.id);

/**
 * The dialog in which the app asks what the tab shall show (*Create a configuration page*): its Save
 * button works once the app says so, and closes the dialog once the app has saved.
 */
export function openSettings(where: Where, tab?: AppTab): void {
  const saving = new SettingsDialog(where, tab, 'settings', app().configurableTab!.configurationUrl, app().name, t('tabSave'));
  let config: TabConfig | undefined = tab && configOf(tab);
  saving.begin('settings.save', {
    'settings.getSettings': () => [config ?? {}],
    'settings.setSettings': ([given]) => {
      config = given as TabConfig;
      return [true];
    },
    'settings.save.success': () => void keep(),
  }, !tab);

  async function keep(): Promise<void> {
    const kept = config && {
      id: tab?.id ?? crypto.randomUUID(),
      name: (tab?.name ?? config.suggestedDisplayName?.slice(0, 128)) || app().name,
      entityId: config.entityId || app().id,
      contentUrl: config.contentUrl,
      websiteUrl: config.websiteUrl ?? null,
      removeUrl: config.removeUrl ?? null,
    };
    try {
      await api.keepTab(channelOf(where), kept!);
      await reread();
      saving.close();
      navigate(where === 'sharePoint' ? { kind: 'sharePoint' } : { kind: 'tab', id: where.id, tabId: kept!.id });
    } catch {
      saving.fail();
    }
  }
}

/** The page in which the app says farewell (*Create a removal page*). */
export function openRemoval(where: Where, tab: AppTab): void {
  const removing = new SettingsDialog(where, tab, 'remove', tab.removeUrl!, t('tabRemoveTitle', tab.name), t('tabRemove'));
  removing.begin('settings.remove', {
    'settings.getSettings': () => [configOf(tab)],
    'settings.remove.success': () => void api.removeTab(channelOf(where), tab.id).then(() => {
      removing.close();
      navigate(where === 'sharePoint' ? { kind: 'sharePoint' } : { kind: 'conversation', id: where.id });
    }, () => removing.fail()),
  }, false);
}

class SettingsDialog {
  private readonly dialog: DialogWindow;
  private readonly accept: HTMLButtonElement;
  private readonly frame = h('iframe', { class: 'dialog-frame', title: app().name, allow: 'clipboard-write' });
  private host: TeamsHost | undefined;

  constructor(private readonly where: Where, private readonly tab: AppTab | undefined, private readonly context: FrameContext, private readonly url: string, title: string, action: string) {
    this.dialog = new DialogWindow({ title, width: 600, height: 560, image: appIcon('small'), onClose: () => this.host?.dispose() });
    this.accept = h('button', { type: 'button', class: 'button primary' }, action);
  }

  /** @param asks What the host says to the app when the person presses the button. */
  begin(asks: string, answers: Record<string, Answer>, waitsForValidity: boolean): void {
    const address = fillPlaceholders(this.url, this.tab?.entityId ?? '', undefined, this.where);
    const page: Page = {
      frameContext: this.context,
      entityId: this.tab?.entityId ?? '',
      subPageId: undefined,
      standing: this.where,
      host: () => this.host!,
      loaded: () => undefined,
      succeeded: () => undefined,
      failed: () => undefined,
    };
    this.host = new TeamsHost(() => this.frame.contentWindow, originsOf([address], app().validDomains), {
      ...callsFor(page),
      'settings.setValidityState': ([valid]) => {
        this.accept.disabled = valid !== true;
        return undefined;
      },
      [`${asks}.failure`]: ([reason]) => void this.fail(reason as string | undefined),
      ...answers,
    });
    this.accept.disabled = waitsForValidity;
    this.accept.addEventListener('click', () => {
      this.accept.disabled = true;
      this.host!.send({ func: asks, args: [{}] });
    });
    this.frame.src = address;
    this.dialog.show(this.frame);
    replace(this.dialog.footer, h('button', { type: 'button', class: 'button', on: { click: () => this.close() } }, t('cancel')), this.accept);
  }

  fail(reason?: string): void {
    this.accept.disabled = false;
    toast(reason || t('tabNotSaved'));
  }

  close(): void {
    this.dialog.close();
  }
}
