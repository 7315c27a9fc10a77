import { createLogger } from '@samband/log';
import { testDatabase } from '@samband/testing';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createIdentity } from './identity.ts';
import { identityMigrations } from './migrations.ts';
import { forgetExpired, useOnce } from './replay-tables.ts';
import { dpopProof } from './test-forging.ts';
import { fetchToken, makeClient, scopes, secret, startNode } from './test-network.ts';

const database = await testDatabase([identityMigrations]);
// The clock stands still half an hour ahead: no proof grows old in a slow run, and the cleaning leaves ours alone.
const now = () => stoppedAt;
const stoppedAt = new Date(Date.now() + 1_800_000);
const node = await startNode(database, { now, tokenLifetimeSeconds: 3_600 });
const url = `${node.url}/who-am-i`;
const client = await makeClient(node);
const accessToken = await fetchToken(node.url, client);

const iat = Math.floor(stoppedAt.getTime() / 1000);

async function proof(claims: Record<string, unknown> = {}): Promise<string> {
  return dpopProof(client.key, { method: 'GET', url, accessToken }, { claims: { iat, ...claims } });
}

async function codeAt(dpop: string): Promise<string | undefined> {
  const response = await fetch(url, { headers: { authorization: `DPoP ${accessToken}`, dpop } });
  return ((await response.json()) as { code?: string }).code;
}

/** Another process: nothing in common with the node but the database, the secret and the public URL. */
async function otherProcess() {
  const log = createLogger({ level: 'silent' });
  const identity = await createIdentity({ database, log, scopes, secret, now, publicUrl: node.url });
  return {
    call: (dpop: string) =>
      identity.authenticate({
        method: 'GET',
        url,
        scope: 'nhn:msh/api',
        headers: { authorization: `DPoP ${accessToken}`, dpop },
      }),
    close: identity.close,
  };
}

test('a proof opens the door once', async () => {
  const dpop = await proof();
  expect(await codeAt(dpop)).toBeUndefined();
  expect(await codeAt(dpop)).toBe('proof-replayed');
});

test('of ten that use one proof at the same time, one gets in', async () => {
  const dpop = await proof();
  const codes = await Promise.all(Array.from({ length: 10 }, () => codeAt(dpop)));
  expect(codes.filter((code) => code === undefined)).toHaveLength(1);
  expect(codes.filter((code) => code === 'proof-replayed')).toHaveLength(9);
});

test('a proof used at one node is refused at another, and after a restart', async () => {
  const dpop = await proof();
  expect(await codeAt(dpop)).toBeUndefined();

  const other = await otherProcess();

  await expect(other.call(dpop)).rejects.toMatchObject({ code: 'proof-replayed' });
  await expect(other.call(await proof())).resolves.toMatchObject({ clientId: client.clientId });
  await other.close();
});

test('of two nodes that get one proof at the same time, one lets it in', async () => {
  const [one, two] = [await otherProcess(), await otherProcess()];
  const dpop = await proof();

  const answers = await Promise.allSettled([one.call(dpop), two.call(dpop)]);

  expect(answers.map(({ status }) => status).sort((a, b) => a.localeCompare(b))).toEqual(['fulfilled', 'rejected']);
  await Promise.all([one.close(), two.close()]);
});

test('a new proof with an old jti is refused too: the key that is remembered is the jti, not the text', async () => {
  const jti = 'chosen by the client';
  expect(await codeAt(await proof({ jti }))).toBeUndefined();
  expect(await codeAt(await proof({ jti, iat: iat - 1 }))).toBe('proof-replayed');
});

test('the same jti from another key is another proof', async () => {
  const other = await makeClient(node);
  const otherToken = await fetchToken(node.url, other);
  const claims = { jti: 'both chose this', iat };
  const dpop = await dpopProof(other.key, { method: 'GET', url, accessToken: otherToken }, { claims });

  expect(await codeAt(await proof(claims))).toBeUndefined();
  const response = await fetch(url, { headers: { authorization: `DPoP ${otherToken}`, dpop } });
  expect(response.status).toBe(200);
});

test('what has expired is forgotten in batches, and nothing else is', async () => {
  await sql`
    insert into identity.used_proof (key, expires_at)
    select gen_random_uuid(), now() - interval '1 minute' from generate_series(1, 12000)
  `.execute(database.db);
  const kept = await proof();
  expect(await codeAt(kept)).toBeUndefined();
  await useOnce(database, '0'.repeat(32), new Date(Date.now() - 60_000));

  await forgetExpired(database);

  const { rows } = await sql`
    select 1 from identity.used_proof where expires_at < now()
    union all select 1 from identity.used_assertion where expires_at < now() - interval '50 seconds'
  `.execute(database.db);
  expect(rows).toEqual([]);
  const other = await otherProcess();
  await expect(other.call(kept)).rejects.toMatchObject({ code: 'proof-replayed' });
  await other.close();
});
