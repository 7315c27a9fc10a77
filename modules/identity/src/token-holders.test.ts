import { testDatabase } from '@samband/testing';
import { expect, test } from 'vitest';
import { identityMigrations } from './migrations.ts';
import { dpopProof } from './test-forging.ts';
import { callWith, fetchToken, makeClient, startNode } from './test-network.ts';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database);
const url = `${node.url}/who-am-i`;

async function answerTo(accessToken: string, dpop: string) {
  const response = await fetch(url, { headers: { authorization: `DPoP ${accessToken}`, dpop } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('a token of a client that was disabled since is refused', async () => {
  const client = await makeClient(node);
  const accessToken = await fetchToken(node.url, client);
  expect(await callWith(client, accessToken, { url })).toMatchObject({ status: 200 });

  await node.identity.disableClient(client.clientId, 'test');

  expect(await callWith(client, accessToken, { url })).toMatchObject({
    status: 401,
    body: { code: 'client-not-active' },
  });
});

test('a header that was seen in right proofs of another is looked at as sharply as a new one', async () => {
  const [one, other] = [await makeClient(node), await makeClient(node)];
  const [token, otherToken] = [await fetchToken(node.url, one), await fetchToken(node.url, other)];
  expect(await callWith(other, otherToken, { url })).toMatchObject({ status: 200 });

  const proofOf = (accessToken: string) => dpopProof(other.key, { method: 'GET', url, accessToken });
  const [header, payload] = (await proofOf(otherToken)).split('.');
  const stolen = await answerTo(token, await proofOf(token));
  const unsigned = await answerTo(otherToken, `${header}.${payload}.${'A'.repeat(86)}`);

  expect(stolen).toMatchObject({ status: 401, body: { code: 'proof-invalid', facts: { fault: 'binding' } } });
  expect(unsigned).toMatchObject({ status: 401, body: { code: 'proof-invalid', facts: { fault: 'signature' } } });
});
