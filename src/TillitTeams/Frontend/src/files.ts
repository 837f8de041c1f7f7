import { problemNote } from './problem';
import { authorizedFetch, SignInFailed } from './request';
import { texts } from './texts';

/** Files and fields: what somebody chooses is read into a field here, and what stands in a field or comes from the app is saved as a file. */

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
  save(new Blob([textOf(button.dataset['saveText'])], { type: 'application/json' }), button);

/**
 * The file is fetched here, because a link could not carry the person's token; whole, so that half of it is never taken for one.
 * @param tellAnew Shows the page as it is now, which says why there is no file.
 */
export async function download(button: HTMLButtonElement, tellAnew: () => void): Promise<void> {
  if (button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  button.parentElement?.querySelector('.problem-note')?.remove();
  try {
    const answer = await authorizedFetch(button.dataset['download'] ?? '', {});
    if (answer.ok) {
      save(await answer.blob(), button);
    } else if (answer.status < 500) {
      tellAnew();
    } else {
      throw new Error(answer.statusText);
    }
  } catch (error) {
    const problem = error instanceof SignInFailed ? 'signIn' : navigator.onLine ? 'server' : 'network';
    button.parentElement?.append(problemNote(texts.notDownloaded, { kind: 'failed', problem, reference: undefined }, () => void download(button, tellAnew)));
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

function save(file: Blob, { dataset }: HTMLElement): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = dataset['fileName'] ?? '';
  link.click();
  // The browser goes on reading it after the click.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export const copyText = (button: HTMLButtonElement): Promise<void> => navigator.clipboard.writeText(textOf(button.dataset['copyText']));

const textOf = (id: string | undefined) => (document.getElementById(id ?? '') as HTMLTextAreaElement | null)?.value ?? '';
