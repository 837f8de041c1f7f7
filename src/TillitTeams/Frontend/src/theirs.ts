/** Takes what somebody else wrote into the field, in the place of what stands there or below it. */
export function takeTheirs(button: HTMLButtonElement): void {
  const note = button.closest<HTMLElement>('[data-theirs]');
  const field = document.getElementById(note?.dataset['theirs'] ?? '') as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null;
  const theirs = note?.dataset['value'] ?? '';
  if (!field) {
    return;
  }
  if (!button.matches('[data-join-theirs]')) {
    field.value = theirs;
  } else if (!field.value.includes(theirs)) {
    field.value = [field.value.trim(), theirs].filter(Boolean).join('\n\n');
  }
  field.focus();
}
