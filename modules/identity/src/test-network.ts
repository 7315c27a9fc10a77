import type { Database } from '@samband/db';
import { createHttpServer, type FastifyPluginAsyncTypebox } from '@samband/http';
import { createLogger } from '@samband/log';
import { createMetrics } from '@samband/telemetry';
import { freePort } from '@samband/testing';
import { afterAll } from 'vitest';
import type { ClientInput } from './client.ts';
import { createIdentity, type Identity, type IdentityOptions } from './identity.ts';
import { clientAssertion, dpopProof, type KeyPair, keyPair } from './test-forging.ts';

export const scopes = [
  { name: 'nhn:msh/api', description: 'Send and receive messages' },
  { name: 'samband:identity/clients', description: 'Administer clients' },
  { name: 'nhn:selvbetjening/client', description: 'Self-service' },
];
export const secret = 'a secret for tests, long enough to count';
/** What openSigningKeys wants. */
export const keyOptions = { secret, now: () => new Date(), tokenLifetimeSeconds: 300, periodMs: 90 * 24 * 3_600_000 };
/** Invented; the check digit is right. */
export const organizationNumber = '310000019';

export interface Node {
  readonly identity: Identity;
  /** Where it listens, and what it calls itself. */
  readonly url: string;
}

/** A listening server with identity and one route of our own; closed after the tests of the file. */
export async function startNode(database: Database, options: Partial<IdentityOptions> = {}): Promise<Node> {
  // The port is known only when it listens, and the server must know its public URL before: ask for one first.
  const publicUrl = options.publicUrl ?? `http://127.0.0.1:${await freePort()}`;
  const log = createLogger({ level: 'silent' });
  const identity = await createIdentity({ database, log, scopes, secret, ...options, publicUrl });
  const app = createHttpServer({ log, metrics: createMetrics(), publicUrl, authenticate: identity.authenticate });
  await app.register(identity.routes);
  await app.register(whoAmI);
  await app.listen({ host: '127.0.0.1', port: Number(new URL(publicUrl).port) });
  afterAll(async () => {
    await app.stop();
    await identity.close();
  });
  return { identity, url: publicUrl };
}

const whoAmI: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/who-am-i', { config: { scope: 'nhn:msh/api' } }, async ({ caller }) => ({
    ...caller,
    scopes: [...caller.scopes],
  }));
  app.post('/who-am-i', { config: { scope: 'nhn:msh/api' } }, async ({ caller }) => ({ clientId: caller.clientId }));
};

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Posts a form to the token endpoint; `proof` goes into the header DPoP. */
export async function postToken(
  url: string,
  form: Record<string, string>,
  proof?: string,
  headers: Record<string, string> = {},
): Promise<TokenAnswer> {
  const response = await fetch(`${url}/connect/token`, {
    method: 'POST',
    headers: { ...headers, ...(proof === undefined ? {} : { dpop: proof }) },
    body: new URLSearchParams(form),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

export interface TestClient {
  readonly clientId: string;
  readonly key: KeyPair;
}

/** A client with one key and all scopes, unless said otherwise. */
export async function makeClient(
  { identity }: Node,
  alg?: string,
  changes: Partial<ClientInput> = {},
): Promise<TestClient> {
  const key = await keyPair(alg);
  const client = await identity.createClient(
    {
      ...{ name: 'Journal Nord', organizationNumber, publicJwks: [key.publicJwk] },
      ...{ scopes: scopes.map(({ name }) => name), ...changes },
    },
    'test',
  );
  return { clientId: client.clientId, key };
}

export function tokenForm(client: TestClient, assertion: string, scope = 'nhn:msh/api'): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_id: client.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope,
  };
}

/** The nonce that the token endpoint wants, as a first request without one is told. */
export async function fetchNonce(url: string, client: TestClient, proofKey = client.key): Promise<string> {
  const proof = await dpopProof(proofKey, { method: 'POST', url: `${url}/connect/token` });
  const answer = await postToken(
    url,
    tokenForm(client, await clientAssertion(client.key, client.clientId, url)),
    proof,
  );
  return answer.headers.get('dpop-nonce') ?? '';
}

/** What the token endpoint answers to a client that does everything right, through the whole handshake. */
export async function askToken(
  url: string,
  client: TestClient,
  { scope, assertionDetails }: { scope?: string; assertionDetails?: unknown } = {},
): Promise<TokenAnswer> {
  const nonce = await fetchNonce(url, client);
  const proof = await dpopProof(client.key, { method: 'POST', url: `${url}/connect/token`, nonce });
  const claims = { assertion_details: assertionDetails };
  const assertion = await clientAssertion(client.key, client.clientId, url, { claims });
  return postToken(url, tokenForm(client, assertion, scope), proof);
}

/** An access token. */
export async function fetchToken(url: string, client: TestClient, scope?: string): Promise<string> {
  const { body } = await askToken(url, client, scope === undefined ? {} : { scope });
  return String(body['access_token']);
}

/** Calls one of the routes of {@link startNode} with a token and a fresh proof. */
export async function callWith(
  client: TestClient,
  accessToken: string,
  { url, method = 'GET', body }: { url: string; method?: string; body?: unknown },
): Promise<{ status: number; body: Record<string, unknown> }> {
  const dpop = await dpopProof(client.key, { method, url, accessToken });
  const response = await fetch(url, {
    method,
    headers: {
      ...{ authorization: `DPoP ${accessToken}`, dpop },
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}
