const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The part of Markdown that Teams shows in a card's text: bold, italic, strikethrough, links and lists. */
export function markdown(source: string): string {
  const blocks = source.replace(/\r\n?/g, '\n').split(/\n{2,}/);
  return blocks.map(block => list(block) ?? `<p>${inline(block).replace(/\n/g, '<br>')}</p>`).join('');
}

function list(block: string): string | null {
  const lines = block.split('\n');
  const tag = lines.every(line => /^\s*[-*+] /.test(line)) ? 'ul' : lines.every(line => /^\s*\d+\. /.test(line)) ? 'ol' : null;
  return tag && `<${tag}>${lines.map(line => `<li>${inline(line.replace(/^\s*(?:[-*+]|\d+\.) /, ''))}</li>`).join('')}</${tag}>`;
}

function inline(source: string): string {
  const kept: string[] = [];
  const keep = (html: string) => `\u0000${kept.push(html) - 1}\u0000`;
  return source
    .replace(/\u0000/g, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!~<>|])/g, (_, char: string) => keep(escape(char)))
    .replace(/\[([^\]\n]+)\]\(([^)\s]+)\)/g, (whole, label: string, href: string) =>
      /^(https?:|mailto:)/i.test(href) ? keep(`<a href="${escape(href)}">${emphasis(escape(label))}</a>`) : whole)
    .replace(/[&<>"]/g, escape)
    .replace(/[^\u0000]+/g, emphasis)
    .replace(/\u0000(\d+)\u0000/g, (_, index: string) => kept[Number(index)] ?? '');
}

const escape = (text: string) => text.replace(/[&<>"]/g, char => escapes[char]!);

const emphasis = (text: string) => text
  .replace(/\*\*(\S(?:[^\n]*?\S)?)\*\*/g, '<strong>$1</strong>')
  .replace(/(^|[^\p{L}\p{N}_])_(\S(?:[^\n]*?\S)?)_(?![\p{L}\p{N}_])/gu, '$1<em>$2</em>')
  .replace(/\*(\S(?:[^\n*]*?\S)?)\*/g, '<em>$1</em>')
  .replace(/~~(\S(?:[^\n]*?\S)?)~~/g, '<s>$1</s>');
