import { pages } from '@microsoft/teams-js';
import { shellUrl, viewOf } from './address';
import type { Host } from './host';

/**
 * The dialog in which a tab is added to a channel or a page: its Save button is the host's, and waits for
 * at least one goal (*Create a configuration page*). Returns the view to show.
 */
export async function beginSettings(page: HTMLElement, host: Host): Promise<string> {
  const kept = await pages.getConfig().catch(() => undefined);
  pages.config.registerOnSaveHandler(saving => void save(page, host, kept?.entityId).then(() => saving.notifySuccess(), () => saving.notifyFailure()));
  page.addEventListener('change', () => judge(page));
  page.addEventListener('htmx:after:swap', () => judge(page));

  const view = kept?.contentUrl && viewOf(kept.contentUrl);
  return `configure?${place(host, view ? new URLSearchParams(view.split('?')[1]).getAll('goal') : [])}`;
}

function judge(page: HTMLElement): void {
  const chosen = goalsIn(page).length > 0;
  const hint = page.querySelector<HTMLElement>('[data-when-none]');
  if (hint) {
    hint.hidden = chosen;
  }
  pages.config.setValidityState(chosen);
}

async function save(page: HTMLElement, host: Host, entityId: string | undefined): Promise<void> {
  const goals = goalsIn(page);
  const view = `${host.channelId ? 'channel' : 'goals'}?${place(host, goals.map(goal => goal.value))}`;
  const url = location.origin + shellUrl(view);
  await pages.config.setConfig({
    // Two tabs in one channel are told apart by it.
    entityId: entityId || crypto.randomUUID(),
    // Filled in by the host when it opens the tab.
    contentUrl: `${url}&locale={app.locale}&theme={app.theme}`,
    websiteUrl: url,
    suggestedDisplayName: goals.map(goal => goal.dataset['name']).join(', '),
  });
}

const goalsIn = (page: HTMLElement) => [...page.querySelectorAll<HTMLInputElement>('[data-configure] [name=goal]:checked')];

function place(host: Host, goals: string[]): URLSearchParams {
  const query = new URLSearchParams(goals.map(goal => ['goal', goal]));
  if (host.teamId && host.channelId) {
    query.set('team', host.teamId);
    query.set('channel', host.channelId);
  }
  return query;
}
