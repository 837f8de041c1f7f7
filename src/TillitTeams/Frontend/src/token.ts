import { authentication } from '@microsoft/teams-js';

// A token that ends while the request is under way would be refused.
const margin = 60_000;

let held: { token: string; ends: number } | undefined;

/** The host's single sign-on token, kept in memory only and asked for again when it nears its end. */
export async function token(): Promise<string> {
  if (!held || Date.now() > held.ends - margin) {
    const fresh = await authentication.getAuthToken();
    held = { token: fresh, ends: endOf(fresh) };
  }
  return held.token;
}

export function forgetToken(): void {
  held = undefined;
}

function endOf(jwt: string): number {
  try {
    const payload = jwt.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
    return (JSON.parse(atob(payload)) as { exp: number }).exp * 1000;
  } catch {
    return 0;
  }
}
