import { app, me, tenant, type Place } from '../session';
import { current, isPhone } from '../view';

export type FrameContext = 'content' | 'task' | 'authentication' | 'settings' | 'remove';

/** Where a page of the app's stands: in a channel, on the intranet's page, or for the person alone. */
export type Standing = Extract<Place, { kind: 'channel' }> | 'sharePoint' | undefined;

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
    pages: { backStack: {}, config: {}, currentApp: {} },
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
export function contextOf(frameContext: FrameContext, entityId: string, subPageId: string | undefined, standing?: Standing): Record<string, unknown> {
  return {
    ...placeOf(standing),
    appId: app().id,
    appSessionId: sessionId,
    sessionId,
    entityId,
    subEntityId: subPageId ?? '',
    frameContext,
    hostClientType: clientType(),
    hostName: hostOf(standing),
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

/** Which host it is: SharePoint gives its own name and site, and no channel. */
const hostOf = (standing: Standing) => (standing === 'sharePoint' ? 'SharePoint' : 'Teams');

function placeOf(standing: Standing): Record<string, unknown> {
  if (standing === undefined) {
    return {};
  }
  const site = `/sites/${standing === 'sharePoint' ? 'intranat' : standing.team.key}`;
  const domain = `${tenant().domain.split('.')[0]}.sharepoint.example`;
  const sharePoint = { teamSiteUrl: `https://${domain}${site}`, teamSiteDomain: domain, teamSitePath: site };
  if (standing === 'sharePoint') {
    return { ...sharePoint, sharepoint: { hostName: 'SharePoint', ...sharePoint } };
  }
  const { team, channel } = standing;
  return {
    ...sharePoint,
    teamId: team.channels.find(each => each.isGeneral)?.id ?? channel.id,
    teamName: team.displayName,
    groupId: team.id,
    isTeamArchived: team.isArchived,
    channelId: channel.id,
    channelName: channel.displayName,
    channelType: { standard: 'Regular', private: 'Private', shared: 'Shared' }[channel.membershipType],
    channelRelativeUrl: `${site}/Shared Documents/${channel.displayName}`,
    hostTeamGroupId: team.id,
    hostTeamTenantId: tenant().id,
  };
}

/** Fills the documented placeholders of a tab's address. */
export function fillPlaceholders(url: string, entityId: string, subPageId: string | undefined, standing?: Standing): string {
  const values: Record<string, string> = {
    'app.locale': locale(), locale: locale(),
    'app.theme': teamsTheme(), theme: teamsTheme(),
    'app.host.name': hostOf(standing), hostName: hostOf(standing), 'app.host.clientType': clientType(), hostClientType: clientType(),
    'page.id': entityId, entityId,
    'page.subPageId': subPageId ?? '', subEntityId: subPageId ?? '',
    'user.id': me().id, userObjectId: me().id,
    'user.loginHint': upn(), loginHint: upn(), upn: upn(), 'user.userPrincipalName': upn(), userPrincipalName: upn(),
    'user.tenant.id': tenant().id, tid: tenant().id,
    ...(typeof standing === 'object' ? {
      'team.groupId': standing.team.id, groupId: standing.team.id,
      'channel.id': standing.channel.id, channelId: standing.channel.id,
    } : {}),
  };
  return url.replace(/\{([\w.]+)\}/g, (whole, name: string) => (name in values ? encodeURIComponent(values[name]!) : whole));
}
