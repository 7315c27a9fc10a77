import type { JsonWebKey } from 'node:crypto';
import type { Database, Db } from '@samband/db';
import { sql } from 'kysely';
import { recordEvent } from './event-store.ts';
import { generateSigningKey, type SealedSigningKey, signingAlgorithm } from './signing-key.ts';

/** More keys than any sensible rotation publishes at once. */
const keysMax = 20;

/** Published keys, the newest first. */
export async function findSigningKeys(db: Db): Promise<SealedSigningKey[]> {
  const { rows } = await sql<SealedSigningKey>`
    select kid, public_jwk as "publicJwk", sealed_private_jwk as "sealedPrivateJwk", signs_from as "signsFrom"
      from identity.signing_key
     where published_until is null or published_until > now()
     order by signs_from desc, kid
     limit ${keysMax}
  `.execute(db);
  return rows;
}

/** Makes the first key where there is none; of several nodes that start at once, one does. */
export async function ensureSigningKey(database: Database, sealingKey: Buffer, now: Date): Promise<void> {
  await database.transaction(async (tx) => {
    await lockSigningKeys(tx);
    const [present] = await findSigningKeys(tx);
    if (present) return;
    await insertSigningKey(tx, await generateSigningKey(sealingKey, now), 'samband', now);
  });
}

/**
 * Adds a key; the older ones stay published until `olderUntil` at most. With `after`, only while that is the newest key:
 * false when another node has added one since.
 */
export async function addSigningKey(
  database: Database,
  key: SealedSigningKey,
  { olderUntil, by, now, after }: { olderUntil: Date; by: string; now: Date; after?: string | undefined },
): Promise<boolean> {
  return database.transaction(async (tx) => {
    await lockSigningKeys(tx);
    const [newest] = await findSigningKeys(tx);
    if (after !== undefined && newest?.kid !== after) return false;
    await sql`
      update identity.signing_key
         set published_until = least(published_until, ${olderUntil}::timestamptz)
       where published_until is null or published_until > ${olderUntil}
    `.execute(tx);
    await insertSigningKey(tx, key, by, now);
    return true;
  });
}

async function insertSigningKey(tx: Db, key: SealedSigningKey, by: string, now: Date): Promise<void> {
  const publicJwk: JsonWebKey = key.publicJwk;
  await sql`
    insert into identity.signing_key (kid, algorithm, public_jwk, sealed_private_jwk, created_at, signs_from)
    values (${key.kid}, ${signingAlgorithm}, ${JSON.stringify(publicJwk)}::jsonb, ${key.sealedPrivateJwk}, ${now}, ${key.signsFrom})
  `.execute(tx);
  await recordEvent(tx, { kind: 'signing-key-added', by, at: now, facts: { kid: key.kid, signsFrom: key.signsFrom } });
}

async function lockSigningKeys(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('identity.signing_key', 0))`.execute(tx);
}
