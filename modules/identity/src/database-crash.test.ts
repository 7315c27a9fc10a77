import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Database, migrate, openDatabase, startEmbeddedPostgres } from '@samband/db';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { identityMigrations } from './migrations.ts';
import { dpopProof, nowSeconds } from './test-forging.ts';
import { fetchToken, makeClient, startNode } from './test-network.ts';

// A server of its own: a crash of the shared one would end the tests of everybody else.
const dataFolder = await mkdtemp(join(tmpdir(), 'samband-identity-'));
const server = await startEmbeddedPostgres({ dataFolder, isDisposable: true });
const database = await openDatabase({ url: server.url });
afterAll(async () => {
  await database.close();
  await server.stop();
  await rm(dataFolder, { recursive: true, force: true });
});
await migrate(database, [identityMigrations]);
// The clock stops once the token is there: nothing below is refused for its age.
let stoppedAt: Date | undefined;
const node = await startNode(database, { now: () => stoppedAt ?? new Date() });
const url = `${node.url}/who-am-i`;
const client = await makeClient(node);
const accessToken = await fetchToken(node.url, client);
stoppedAt = new Date();
const iat = nowSeconds();

async function call(claims: Record<string, unknown> = {}, dpop?: string) {
  const proof =
    dpop ?? (await dpopProof(client.key, { method: 'GET', url, accessToken }, { claims: { iat, ...claims } }));
  const response = await fetch(url, { headers: { authorization: `DPoP ${accessToken}`, dpop: proof } });
  const { code } = (await response.json()) as { code?: string };
  return { status: response.status, code, nonce: response.headers.get('dpop-nonce'), proof };
}

/** Kills one backend as an out-of-memory kill would: the server ends all sessions and recovers from its log. */
async function crash(): Promise<void> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database.db);
  process.kill(Number(rows[0]?.pid), 'SIGKILL');
  for (let attempt = 0; attempt < 100; attempt += 1) {
    await delay(100);
    if (await isEmptied(database)) return;
  }
  throw new Error('the server did not come back from its crash');
}

async function isEmptied({ db }: Database): Promise<boolean> {
  const answer = sql`select 1 from identity.proof_memory`.execute(db);
  return answer.then(({ rows }) => rows.length === 0).catch(() => false);
}

test('after a crash that emptied the memory of proofs, an old proof is refused and a nonce lets new ones in', async () => {
  // By a client whose clock is ahead: by its time alone, this proof is younger than the crash.
  const used = await call({ iat: iat + 4 });
  expect(used).toMatchObject({ status: 200 });

  await crash();
  const replayed = await call({}, used.proof);
  const fresh = await call();
  const withNonce = await call({ nonce: fresh.nonce });
  const again = await call({}, withNonce.proof);

  expect(replayed).toMatchObject({ status: 401 });
  expect(['proof-nonce-required', 'proof-replayed']).toContain(replayed.code);
  expect(fresh).toMatchObject({ status: 401, code: 'proof-nonce-required', nonce: expect.stringMatching(/^.{43}$/) });
  expect(withNonce).toMatchObject({ status: 200 });
  expect(again).toMatchObject({ status: 401, code: 'proof-replayed' });

  await crash();
  const withOldNonce = await call({ nonce: fresh.nonce });
  expect(withOldNonce).toMatchObject({ status: 401, code: 'proof-nonce-required' });
  expect(withOldNonce.nonce).not.toBe(fresh.nonce);
});
