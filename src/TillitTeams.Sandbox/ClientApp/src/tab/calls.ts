import { api, type AppTab } from '../api';
import { copyText } from '../clipboard';
import { channelTabLink, channelTabRoute, entityLink, openLink } from '../deepLinks';
import { DialogWindow } from '../dialogs/dialog';
import { measure, type Dimension } from '../dialogs/sizes';
import { renderCard, type CardJson } from '../cards/card';
import { app } from '../session';
import { t } from '../texts';
import { toast } from '../toast';
import { navigate } from '../view';
import { clientSdkVersion, clientType, contextOf, runtimeConfig, type FrameContext, type Standing } from './context';
import { tabDialogFrame } from './dialogFrame';
import { openPopup } from './popup';
import type { Answer, TeamsHost } from './protocol';
import { shareWebContent } from './share';

export interface Page {
  frameContext: FrameContext;
  entityId: string;
  subPageId: string | undefined;
  standing?: Standing;
  /** What the tab was set up to be, for `pages.getConfig`. */
  settings?: TabConfig | undefined;
  host: () => TeamsHost;
  loaded: () => void;
  succeeded: () => void;
  failed: (reason: string, message: string | undefined) => void;
}

/** A tab's settings as teams-js writes them. */
export interface TabConfig { entityId?: string; contentUrl: string; websiteUrl?: string | undefined; removeUrl?: string | undefined; suggestedDisplayName?: string }

export const configOf = (tab: AppTab): TabConfig => ({
  entityId: tab.entityId,
  contentUrl: tab.contentUrl,
  websiteUrl: tab.websiteUrl ?? undefined,
  removeUrl: tab.removeUrl ?? undefined,
  suggestedDisplayName: tab.name,
});

interface StartTask { title?: string; url?: string; card?: string | CardJson; width?: Dimension; height?: Dimension }

const succeeded = [true];

/** The functions of teams-js that this host answers, by the names on the wire. */
export function callsFor(page: Page): Record<string, Answer> {
  return {
    initialize: () => [page.frameContext, clientType(), runtimeConfig, clientSdkVersion],
    getContext: () => [contextOf(page.frameContext, page.entityId, page.subPageId, page.standing)],

    'appInitialization.appLoaded': () => void page.loaded(),
    'appInitialization.success': () => void page.succeeded(),
    'appInitialization.failure': ([reason, message]) => void page.failed(String(reason), message as string | undefined),
    'appInitialization.expectedFailure': () => void page.succeeded(),

    'authentication.getAuthToken': getAuthToken,
    'authentication.authenticate': async ([url, width, height]) => {
      const outcome = await openPopup(String(url), Number(width) || 600, Number(height) || 600);
      return [outcome.succeeded, outcome.value];
    },

    executeDeepLink: async ([url]) => {
      await openLink(String(url));
      return succeeded;
    },
    'pages.navigateToApp': ([target]) => navigateToApp(target as NavigateTarget),
    'pages.currentApp.navigateTo': ([target]) => navigateInApp(target as NavigateTarget),
    'pages.currentApp.navigateToDefaultPage': () => navigateInApp({ pageId: app().tabs[0]!.entityId }),
    shareDeepLink: ([subPageId, label, webUrl]) =>
      void copy(linkTo(page, subPageId as string | undefined, label as string | undefined, webUrl as string | undefined)),
    'sharing.shareWebContent': ([request]) => shareWebContent(request),
    'settings.getSettings': () => [page.settings ?? {}],
    navigateBack: () => {
      history.back();
      return succeeded;
    },
    navigateCrossDomain: () => [false, 'Cross-origin navigation is only supported for URLs matching the pattern registered in the manifest.'],
    setFrameContext: () => undefined,
    returnFocus: () => void document.querySelector<HTMLElement>('.rail [aria-current]')?.focus(),
    'appInstallDialog.openAppInstallDialog': () => succeeded,

    'tasks.startTask': ([task]) => startTask(task as StartTask, page),
  };
}

interface NavigateTarget { appId?: string; pageId: string; subPageId?: string; channelId?: string }

async function getAuthToken(): Promise<unknown[]> {
  try {
    const reply = await api.token();
    return reply.token ? [true, reply.token] : [false, reply.error ?? 'ServerError'];
  } catch {
    return [false, 'ServerError'];
  }
}

function navigateToApp(target: NavigateTarget): unknown[] {
  if (String(target.appId) !== app().id) {
    return [false, 'App not found'];
  }
  const inChannel = target.channelId && channelTabRoute(target.channelId, target.pageId, target.subPageId);
  if (inChannel) {
    navigate(inChannel);
    return succeeded;
  }
  return navigateInApp(target)[0] ? [false, 'Page not found'] : succeeded;
}

/** Answers as `pages.currentApp` expects: an error first, nothing when all went well. */
function navigateInApp(target: NavigateTarget): unknown[] {
  if (!app().tabs.some(tab => tab.entityId === target.pageId)) {
    return [{ errorCode: 404, message: 'Page not found' }];
  }
  navigate(target.subPageId ? { kind: 'app', entityId: target.pageId, subPageId: target.subPageId } : { kind: 'app', entityId: target.pageId });
  return [undefined, true];
}

async function copy(link: string): Promise<void> {
  toast(await copyText(link) ? t('linkCopied') : t('linkCopyFailed'));
}

/** A link to a channel's tab leads there, and any other to the personal app. */
function linkTo(page: Page, subPageId?: string, label?: string, webUrl?: string): string {
  return typeof page.standing === 'object'
    ? channelTabLink(page.entityId, page.standing, subPageId, label, webUrl)
    : entityLink(page.entityId, subPageId, label, webUrl);
}

/** A dialog that the tab opened; the answer is [error, result] when it closes. */
function startTask(task: StartTask, page: Page): Promise<unknown[]> {
  return new Promise(resolve => {
    let answer: unknown[] = [{ errorCode: 8000, message: 'User cancelled/closed the task module.' }, undefined];
    const dialog = new DialogWindow({ title: task.title ?? app().name, ...measure(task.width, task.height), onClose: () => resolve(answer) });
    const complete = (result: unknown) => {
      answer = [undefined, result];
      dialog.close();
    };
    if (task.card) {
      const card = (typeof task.card === 'string' ? JSON.parse(task.card) : task.card) as CardJson;
      void renderCard(card, action => complete(action.data)).then(element => {
        dialog.show(element);
        dialog.focusFirst();
      });
    } else {
      dialog.show(tabDialogFrame(task.url ?? '', dialog, complete, page));
    }
  });
}
