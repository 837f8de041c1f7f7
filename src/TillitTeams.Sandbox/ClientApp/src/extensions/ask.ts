import { api, type InvokeReply, type InvokeRequest } from '../api';
import { extensionReply, type ExtensionReply } from './reply';

/**
 * Asks the app at the compose box. An app that answers `silentAuth` is asked once more with the person's
 * token, which Teams gets without troubling her (Enable SSO for message extensions).
 */
export async function ask(request: InvokeRequest): Promise<ExtensionReply | undefined> {
  const reply = await send(request);
  if (reply?.type !== 'silentAuth') {
    return reply;
  }
  const { token } = await api.token();
  return token ? send({ ...request, token }) : reply;
}

async function send(request: InvokeRequest): Promise<ExtensionReply | undefined> {
  return extensionReply(await api.invoke(request).catch((): InvokeReply => ({ status: 0, body: null, timedOut: true })));
}
