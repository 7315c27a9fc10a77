import type { Network } from '@samband/sdk';
import { chooseClients, type Need } from './local/choose-client.ts';
import type { LocalClient } from './local/client-file.ts';
import { findSambandFolder } from './local/samband-folder.ts';
import { findServer } from './local/server-address.ts';
import type { Shell } from './shell.ts';

export const SCOPE = {
  messages: 'nhn:msh/api',
  readParties: 'samband:address-register/read',
  writeParties: 'samband:address-register/write',
  trace: 'samband:exchange/trace',
  traceAll: 'samband:exchange/trace-all',
  operate: 'samband:exchange/operate',
  clients: 'samband:identity/clients',
} as const;

/** The network as one local client sees it. */
export interface OpenNetwork {
  readonly network: Network;
  readonly client: LocalClient;
}

/** The network through the client that fits best. The SDK is loaded here and not before: `validate` needs none. */
export async function openNetwork(shell: Shell, need: Need): Promise<OpenNetwork> {
  const [best] = await openNetworks(shell, need);
  if (!best) throw new Error('a choice of clients is never empty');
  return best;
}

/** As {@link openNetwork}, for each client that fits, in order; nothing is sent yet. */
export async function openNetworks(shell: Shell, need: Need): Promise<OpenNetwork[]> {
  const { io, options } = shell;
  const folder = findSambandFolder(io.cwd);
  const [{ url, issuer }, clients] = await Promise.all([
    findServer(options.server, folder),
    chooseClients(options.client, folder, io.cwd, need),
  ]);
  const { connect } = await import('@samband/sdk');
  return clients.map((client) => {
    const { clientId, privateJwk, scopes } = client;
    const server = { apiUrl: url, ...(issuer !== undefined && { issuer }) };
    return { client, network: connect({ ...server, clientId, privateJwk, scopes, sourceSystem: 'samband, v0.1.0' }) };
  });
}
