import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyPair } from '@samband/sdk';

/** One call as the network saw it, with the client that made it. */
export interface Call {
  readonly client: string;
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** What the network answers, by `METHOD /path` without the query; a function is asked each time. */
export type Routes = Record<string, Answer | ((call: Call) => Answer)>;

export interface TestClient {
  readonly herIds?: readonly number[];
  readonly scopes?: readonly string[];
}

/**
 * A small real network with a `.samband` folder beside it, as the server makes one. Who calls is known by the token;
 * signatures are not checked here, the SDK's own tests do that.
 */
export async function startTestNetwork(clients: Record<string, TestClient>, routes: Routes = {}) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = await mkdtemp(join(tmpdir(), 'samband-cli-'));
  await writeSambandFolder(folder, url, clients);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, body } = route(request, Buffer.concat(chunks).toString());
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  function route(request: IncomingMessage, body: string): Answer {
    const path = request.url ?? '/';
    if (path === '/.well-known/openid-configuration') {
      return { status: 200, body: { issuer: url, token_endpoint: `${url}/connect/token` } };
    }
    if (path === '/connect/token') {
      const client = new URLSearchParams(body).get('client_id');
      return { status: 200, body: { access_token: client, token_type: 'DPoP', expires_in: 600 } };
    }
    const client = (request.headers.authorization ?? '').replace('DPoP ', '');
    const call = { client, method: request.method ?? '', path, body: body === '' ? {} : JSON.parse(body) };
    calls.push(call);
    const found = routes[`${call.method} ${path.split('?')[0]}`];
    if (found === undefined)
      return { status: 404, body: { title: 'Not found', detail: `No ${path}`, code: 'not-found' } };
    return typeof found === 'function' ? found(call) : found;
  }

  return {
    url,
    folder,
    calls,
    routes,
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await rm(folder, { recursive: true });
    },
  };
}

export type TestNetwork = Awaited<ReturnType<typeof startTestNetwork>>;

async function writeSambandFolder(folder: string, url: string, clients: Record<string, TestClient>): Promise<void> {
  const clientsFolder = join(folder, '.samband', 'clients');
  await mkdir(clientsFolder, { recursive: true });
  const started = { url, issuer: url, startedAt: new Date().toISOString() };
  await writeFile(join(folder, '.samband', 'server.json'), JSON.stringify(started));
  for (const [name, { herIds = [], scopes = ['nhn:msh/api'] }] of Object.entries(clients)) {
    const { privateJwk } = await createKeyPair();
    const file = { clientId: name, name, organizationNumber: '999888777', herIds, scopes, privateJwk };
    await writeFile(join(clientsFolder, `${name}.json`), JSON.stringify(file), { mode: 0o600 });
  }
}

/** A message of the small network, as its API shows it. */
export const messageFacts = (id: string, senderHerId: number, receiverHerIds: number[]) => ({
  id,
  senderHerId,
  receiverHerIds,
  businessDocumentId: randomUUID(),
  businessDocumentGenDate: '2026-05-08T12:32:15',
  businessDocumentMsgType: 'DIALOG_HELSEFAGLIG',
  contentType: 'application/xml',
});
