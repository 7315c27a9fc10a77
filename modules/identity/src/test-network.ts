import { constants, createHash, KeyObject, randomUUID, sign } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import type { Database } from '@samband/db';
import { createHttpServer, type FastifyPluginAsyncTypebox } from '@samband/http';
import { createLogger } from '@samband/log';
import { createMetrics } from '@samband/telemetry';
import * as jose from 'jose';
import { afterAll } from 'vitest';
import { createIdentity, type Identity, type IdentityOptions } from './identity.ts';

export const scopes = [
  { name: 'nhn:msh/api', description: 'Send and receive messages' },
  { name: 'samband:identity/clients', description: 'Administer clients' },
];
export const secret = 'a secret for tests, long enough to count';
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const whoAmI: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/who-am-i', { config: { scope: 'nhn:msh/api' } }, async ({ caller }) => ({
    ...caller,
    scopes: [...caller.scopes],
  }));
  app.post('/who-am-i', { config: { scope: 'nhn:msh/api' } }, async ({ caller }) => ({ clientId: caller.clientId }));
};

export interface KeyPair {
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: jose.JWK;
}

export async function keyPair(alg = 'ES256'): Promise<KeyPair> {
  const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true });
  return { alg, privateKey: KeyObject.from(privateKey), publicJwk: await jose.exportJWK(publicKey) };
}

/** Takes what a test wants otherwise: claims and header set over the right ones; undefined leaves one out. */
export interface Forged {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
}

/** Signs whatever it is given, by the key's own algorithm; jose would refuse to write half of what tests must send. */
export function signJws(key: KeyPair, header: Record<string, unknown>, claims: object): string {
  const text = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${text({ alg: key.alg, ...header })}.${text(claims)}`;
  const bits = key.alg.slice(2);
  const hash = /^\d+$/.test(bits) ? `sha${bits}` : null;
  const padding = key.alg.startsWith('PS') ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  const options = key.privateKey.asymmetricKeyType === 'rsa' ? { padding, saltLength: Number(bits) / 8 } : {};
  const signature = sign(hash, Buffer.from(signed), { key: key.privateKey, dsaEncoding: 'ieee-p1363', ...options });
  return `${signed}.${signature.toString('base64url')}`;
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** A client assertion as HelseID wants it. */
export async function clientAssertion(key: KeyPair, clientId: string, audience: string, forged: Forged = {}) {
  const iat = nowSeconds();
  const claims = { iss: clientId, sub: clientId, aud: audience, iat, nbf: iat, exp: iat + 30, jti: randomUUID() };
  return signJws(key, { typ: 'client-authentication+jwt', ...forged.header }, { ...claims, ...forged.claims });
}

/** A DPoP proof; with an access token for an API, with a nonce for the token endpoint. */
export async function dpopProof(
  key: KeyPair,
  { method, url, accessToken, nonce }: { method: string; url: string; accessToken?: string; nonce?: string },
  forged: Forged = {},
): Promise<string> {
  const ath = accessToken === undefined ? undefined : hashOf(accessToken);
  const claims = { jti: randomUUID(), htm: method, htu: url, iat: nowSeconds(), ath, nonce };
  const header = { typ: 'dpop+jwt', jwk: key.publicJwk, ...forged.header };
  return signJws(key, header, { ...claims, ...forged.claims });
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

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

/** A client with one key and all scopes. */
export async function makeClient({ identity }: Node, alg?: string): Promise<TestClient> {
  const key = await keyPair(alg);
  const client = await identity.createClient(
    { name: 'Journal Nord', organizationNumber, publicJwks: [key.publicJwk], scopes: scopes.map(({ name }) => name) },
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

/** An access token, through the whole handshake. */
export async function fetchToken(url: string, client: TestClient, scope?: string): Promise<string> {
  const nonce = await fetchNonce(url, client);
  const proof = await dpopProof(client.key, { method: 'POST', url: `${url}/connect/token`, nonce });
  const form = tokenForm(client, await clientAssertion(client.key, client.clientId, url), scope);
  const { body } = await postToken(url, form, proof);
  return String(body['access_token']);
}
