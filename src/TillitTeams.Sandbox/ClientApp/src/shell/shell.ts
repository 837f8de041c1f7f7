import { ConversationPage } from '../conversation/page';
import { h, replace } from '../dom';
import { announcer, layer } from '../layer';
import { conversations, findConversation, onConversations, relocalise } from '../session';
import { AppPage } from '../tab/page';
import { t } from '../texts';
import { current, isFramed, isPhone, onView, type View } from '../view';
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
  private readonly main = h('main', { class: 'main', id: 'main', tabindex: -1 });
  private readonly skip = h('a', { class: 'skip', href: '#main', on: { click: (event: Event) => { event.preventDefault(); this.main.focus(); } } });
  private readonly frame = h('div', { class: 'client' },
    h('div', { class: 'client-parts behind-dialogs' }, this.rail.element, this.side.element, this.main), layer);

  constructor(private readonly root: HTMLElement) {
    onView((view, before) => void this.changed(view, before));
    onConversations(() => this.drawLists());
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
    this.frame.dataset.view = route.kind === 'chats' || route.kind === 'teams' ? 'list' : route.kind;
    this.drawLists();
    if (route.kind === 'app') {
      this.conversation.close();
      if (this.main.firstChild !== this.app.element) {
        replace(this.main, this.app.element);
      }
      this.app.show(route);
      return;
    }
    this.app.close();
    if (route.kind === 'conversation') {
      if (this.main.firstChild !== this.conversation.element) {
        replace(this.main, this.conversation.element);
      }
      await this.conversation.show(route.id, route.messageId);
      return;
    }
    this.conversation.close();
    replace(this.main, h('div', { class: 'empty' }, h('h1', {}, t('emptyStart')), h('p', {}, t('emptyStartText'))));
  }

  private drawLists(): void {
    const section = this.section();
    this.rail.draw(section);
    if (section !== 'app') {
      this.side.draw(section);
    }
  }

  private section(): Section {
    const { route } = current();
    if (route.kind !== 'conversation') {
      return route.kind;
    }
    return findConversation(route.id)?.kind === 'chat' ? 'chats' : 'teams';
  }
}
