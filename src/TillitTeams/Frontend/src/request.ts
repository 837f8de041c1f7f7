import { forgetToken, token } from './token';

let language = document.documentElement.lang;

/** Answers come in the language of the host, which may differ from the browser's. */
export function speak(locale: string): void {
  language = locale;
}

export class SignInFailed extends Error {}

/** `fetch` with the person's token; a refused token is renewed once. */
export async function authorizedFetch(address: string, init: RequestInit): Promise<Response> {
  const answer = await send(address, init);
  if (answer.status !== 401) {
    return answer;
  }
  forgetToken();
  return send(address, init);
}

async function send(address: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Accept-Language', language);
  headers.set('Authorization', `Bearer ${await signedIn()}`);
  return fetch(address, { ...init, headers, credentials: 'omit' });
}

async function signedIn(): Promise<string> {
  try {
    return await token();
  } catch {
    throw new SignInFailed();
  }
}
