import type { JsonWebKey } from 'node:crypto';
import { testDatabase } from '@samband/testing';
import { expect, test } from 'vitest';
import { identityMigrations } from './migrations.ts';
import type { OperatorCredentials } from './operator-client.ts';
import { organizationNumber, scopes, startNode } from './test-network.ts';

const database = await testDatabase([identityMigrations]);
const { identity } = await startNode(database);
const kept: OperatorCredentials[] = [];

function input(keep: (credentials: OperatorCredentials) => Promise<void>) {
  return { name: 'Operator', organizationNumber, scopes: scopes.map(({ name }) => name), keep };
}

async function keepInMemory(credentials: OperatorCredentials): Promise<void> {
  kept.push(credentials);
}

test('a key that could not be kept makes no client', async () => {
  const refusal = identity.ensureOperatorClient(input(() => Promise.reject(new Error('disk full'))));
  await expect(refusal).rejects.toThrow('disk full');
  expect(await identity.listClients({ limit: 10 })).toEqual([]);
});

test('of several that start at once one makes the operator client, and gets its key once', async () => {
  const made = await Promise.all([1, 2, 3].map(() => identity.ensureOperatorClient(input(keepInMemory))));

  const [one, ...others] = made.filter((answer) => answer !== undefined);
  expect(others).toEqual([]);
  expect(kept).toEqual([one?.credentials]);
  expect(one?.credentials.privateJwk).toMatchObject({
    kty: 'EC',
    crv: 'P-256',
    alg: 'ES256',
    kid: one?.client.keys[0]?.kid,
  });
  expect(JSON.stringify(await identity.listClients({ limit: 10 }))).not.toContain(
    privatePart(one?.credentials.privateJwk),
  );
});

test('where there is a client already, nothing is made', async () => {
  expect(await identity.ensureOperatorClient(input(keepInMemory))).toBeUndefined();
  expect(await identity.listClients({ limit: 10 })).toHaveLength(1);
});

function privatePart(jwk: JsonWebKey | undefined): string {
  return jwk?.d ?? 'no key was made';
}
