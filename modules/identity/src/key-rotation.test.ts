import { setTimeout as delay } from 'node:timers/promises';
import { createLogger } from '@samband/log';
import { testDatabase } from '@samband/testing';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createIdentity } from './identity.ts';
import { identityMigrations } from './migrations.ts';
import { openSigningKeys } from './signing-keys.ts';
import { askToken, callWith, fetchToken, keyOptions, makeClient, scopes, secret, startNode } from './test-network.ts';

const database = await testDatabase([identityMigrations]);
const dayMs = 24 * 3_600_000;

function keysAt(days: number, changes: { publishedBeforeMs?: number } = {}) {
  return openSigningKeys({ database, ...keyOptions, ...changes, now: () => new Date(Date.now() + days * dayMs) });
}

async function kidsInDatabase(): Promise<string[]> {
  const { rows } = await sql<{ kid: string }>`
    select kid from identity.signing_key order by signs_from
  `.execute(database.db);
  return rows.map(({ kid }) => kid);
}

test('a key is renewed a day before its time is out, once, however many nodes find it so', async () => {
  await keysAt(0);
  const early = await keysAt(88);
  await early.renewWhenDue();
  expect(await kidsInDatabase()).toHaveLength(1);

  const nodes = await Promise.all([keysAt(89.1), keysAt(89.1), keysAt(89.1)]);
  await Promise.all(nodes.map((keys) => keys.renewWhenDue()));

  const [first, second, ...more] = await kidsInDatabase();
  expect(more).toEqual([]);
  expect((await keysAt(89.2)).signing().kid).toBe(first);
  expect((await keysAt(90.2)).signing().kid).toBe(second);
  await (await keysAt(100)).renewWhenDue();
  expect(await kidsInDatabase()).toHaveLength(2);
  await sql`delete from identity.signing_key where kid = ${second}`.execute(database.db);
  await sql`update identity.signing_key set published_until = null`.execute(database.db);
});

test('no call is refused while the keys change under live traffic, on two nodes', async () => {
  const one = await startNode(database, { signingKeyPublishedBeforeMs: 1_000 });
  const two = await startNode(database, { issuer: one.url });
  const client = await makeClient(one);
  const oldToken = await fetchToken(one.url, client);
  const kids = new Set<string>();
  const refused: unknown[] = [];
  let calls = 0;
  let isChanged = false;

  const traffic = async (): Promise<void> => {
    while (!isChanged) {
      const { status: asked, body: answer } = await askToken(one.url, client);
      if (asked !== 200) {
        refused.push(answer);
        continue;
      }
      const token = String(answer['access_token']);
      kids.add(kidOf(token));
      for (const [node, accessToken] of [
        [one, token],
        [two, token],
        [two, oldToken],
      ] as const) {
        const { status, body } = await callWith(client, accessToken, { url: `${node.url}/who-am-i` });
        calls += 1;
        if (status !== 200) refused.push(body);
      }
    }
  };
  const running = Promise.all([traffic(), traffic()]);
  const { kid, signsFrom } = await one.identity.rotateSigningKey('Kari');
  await delay(signsFrom.getTime() + 500 - Date.now());
  isChanged = true;
  await running;

  expect(refused).toEqual([]);
  expect(calls).toBeGreaterThan(10);
  expect([...kids]).toEqual([kidOf(oldToken), kid]);
});

test('renewing is one of the things that identity does by itself', async () => {
  const before = await kidsInDatabase();
  const log = createLogger({ level: 'silent' });
  const now = () => new Date(Date.now() + 200 * dayMs);
  const options = { database, log, scopes, secret, now, publicUrl: 'http://localhost:1', upkeepPauseMs: 50 };
  const identity = await createIdentity(options);
  await expect.poll(kidsInDatabase, { timeout: 5_000 }).toHaveLength(before.length + 1);
  await identity.close();
});

function kidOf(token: string): string {
  return (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
}
