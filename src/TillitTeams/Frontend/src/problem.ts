import { shellUrl, start } from './address';
import type { Failure } from './load';
import { texts, type Problem } from './texts';

/** Says in the place of the content what went wrong, and offers to try again. */
export function problemView(problem: Problem, reference: string | undefined, retry: () => void): HTMLElement {
  const { title, text } = texts.problems[problem];
  const view = element('section', 'problem');
  view.setAttribute('role', 'alert');
  const heading = element('h1', '', title);
  heading.tabIndex = -1;
  view.append(heading, element('p', '', text));
  // Where there is no host or no page, trying again changes nothing.
  if (problem === 'notFound') {
    view.append(overviewLink());
  } else if (problem !== 'notInTeams') {
    view.append(retryButton(retry));
  }
  if (reference) {
    view.append(referenceLine(reference));
  }
  return view;
}

/** The same beside content that is still good. */
export function problemNote(words: string, { problem, reference }: Failure, retry: () => void): HTMLElement {
  const note = element('div', 'problem-note');
  note.setAttribute('role', 'alert');
  note.append(element('p', '', `${words} ${texts.problems[problem].text}`), retryButton(retry));
  if (reference) {
    note.append(referenceLine(reference));
  }
  return note;
}

function retryButton(retry: () => void): HTMLButtonElement {
  const button = element('button', 'button', texts.retry);
  button.type = 'button';
  button.addEventListener('click', retry);
  return button;
}

function overviewLink(): HTMLAnchorElement {
  const link = element('a', 'button', texts.toOverview);
  link.href = shellUrl(start);
  link.dataset['view'] = '';
  return link;
}

const referenceLine = (reference: string) => element('p', 'reference', texts.reference.replace('{0}', reference));

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
