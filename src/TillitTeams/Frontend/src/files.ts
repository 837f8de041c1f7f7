import type { Failure } from './load';
import { problemOf, problemOfError, referenceOf } from './load';
import { problemNote } from './problem';
import { authorizedFetch } from './request';
import { texts } from './texts';

/**
 * Files and fields: what somebody chooses is read into a field here, what stands in a field is saved as a file, and a
 * file is fetched with the person's token.
 */

/** A file is chosen. It is taken for what it should be, UTF-8, or it is said that it is not. */
export async function readChosen(input: HTMLInputElement): Promise<void> {
  const field = document.getElementById(input.dataset['readInto'] ?? '') as HTMLTextAreaElement | null;
  const problem = document.getElementById(input.getAttribute('aria-describedby') ?? '');
  const [file] = input.files ?? [];
  if (!field || !file) {
    return;
  }
  try {
    field.value = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    problem?.toggleAttribute('hidden', true);
    field.focus();
  } catch {
    problem?.toggleAttribute('hidden', false);
  }
}

export const saveText = (button: HTMLButtonElement): void =>
  save(new Blob([textOf(button.dataset['saveText'])], { type: 'application/json' }), button.dataset['fileName']);

/**
 * A link could not carry the token, so the file is fetched here, whole, and saved then: half a file is never taken for one.
 * @param tellAnew Shows the page as it is now, which says why there is no file.
 */
export async function fetchFile(button: HTMLButtonElement, tellAnew: () => void): Promise<void> {
  if (button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  button.parentElement?.querySelector('.problem-note')?.remove();
  say(texts.loading);
  try {
    const answer = await authorizedFetch(button.dataset['fetch']!, {});
    if (answer.ok) {
      save(await answer.blob(), button.dataset['fileName']);
    } else if (answer.status < 500) {
      tellAnew();
    } else {
      fail({ kind: 'failed', problem: problemOf(answer.status), reference: referenceOf(answer, undefined) });
    }
  } catch (error) {
    fail({ kind: 'failed', problem: problemOfError(error), reference: undefined });
  } finally {
    button.removeAttribute('aria-disabled');
    say('');
  }

  function fail(failure: Failure): void {
    button.parentElement?.append(problemNote(texts.fileNotFetched, failure, () => void fetchFile(button, tellAnew)));
  }
}

function say(words: string): void {
  document.getElementById('status')!.textContent = words;
}

function save(content: Blob, name: string | undefined): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name ?? '';
  link.click();
  // The browser goes on reading it after the click.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export const copyText = (button: HTMLButtonElement): Promise<void> => navigator.clipboard.writeText(textOf(button.dataset['copyText']));

const textOf = (id: string | undefined) => (document.getElementById(id ?? '') as HTMLTextAreaElement | null)?.value ?? '';
