import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ConnectOptions, connect } from './connect.ts';
import { NetworkProblem } from './network-problem.ts';
import { NetworkUnreachable } from './network-unreachable.ts';
import { createKeyPair, type PrivateJwk, publicPart } from './signing-key.ts';
import { type SeenCall, startTestServer, type TestAnswer, type TestServer } from './test-server.ts';

const { privateJwk, publicJwk } = await createKeyPair();
let server: TestServer;
let answer: (call: SeenCall) => TestAnswer | Promise<TestAnswer>;

beforeEach(async () => {
  answer = () => ({ status: 200, body: { response: 'Pong', timestampUtc: '2026-05-08T08:32:15Z' } });
  server = await startTestServer({ clientId: 'journal', publicJwk, answer: (call) => answer(call) });
});
afterEach(() => server.stop());

const network = (options: Partial<ConnectOptions> = {}) =>
  connect({ apiUrl: server.url, clientId: 'journal', privateJwk, ...options });

test('gets a token through the nonce handshake and calls with token, proof and the headers of EDI 2.0', async () => {
  server.apiNonce = 'first';

  const pong = await network({ sourceSystem: 'Journal, v2' }).ping();

  expect(pong.response).toBe('Pong');
  expect(server.refusals).toEqual(['use_dpop_nonce: nonce', 'use_dpop_nonce: nonce']); // token endpoint, then API
  expect(server.calls[0]?.headers).toMatchObject({ 'api-version': '3', 'nhn-source-system': 'Journal, v2' });
});

test('asks for the scopes it was given, and for messages when given none', async () => {
  await network().ping();
  await network({ scopes: ['a', 'b'] }).ping();

  const asked = new Set(server.tokenRequests.map((form) => form.get('scope')));
  expect([...asked]).toEqual(['nhn:msh/api', 'a b']);
});

test.each([
  ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 3072 })],
  ['P-384', () => generateKeyPairSync('ec', { namedCurve: 'P-384' })],
])('signs with a %s key', async (_, make) => {
  const jwk = make().privateKey.export({ format: 'jwk' }) as PrivateJwk;
  const other = await startTestServer({ clientId: 'journal', publicJwk: publicPart(jwk), answer });

  await connect({ apiUrl: other.url, clientId: 'journal', privateJwk: jwk }).ping();

  expect(other.calls).toHaveLength(1);
  await other.stop();
});

test('says in words that a public key cannot sign, before anything is sent', async () => {
  await expect(network({ privateJwk: publicJwk }).ping()).rejects.toThrow('privateJwk is a public key');
  expect(server.calls).toHaveLength(0);
});

test('calls at the same time share one token request, and the token serves until shortly before its end', async () => {
  let nowMs = Date.now();
  const now = () => nowMs;
  server.now = now;
  const journal = network({ now });

  await Promise.all(Array.from({ length: 20 }, () => journal.ping()));
  expect(server.tokenRequests).toHaveLength(2); // one, and its repeat with the nonce

  nowMs += 44_000;
  await journal.ping();
  expect(server.tokenRequests).toHaveLength(2);

  nowMs += 1_500; // less than 15 s left of 60
  await journal.ping();
  expect(server.tokenRequests).toHaveLength(3);
});

test('uses the newest nonce, whichever answer brought it', async () => {
  server.apiNonce = 'first';
  answer = () => {
    server.apiNonce = 'second';
    return { status: 200, body: {}, headers: { 'dpop-nonce': 'second' } };
  };
  const journal = network();
  await journal.ping();
  server.refusals.length = 0;

  await journal.ping();

  expect(server.refusals).toEqual([]);
});

test('repeats once for a nonce, and takes the second refusal as the answer', async () => {
  const journal = network();
  await journal.ping();
  server.refusals.length = 0;
  Object.defineProperty(server, 'apiNonce', { get: () => crypto.randomUUID() });

  await expect(journal.ping()).rejects.toMatchObject({ status: 401, code: 'use_dpop_nonce' });
  expect(server.refusals).toHaveLength(2);
});

test('renews a token that the API no longer takes, once, without the caller noticing', async () => {
  const journal = network();
  await journal.ping();
  server.tokenGeneration += 1;

  await expect(journal.ping()).resolves.toMatchObject({ response: 'Pong' });
});

test('an unknown client is told so with the words of OAuth', async () => {
  const refusal = network({ clientId: 'stranger' }).ping();

  await expect(refusal).rejects.toBeInstanceOf(NetworkProblem);
  await expect(refusal).rejects.toMatchObject({ status: 400, code: 'invalid_request' });
});

test('refuses a server that calls itself by another name, and says which', async () => {
  const url = server.url.replace('127.0.0.1', 'localhost');

  await expect(network({ apiUrl: url }).ping()).rejects.toThrow(`calls itself ${server.url}. Use that address.`);
});

test('says which address cannot be reached, and what to try', async () => {
  const { url } = server;
  await server.stop();

  const failure = network({ attemptsMax: 1 }).ping();

  await expect(failure).rejects.toBeInstanceOf(NetworkUnreachable);
  await expect(failure).rejects.toMatchObject({ address: url, code: 'ECONNREFUSED' });
  await expect(failure).rejects.toThrow(/nothing listens there\. Check that the network is started/);
});

test('a call without an answer ends when its time is over', async () => {
  const journal = network({ attemptsMax: 1 });
  await journal.ping();
  answer = () => new Promise(() => undefined);

  await expect(journal.ping({ timeoutMs: 50 })).rejects.toMatchObject({ name: 'NetworkUnreachable', code: 'TIMEOUT' });
});

test('the caller can stop a call, also while others wait for the same token', async () => {
  const journal = network();
  const stopped = journal.ping({ signal: AbortSignal.abort(new Error('enough')) });
  const other = journal.ping();

  await expect(stopped).rejects.toThrow('enough');
  await expect(other).resolves.toMatchObject({ response: 'Pong' });
});
