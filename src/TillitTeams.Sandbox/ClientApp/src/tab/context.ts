import { app, me, tenant } from '../session';
import { current, isPhone } from '../view';

export type FrameContext = 'content' | 'task' | 'authentication';

const sessionId = crypto.randomUUID();

/** What the host can do, in the shape of runtime version 4 of teams-js: only what the client really answers. */
export const runtimeConfig = JSON.stringify({
  apiVersion: 4,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  isLegacyTeams: false,
  supports: {
    appInstallDialog: {},
    dialog: { card: { bot: {} }, url: { bot: {}, parentCommunication: {} }, update: {} },
    logs: {},
    pages: { backStack: {}, currentApp: {} },
    sharing: {},
  },
});

/** The version that a Teams client of 2024 names as the newest SDK it knows. */
export const clientSdkVersion = '2.31.0';

export const clientType = () => (isPhone() ? 'ios' : 'web');

export const locale = () => (current().lang === 'sv' ? 'sv-se' : 'en-us');

export const teamsTheme = () => ({ light: 'default', dark: 'dark', contrast: 'contrast' })[current().theme];

const upn = () => me().userPrincipalName;

/** The flat context that hosts send; teams-js turns it into its structured one. */
export function contextOf(frameContext: FrameContext, entityId: string, subPageId: string | undefined): Record<string, unknown> {
  return {
    appId: app().id,
    appSessionId: sessionId,
    sessionId,
    entityId,
    subEntityId: subPageId ?? '',
    frameContext,
    hostClientType: clientType(),
    hostName: 'Teams',
    isFullScreen: false,
    isMultiWindow: false,
    locale: locale(),
    osLocaleInfo: { platform: 'windows', regionalFormat: locale(), shortDate: 'yyyy-MM-dd', shortTime: 'HH:mm', longDate: 'd MMMM yyyy', longTime: 'HH:mm:ss' },
    ringId: 'general',
    theme: teamsTheme(),
    tid: tenant().id,
    userObjectId: me().id,
    userDisplayName: me().displayName,
    loginHint: upn(),
    upn: upn(),
    userPrincipalName: upn(),
    userLicenseType: 'Unknown',
    tenantSKU: 'enterprise',
  };
}

/** Fills the documented placeholders of a tab's address. */
export function fillPlaceholders(url: string, entityId: string, subPageId: string | undefined): string {
  const values: Record<string, string> = {
    'app.locale': locale(), locale: locale(),
    'app.theme': teamsTheme(), theme: teamsTheme(),
    'app.host.name': 'Teams', hostName: 'Teams', 'app.host.clientType': clientType(), hostClientType: clientType(),
    'page.id': entityId, entityId,
    'page.subPageId': subPageId ?? '', subEntityId: subPageId ?? '',
    'user.id': me().id, userObjectId: me().id,
    'user.loginHint': upn(), loginHint: upn(), upn: upn(), 'user.userPrincipalName': upn(), userPrincipalName: upn(),
    'user.tenant.id': tenant().id, tid: tenant().id,
  };
  return url.replace(/\{([\w.]+)\}/g, (whole, name: string) => (name in values ? encodeURIComponent(values[name]!) : whole));
}
