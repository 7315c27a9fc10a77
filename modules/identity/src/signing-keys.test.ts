import { testDatabase } from '@samband/testing';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { identityMigrations } from './migrations.ts';
import { openSigningKeys } from './signing-keys.ts';
import { dpopProof } from './test-forging.ts';
import { fetchToken, keyOptions, makeClient, type Node, startNode, type TestClient } from './test-network.ts';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database);
const client = await makeClient(node);

async function call({ url }: Node, { key }: TestClient, accessToken: string): Promise<number> {
  const target = `${url}/who-am-i`;
  const dpop = await dpopProof(key, { method: 'GET', url: target, accessToken });
  return (await fetch(target, { headers: { authorization: `DPoP ${accessToken}`, dpop } })).status;
}

async function publishedKids({ url }: Node): Promise<string[]> {
  const answer = await (await fetch(`${url}/.well-known/openid-configuration/jwks`)).json();
  return (answer as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
}

function kidOf(token: string): string {
  return (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
}

test('nodes that start at the same time share one key', async () => {
  const options = { database, ...keyOptions };
  const opened = await Promise.all([openSigningKeys(options), openSigningKeys(options)]);
  expect(new Set(opened.map((keys) => keys.signing().kid)).size).toBe(1);
});

test('the private key lies sealed in the database, and another secret does not open it', async () => {
  const { rows } = await sql<{ text: string }>`select signing_key::text as text from identity.signing_key`.execute(
    database.db,
  );
  expect(rows[0]?.text).not.toMatch(/"(d|p|q)":/);
  const options = { database, ...keyOptions, secret: keyOptions.secret.toUpperCase() };
  await expect(openSigningKeys(options)).rejects.toMatchObject({ code: 'signing-key-sealed' });
  await expect(openSigningKeys({ ...options, secret: 'short' })).rejects.toThrow('at least 32 characters');
});

test('only public halves are published', async () => {
  const answer = await (await fetch(`${node.url}/.well-known/openid-configuration/jwks`)).json();
  expect(answer).toEqual({
    keys: [{ kty: 'RSA', use: 'sig', alg: 'PS256', kid: expect.any(String), n: expect.any(String), e: 'AQAB' }],
  });
});

test('a planned new key is published at once, while the old one still signs; a node that does not know it finds it', async () => {
  const oldToken = await fetchToken(node.url, client);
  const { kid } = await node.identity.rotateSigningKey('Kari');

  expect(await publishedKids(node)).toEqual([kid, kidOf(oldToken)]);
  expect(kidOf(await fetchToken(node.url, client))).toBe(kidOf(oldToken));

  const tomorrow = () => new Date(Date.now() + 25 * 3_600_000);
  const later = await openSigningKeys({ database, ...keyOptions, now: tomorrow });
  expect(later.signing().kid).toBe(kid);
});

test('an exposed key stops signing and being believed at once', async () => {
  const oldToken = await fetchToken(node.url, client);
  expect(await call(node, client, oldToken)).toBe(200);

  const { kid } = await node.identity.rotateSigningKey('Kari', { isExposed: true });

  expect(await publishedKids(node)).toEqual([kid]);
  expect(await call(node, client, oldToken)).toBe(401);
  const newToken = await fetchToken(node.url, client);
  expect(kidOf(newToken)).toBe(kid);
  expect(await call(node, client, newToken)).toBe(200);
});
