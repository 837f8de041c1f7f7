import { h } from '../dom';

const letters: Record<string, string> = { docx: 'W', xlsx: 'X', pptx: 'P', pdf: 'PDF', notebook: 'N', folder: '' };

/** What kind of file it is, at a glance: Office's letters, a folder's shape, or the ending. */
export function fileIcon(kind: string, size: 'small' | 'large' = 'small'): HTMLElement {
  return h('span', { class: `file-icon ${size} kind-${kind in letters ? kind : 'other'}`, 'aria-hidden': 'true' }, letters[kind] ?? kind.slice(0, 3).toUpperCase());
}

export const kindOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();
