import { current } from './view';

export interface Person { id: string; key: string; displayName: string; givenName: string; userPrincipalName: string; jobTitle: string; department: string }
export interface TabInfo { entityId: string; name: string; contentUrl: string; websiteUrl: string }
export interface ConfigurableTab { configurationUrl: string; canUpdateConfiguration: boolean; sharePointHosts: string[] }
/** A page of the app's beside a channel's posts, or on the intranet's page. */
export interface AppTab { id: string; name: string; entityId: string; contentUrl: string; websiteUrl?: string | null; removeUrl?: string | null }
export interface MessageAction { id: string; title: string; description: string }
export interface SearchCommand { id: string; title: string; description: string; initialRun: boolean; parameters: { name: string; title: string; description: string }[] }
export interface AppInfo {
  id: string;
  clientId: string;
  name: string;
  description: string;
  version: string;
  accentColor: string;
  icon: string | null;
  showLoadingIndicator: boolean;
  validDomains: string[];
  tabs: TabInfo[];
  configurableTab: ConfigurableTab | null;
  messageActions: MessageAction[];
  composeActions: MessageAction[];
  searches: SearchCommand[];
  linkDomains: string[];
}
export interface Bootstrap { tenant: { id: string; displayName: string; domain: string }; me: Person; people: Person[]; app: AppInfo }

export type MembershipType = 'standard' | 'private' | 'shared';
export type ChatType = 'oneOnOne' | 'group' | 'meeting';
export interface ChannelInfo { id: string; key: string; displayName: string; description: string; membershipType: MembershipType; isGeneral: boolean; hasApp: boolean; latest: string | null; tabs: AppTab[] }
export interface TeamInfo { id: string; key: string; displayName: string; isArchived: boolean; channels: ChannelInfo[] }
export interface ChatInfo { id: string; key: string; title: string; chatType: ChatType; members: Author[]; hasApp: boolean; latest: string | null; preview: string; previewBy: string | null; previewAt: string | null }
export interface Conversations { teams: TeamInfo[]; chats: ChatInfo[]; intranet: AppTab[] }

export interface Author { kind: 'person' | 'app'; id: string; name: string; jobTitle: string }
export interface MessageInfo {
  id: string;
  replyToId: string | null;
  from: Author;
  mine: boolean;
  createdAt: string;
  editedAt: string | null;
  deleted: boolean;
  subject: string | null;
  html: string;
  card: Record<string, unknown> | null;
  files: { id: string; name: string; url: string }[];
  reactions: { emoji: string; count: number; mine: boolean }[];
  link: string;
}
export interface Thread { root: MessageInfo; replies: MessageInfo[] }
export interface MessagePage { threads: Thread[]; more: boolean; found: boolean }

export interface LibraryInfo { driveId: string; name: string; siteName: string; kind: string; isMine: boolean }
export interface FileInfo {
  driveId: string;
  id: string;
  name: string;
  kind: string;
  text: string;
  modifiedAt: string;
  modifiedBy: string | null;
  label: string | null;
  held: 'record' | 'checkedOut' | 'locked' | null;
  heldBy: string | null;
  isShared: boolean;
  canWrite: boolean;
  link: string;
  fields: Record<string, string[]>;
}
export interface ColumnInfo { name: string; displayName: string; choices: string[]; takesSeveral: boolean }
export interface FolderInfo { siteName: string; driveId: string; driveName: string; canWrite: boolean; path: { id: string; name: string }[]; columns: ColumnInfo[]; items: FileInfo[] }
export interface FilePlace { driveId: string; itemId: string }

/** What the app answered to an invoke, or that it did not. */
export interface InvokeReply { status: number; body: unknown; timedOut: boolean }
export interface TokenReply { token?: string; error?: string }

export class Refused extends Error {
  constructor(readonly status: number) {
    super(`The tenant answered ${status}.`);
  }
}

const files = (driveId: string, itemId: string) => `/client/files/${encodeURIComponent(driveId)}/${encodeURIComponent(itemId)}`;

const conversation = (id: string) => `/client/conversations/${encodeURIComponent(id)}`;

const tabsOf = (channelId: string | null) => (channelId === null ? '/client/intranet/tabs' : `${conversation(channelId)}/tabs`);

export interface ActivityInfo { text: string; preview: string | null; webUrl: string; at: string }

export const api = {
  bootstrap: () => call<Bootstrap>('GET', `/client/bootstrap?lang=${current().lang}`),
  activities: () => call<ActivityInfo[]>('GET', `/client/activities?lang=${current().lang}`),
  conversations: () => call<Conversations>('GET', '/client/conversations'),
  messages: (id: string, options: { before?: string; from?: string; around?: string } = {}) =>
    call<MessagePage>('GET', `${conversation(id)}/messages?${new URLSearchParams(options as Record<string, string>)}`),
  post: (id: string, message: { text: string; subject?: string; replyToId?: string; card?: unknown }) =>
    call<string>('POST', `${conversation(id)}/messages`, message),
  edit: (id: string, messageId: string, text: string) =>
    call<void>('PATCH', `${conversation(id)}/messages/${messageId}`, { text }),
  remove: (id: string, messageId: string) => call<void>('DELETE', `${conversation(id)}/messages/${messageId}`),
  react: (id: string, messageId: string, emoji: string, on: boolean) =>
    call<void>('POST', `${conversation(id)}/messages/${messageId}/reactions`, { emoji, on }),
  keepTab: (channelId: string | null, { id, ...settings }: AppTab) => call<void>('PUT', `${tabsOf(channelId)}/${id}`, settings),
  removeTab: (channelId: string | null, tabId: string) => call<void>('DELETE', `${tabsOf(channelId)}/${tabId}`),
  libraries: () => call<LibraryInfo[]>('GET', '/client/files'),
  folder: (driveId: string, itemId: string) => call<FolderInfo>('GET', `${files(driveId, itemId)}/children`),
  file: (driveId: string, itemId: string) => call<FileInfo>('GET', files(driveId, itemId)),
  channelFiles: (id: string) => call<FilePlace>('GET', `${conversation(id)}/files`),
  followFile: (url: string) => call<FilePlace>('GET', `/client/files/follow?${new URLSearchParams({ url })}`),
  addFile: (driveId: string, folderId: string, name: string) => call<string>('POST', `/client/files/${encodeURIComponent(driveId)}`, { folderId, name }),
  changeFile: (driveId: string, itemId: string, change: { name?: string; folderId?: string; column?: string; values?: string[] }) => call<void>('PATCH', files(driveId, itemId), change),
  removeFile: (driveId: string, itemId: string) => call<void>('DELETE', files(driveId, itemId)),
  shareFile: (driveId: string, itemId: string, people: string[]) => call<string>('POST', `${files(driveId, itemId)}/share`, { people, canEdit: false }),
  invoke: (request: InvokeRequest) =>
    call<InvokeReply>('POST', '/client/invoke', { locale: current().lang === 'sv' ? 'sv-SE' : 'en-US', theme: current().theme, ...request }),
  token: () => call<TokenReply>('POST', '/client/token'),
};

/** An act of the person that the app answers: the server turns it into the activity that Teams would send. */
export interface InvokeRequest {
  kind: 'fetchTask' | 'submitAction' | 'cardAction' | 'taskFetch' | 'taskSubmit' | 'cardSubmit' | 'query' | 'queryLink' | 'selectItem';
  conversationId?: string;
  messageId?: string;
  commandId?: string;
  data?: unknown;
  token?: string;
  action?: { type: string; id?: string; verb?: string; data?: unknown };
  trigger?: 'manual' | 'automatic';
  parameters?: Record<string, string>;
  url?: string;
  value?: unknown;
}

async function call<T>(method: string, url: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { 'X-Sandbox-Person': current().as ?? '' };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const response = await fetch(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  if (!response.ok) {
    throw new Refused(response.status);
  }
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}
