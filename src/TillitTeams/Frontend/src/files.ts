/**
 * Files and fields: what somebody chooses is read into a field here, and what stands in a field is saved as a file.
 * Nothing is sent.
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

export function saveText(button: HTMLButtonElement): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([textOf(button.dataset['saveText'])], { type: 'application/json' }));
  link.download = button.dataset['fileName'] ?? '';
  link.click();
  URL.revokeObjectURL(link.href);
}

export const copyText = (button: HTMLButtonElement): Promise<void> => navigator.clipboard.writeText(textOf(button.dataset['copyText']));

const textOf = (id: string | undefined) => (document.getElementById(id ?? '') as HTMLTextAreaElement | null)?.value ?? '';
