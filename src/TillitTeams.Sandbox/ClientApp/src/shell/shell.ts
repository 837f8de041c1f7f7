import { ActivityPage } from '../activity';
import { ConversationPage } from '../conversation/page';
import { h, replace } from '../dom';
import { ChannelFilesPage } from '../files/channelFiles';
import { FilesPage } from '../files/page';
import { filesTab } from '../files/tab';
import { announcer, layer } from '../layer';
import { conversations, findConversation, onConversations, relocalise } from '../session';
import { ChannelTabPage } from '../tab/channelTab';
import { AppPage } from '../tab/page';
import { IntranetPage } from '../tab/intranet';
import { t } from '../texts';
import { current, isFramed, isPhone, onView, type Route, type View } from '../view';
import { Rail, type Section } from './rail';
import { SideList } from './sideList';
import { topBar } from './topBar';

/** Puts the parts together and shows what the address says. */
export class Shell {
  private readonly bar = topBar();
  private readonly rail = new Rail();
  private readonly side = new SideList();
  private readonly conversation = new ConversationPage();
  private readonly app = new AppPage();
  private readonly tab = new ChannelTabPage();
  private readonly intranet = new IntranetPage();
  private readonly activity = new ActivityPage();
  private readonly files = new FilesPage();
  private readonly channelFiles = new ChannelFilesPage();
  private readonly main = h('main', { class: 'main', id: 'main', tabindex: -1 });
  private readonly skip = h('a', { class: 'skip', href: '#main', on: { click: (event: Event) => { event.preventDefault(); this.main.focus(); } } });
  private readonly frame = h('div', { class: 'client' },
    h('div', { class: 'client-parts behind-dialogs' }, this.rail.element, this.side.element, this.main), layer);

  constructor(private readonly root: HTMLElement) {
    onView((view, before) => void this.changed(view, before));
    onConversations(() => this.listed());
  }

  async start(): Promise<void> {
    replace(this.root, this.skip, this.bar.element, h('div', { class: 'stage' }, this.frame), announcer);
    this.dress();
    await conversations();
    await this.open();
  }

  private async changed(view: View, before: View): Promise<void> {
    if (view.lang !== before.lang) {
      await relocalise();
      this.conversation.redraw();
      this.app.reload();
      this.tab.reload();
      this.intranet.reload();
    }
    this.dress();
    await this.open();
    if (view.route !== before.route && isPhone() && view.route.kind !== before.route.kind) {
      this.main.focus({ preventScroll: true });
    }
  }

  /** Theme, language and width apply to the whole page. */
  private dress(): void {
    const view = current();
    const html = document.documentElement;
    html.lang = view.lang;
    html.dataset.theme = view.theme;
    html.dataset.layout = isPhone() ? 'phone' : 'wide';
    html.dataset.framed = String(isFramed());
    this.skip.textContent = t('skip');
    this.bar.draw();
  }

  private async open(): Promise<void> {
    const { route } = current();
    const views = { activity: 'files', chats: 'list', teams: 'list', conversation: 'conversation', tab: 'conversation', app: 'app', files: 'files', sharePoint: 'app' };
    this.frame.dataset.view = views[route.kind];
    this.drawLists();
    for (const page of [this.activity, this.conversation, this.tab, this.channelFiles, this.app, this.files, this.intranet]) {
      if (page !== this.pageOf(route)) {
        page.close();
      }
    }
    switch (route.kind) {
      case 'app':
        this.put(this.app);
        this.app.show(route);
        return;
      case 'sharePoint':
        this.put(this.intranet);
        this.intranet.show(route.subPageId);
        return;
      case 'activity':
        this.put(this.activity);
        await this.activity.show();
        return;
      case 'files':
        this.put(this.files);
        await this.files.show(route);
        return;
      case 'tab':
        if (route.tabId === filesTab) {
          this.put(this.channelFiles);
          await this.channelFiles.show(route);
          return;
        }
        this.put(this.tab);
        this.tab.show(route);
        return;
      case 'conversation':
        this.put(this.conversation);
        await this.conversation.show(route.id, route.messageId);
        return;
      default:
        replace(this.main, h('div', { class: 'empty' }, h('h1', {}, t('emptyStart')), h('p', {}, t('emptyStartText'))));
    }
  }

  private pageOf(route: Route): { element: HTMLElement } | undefined {
    const tab = route.kind === 'tab' && route.tabId === filesTab ? this.channelFiles : this.tab;
    return { activity: this.activity, app: this.app, files: this.files, sharePoint: this.intranet, tab, conversation: this.conversation, chats: undefined, teams: undefined }[route.kind];
  }

  private put(page: { element: HTMLElement }): void {
    if (this.main.firstChild !== page.element) {
      replace(this.main, page.element);
    }
  }

  /** The lists are drawn anew, and so are a channel's tabs: somebody may have added one. */
  private listed(): void {
    this.drawLists();
    this.conversation.drawHeader();
    this.tab.update();
    this.intranet.update();
  }

  private drawLists(): void {
    const section = this.section();
    this.rail.draw(section);
    if (section !== 'activity' && section !== 'app' && section !== 'files' && section !== 'sharePoint') {
      this.side.draw(section);
    }
  }

  private section(): Section {
    const { route } = current();
    if (route.kind !== 'conversation' && route.kind !== 'tab') {
      return route.kind;
    }
    return findConversation(route.id)?.kind === 'chat' ? 'chats' : 'teams';
  }
}
