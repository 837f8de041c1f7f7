import { app, authentication, dialog, FrameContexts, pages, sharing } from '@microsoft/teams-js';

/** Teams, or another host of the tab, as it presents itself. */
export interface Host {
  appId: string | undefined;
  locale: string;
  subPageId: string | undefined;
  tenantId: string | undefined;
  loginHint: string | undefined;
  isPhone: boolean;
  isSettings: boolean;
  isDialog: boolean;
  /** The team that a channel belongs to, which of a shared channel is not always the one it is opened in. */
  teamId: string | undefined;
  channelId: string | undefined;
}

// Its entityId in the manifest.
const personalTab = 'goals';
// A host answers at once or not at all.
const patience = 10_000;

/** Meets the host; rejects when there is none, as when the address is opened in a browser by itself. */
export async function meetHost(): Promise<Host> {
  const context = await limited(app.initialize(otherOrigins()).then(() => app.getContext()));
  showTheme(context.app.theme);
  app.registerOnThemeChangeHandler(showTheme);
  return {
    appId: context.app.appId?.toString(),
    locale: context.app.locale,
    subPageId: context.page.subPageId,
    tenantId: context.user?.tenant?.id,
    loginHint: context.user?.loginHint,
    isPhone: /^(android|ios|ipados)$/i.test(context.app.host.clientType),
    isSettings: context.page.frameContext === FrameContexts.settings,
    isDialog: context.page.frameContext === FrameContexts.task,
    teamId: context.channel?.ownerGroupId || context.team?.groupId,
    channelId: context.channel?.id,
  };
}

export function sayLoaded(): void {
  app.notifyAppLoaded();
  app.notifySuccess();
}

/** Closes the dialog that the view stands in; whoever opened it learns that the form is done with, and what came of it. */
export function closeDialog(verb: string | undefined, initiative: string | undefined): void {
  dialog.url.submit({ verb: verb || 'linkToGoal.documentDone', ...(initiative && { initiative }) });
}

/** Teams' own back button steps within the tab while there is something to step back to. */
export function onHostBack(step: () => boolean): void {
  if (pages.backStack.isSupported()) {
    pages.backStack.registerBackButtonHandler(step);
  }
}

export const canShare = (host: Host) => sharing.isSupported() && host.appId !== undefined;

export async function share(view: string, message: string, host: Host): Promise<void> {
  await sharing.shareWebContent({ content: [{ type: 'URL', url: deepLink(view, message, host)!, message, preview: true }] });
}

/**
 * A link to a view (*Create deep links to an app or tab*); undefined where the host does not name the app.
 * Whoever gets it may not be in the channel that the tab stands in, so it leads to their personal tab.
 */
export function deepLink(view: string, label: string, { appId }: Host): string | undefined {
  const query = new URLSearchParams({ label, context: JSON.stringify({ subPageId: view }) });
  return appId && `https://teams.microsoft.com/l/entity/${appId}/${personalTab}?${query}`;
}

/** Lets the host hand out the link, since only it knows where the tab stands; false when it can't. */
export function shareDeepLink(subPageId: string, label: string): boolean {
  if (!pages.isSupported()) {
    return false;
  }
  pages.shareDeepLink({ subPageId, subPageLabel: label });
  return true;
}

export async function openLink(url: string): Promise<void> {
  await app.openLink(url);
}

export function askConsent(query: URLSearchParams): Promise<string> {
  // teams-js takes https only.
  return authentication.authenticate({ url: `https://${location.host}/tab/consent?${query}`, width: 600, height: 640 });
}

function showTheme(theme: string): void {
  document.documentElement.dataset['theme'] = theme === 'dark' || theme === 'contrast' ? theme : 'default';
}

/** Hosts besides Microsoft's own that the operator lets frame the tab. */
function otherOrigins(): string[] {
  return document.documentElement.dataset['hosts']?.split(' ').filter(Boolean) ?? [];
}

function limited<T>(work: Promise<T>): Promise<T> {
  return Promise.race([work, new Promise<T>((_, reject) => setTimeout(() => reject(new Error('The host did not answer.')), patience))]);
}
