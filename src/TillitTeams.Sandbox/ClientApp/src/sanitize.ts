import { t } from './texts';

const allowed = new Set(['P', 'DIV', 'BR', 'B', 'STRONG', 'I', 'EM', 'U', 'S', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'CODE', 'PRE', 'A', 'SPAN', 'AT', 'H1', 'H2', 'H3', 'TABLE', 'TBODY', 'TR', 'TD', 'TH', 'HR']);
const dropped = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'ATTACHMENT']);
const pictures = new Set(['IMG', 'EMOJI']);

/** Message HTML comes from people and bots: only known elements and safe links come through. */
export function safeHtml(html: string): DocumentFragment {
  const source = new DOMParser().parseFromString(html, 'text/html');
  const result = document.createDocumentFragment();
  copy(source.body, result);
  return result;
}

/** What a person typed, to edit it again: paragraphs and breaks as new lines. */
export function plainText(html: string): string {
  const source = safeHtml(html);
  source.querySelectorAll('br').forEach(element => element.replaceWith('\n'));
  source.querySelectorAll('p,div,li').forEach(element => element.nextSibling && element.append('\n'));
  return (source.textContent ?? '').trim();
}

function copy(from: Node, to: Node): void {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      to.appendChild(document.createTextNode(node.textContent ?? ''));
    } else if (node instanceof HTMLElement && pictures.has(node.tagName)) {
      to.appendChild(document.createTextNode(node.getAttribute('alt') ?? ''));
    } else if (node instanceof HTMLElement && !dropped.has(node.tagName)) {
      copy(node, allowed.has(node.tagName) ? to.appendChild(clean(node)) : to);
    }
  }
}

function clean(element: Element): Element {
  switch (element.tagName) {
    case 'A':
      return link(element);
    case 'AT': {
      const mention = document.createElement('span');
      mention.className = 'mention';
      return mention;
    }
    case 'H1':
    case 'H2':
    case 'H3':
      // Headings in a message would break the page's own outline.
      return document.createElement('p');
    default:
      return document.createElement(element.tagName);
  }
}

function link(element: Element): Element {
  const anchor = document.createElement('a');
  const href = element.getAttribute('href') ?? '';
  if (/^(https?:|mailto:)/i.test(href)) {
    anchor.href = href;
    anchor.rel = 'noopener noreferrer';
    anchor.target = '_blank';
    anchor.title = `${href} (${t('openInNew')})`;
  }
  return anchor;
}
