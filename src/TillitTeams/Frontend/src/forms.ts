import { viewOf } from './address';
import { readChosen } from './files';
import { load } from './load';
import { change, currentView, open, refine } from './navigation';
import { problemNote } from './problem';
import { texts } from './texts';

/**
 * Forms of two kinds: one asks for a view, whose address its fields are, and one changes something. A form
 * that narrows the page down acts on every choice; others wait to be sent. What changes something beside what
 * the page is about is answered in its own place, and may be sent as soon as it has come.
 */
export function watchForms(page: HTMLElement): void {
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement;
    // No form may take the frame elsewhere.
    event.preventDefault();
    if (form.matches('[data-view-form]')) {
      void (form.matches('[data-live]') ? refine : open)(viewOfForm(form));
    } else if (form.matches('[data-post-form]')) {
      void send(form, event.submitter);
    } else if (form.matches('[data-post-in-place]')) {
      void sendInPlace(form);
    }
  });
  page.addEventListener('htmx:after:swap', () => {
    for (const form of page.querySelectorAll<HTMLFormElement>('form[data-at-once]')) {
      // Once, also when somebody comes back to the page.
      delete form.dataset['atOnce'];
      form.requestSubmit();
    }
  });
  // `search` is the cross in a search field.
  for (const name of ['change', 'search']) {
    document.addEventListener(name, event => {
      const input = event.target as HTMLInputElement;
      if (input.matches('[data-read-into]')) {
        void readChosen(input);
      } else if (input.form?.matches('[data-live]')) {
        void refine(viewOfForm(input.form));
      }
    });
  }
}

/** The form's fields as the query of its address; what is left empty is left out. */
function viewOfForm(form: HTMLFormElement): string {
  const address = new URL(form.action, location.href);
  address.search = '';
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value.trim()) {
      address.searchParams.append(name, value.trim());
    }
  }
  return viewOf(address.href) ?? currentView();
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  if (form.getAttribute('aria-busy') === 'true') {
    return;
  }
  const body = begin(form);
  const url = submitter?.getAttribute('formaction') ?? form.getAttribute('action')!;
  const failure = await change(url, body);
  form.removeAttribute('aria-busy');
  if (failure) {
    // What was written stays where it is.
    form.append(problemNote(texts.notSaved, failure, () => void send(form, submitter)));
    form.querySelector<HTMLElement>('.problem-note button')?.focus();
  }
}

async function sendInPlace(form: HTMLFormElement): Promise<void> {
  const place = form.parentElement;
  if (!place || form.getAttribute('aria-busy') === 'true') {
    return;
  }
  const hadFocus = form.contains(document.activeElement);
  const body = begin(form);
  const outcome = await load({ url: form.getAttribute('action')!, body, source: place, target: place, swap: 'innerHTML settle:0ms' });
  form.removeAttribute('aria-busy');
  if (outcome.kind === 'failed') {
    form.append(problemNote(texts.notSaved, outcome, () => void sendInPlace(form)));
  } else if (hadFocus) {
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }
}

function begin(form: HTMLFormElement): URLSearchParams {
  form.setAttribute('aria-busy', 'true');
  form.querySelector('.problem-note')?.remove();
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    body.append(name, String(value));
  }
  return body;
}
