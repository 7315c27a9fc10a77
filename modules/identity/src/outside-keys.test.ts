import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@samband/log';
import { fixture } from '@samband/testing';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createOutsideKeys } from './outside-keys.ts';
import { type KeyPair, keyPair } from './test-forging.ts';

/** A provider outside, as far as we read it: what it answers is the test's to choose. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const asked: string[] = [];
const provider = createServer((request, response) => {
  asked.push(request.url ?? '');
  answer(request, response);
}).listen(0, '127.0.0.1');
await new Promise((resolve) => provider.once('listening', resolve));
const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
afterAll(() => provider.close());

const metadataPath = '/.well-known/openid-configuration';
const jwksPath = '/keys';
const [first, second] = [await keyPair('PS256'), await keyPair('ES256')];
let published: object[] = [];
let metadata: object;
let nowMs = 0;

beforeEach(() => {
  asked.length = 0;
  nowMs = 1_900_000_000_000;
  published = [jwk(first, 'one')];
  metadata = { issuer, jwks_uri: issuer + jwksPath };
  answer = ({ url }, response) => {
    response.end(JSON.stringify(url === metadataPath ? metadata : { keys: published }));
  };
});

function jwk({ publicJwk, alg }: KeyPair, kid: string): object {
  return { ...publicJwk, kid, alg, use: 'sig' };
}

function open() {
  const log = createLogger({ level: 'silent' });
  return createOutsideKeys({ issuer, log, now: () => new Date(nowMs) });
}

const minutesMs = 60_000;
const hoursMs = 60 * minutesMs;

test('keys are read once for all who wait, and then known', async () => {
  const keys = open();
  const found = await Promise.all([keys.find('one'), keys.find('one'), keys.find('two')]);

  expect(found.map((key) => key?.key.asymmetricKeyType)).toEqual(['rsa', 'rsa', undefined]);
  expect([...(found[0]?.algorithms ?? [])]).toEqual(['PS256']);
  expect(await keys.find('one')).toBe(found[0]);
  expect(asked).toEqual([metadataPath, jwksPath]);
});

test('a new key is found when a token names it; a flood of made-up ids asks once in ten seconds', async () => {
  const keys = open();
  const known = await keys.find('one');
  published = [jwk(first, 'one'), jwk(second, 'two')];
  expect(await keys.find('two')).toBeUndefined();

  nowMs += 11_000;
  expect((await keys.find('two'))?.key.asymmetricKeyType).toBe('ec');
  await Promise.all(Array.from({ length: 50 }, (_, n) => keys.find(`made-up-${n}`)));

  expect(asked).toEqual([metadataPath, jwksPath, jwksPath]);
  expect(await keys.find('one')).toBe(known);
});

test('a key that was withdrawn, or given to another under the same id, is believed ten minutes at most', async () => {
  const keys = open();
  const old = await keys.find('one');
  published = [jwk(second, 'one')];
  nowMs += 11 * minutesMs;
  await keys.find('one');
  await expect.poll(() => asked.length).toBe(3);

  await expect.poll(async () => (await keys.find('one'))?.key.asymmetricKeyType).toBe('ec');
  expect(await keys.find('one')).not.toBe(old);
});

test('the last keys serve through an outage, for a day; metadata is read again every day', async () => {
  const keys = open();
  const known = await keys.find('one');
  answer = (_request, response) => response.writeHead(503).end();
  nowMs += 23 * hoursMs;
  expect(await keys.find('one')).toBe(known);
  nowMs += 2 * hoursMs;
  await expect(keys.find('one')).rejects.toMatchObject({ code: 'identity-provider-unavailable', kind: 'unavailable' });

  answer = ({ url }, response) => {
    response.end(JSON.stringify(url === metadataPath ? metadata : { keys: published }));
  };
  asked.length = 0;
  nowMs += 11_000;
  expect(await keys.find('one')).toBe(known);
  expect(asked).toEqual([metadataPath, jwksPath]);
});

type Answer = typeof answer;

test.each<[string, { metadata?: object; answer?: Answer }]>([
  ['is away', { answer: (_request, response) => response.writeHead(503).end() }],
  ['is another', { metadata: { issuer: 'https://evil.example', jwks_uri: issuer + jwksPath } }],
  ['keeps its keys on a line that anybody can change', { metadata: { issuer, jwks_uri: 'http://192.0.2.1/' } }],
  ['names no keys', { metadata: { issuer } }],
  ['sends us elsewhere', { answer: (_request, response) => response.writeHead(302, { location: '/keys' }).end() }],
  ['answers something else', { answer: (_request, response) => response.end('<html>') }],
  ['answers without end', { answer: (_request, response) => response.end('x'.repeat(300_000)) }],
])('a provider that %s gives no keys, and calls are refused as unavailable', async (_what, changes) => {
  metadata = changes.metadata ?? metadata;
  answer = changes.answer ?? answer;
  await expect(open().find('one')).rejects.toMatchObject({ code: 'identity-provider-unavailable' });
});

test('keys of other kinds and uses are left out, and one without algorithm serves for its kind', async () => {
  const { alg: _alg, ...withoutAlg } = jwk(second, 'free') as Record<string, unknown>;
  published = [
    { kty: 'oct', k: 'AAAA', kid: 'secret' },
    { ...jwk(first, 'encrypting'), use: 'enc' },
    { ...jwk(first, 'confused'), alg: 'ES256' },
    { ...jwk(first, 'hmac'), alg: 'HS256' },
    withoutAlg,
  ];
  const keys = open();
  const found = await Promise.all(['secret', 'encrypting', 'confused', 'hmac', 'free'].map((kid) => keys.find(kid)));
  expect(found.map((key) => key && [...key.algorithms])).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    ['ES256'],
  ]);
});

test('the key set of HelseID is read', async (context) => {
  const path = fixture(context, 'sharing/NorskHelsenett+HelseID.Library/_captured/helseid_jwks.json');
  published = (JSON.parse(await readFile(path, 'utf8')) as { keys: object[] }).keys;
  const key = await open().find('B8919616C1E79E875A74E0C6B0274E7130D50A63');
  expect([...(key?.algorithms ?? [])]).toEqual(['RS256']);
});
