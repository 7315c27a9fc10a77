import type { Database } from '@samband/db';
import { type RawBuilder, sql } from 'kysely';

/** Rows in one delete at most, so that it holds its locks for milliseconds only. */
const batchSizeMax = 5_000;
/** Deletes in one round at most; what is left waits for the next round. */
const batchesMax = 20;

/**
 * True the first time a key is used, on whatever node: one insert decides, so that two who try at once cannot both win.
 * Logged, unlike the proofs at our APIs: these come once a token, not once a request.
 */
export async function useOnce({ db }: Database, key: string, expiresAt: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into identity.used_assertion (key, expires_at) values (${key}::uuid, ${expiresAt})
        on conflict (key) do nothing
    returning 1
  `.execute(db);
  return rows.length > 0;
}

/** Deletes what has expired, in batches. The grace covers a node whose clock is behind. */
export async function forgetExpired(database: Database): Promise<number> {
  return (
    (await forgetFrom(database, sql`identity.used_proof`, sql`key`)) +
    (await forgetFrom(database, sql`identity.used_assertion`, sql`key`)) +
    (await forgetFrom(database, sql`identity.client_draft`, sql`client_id`)) +
    (await forgetFrom(database, sql`identity.provider_record`, sql`key`))
  );
}

async function forgetFrom({ db }: Database, table: RawBuilder<unknown>, key: RawBuilder<unknown>): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < batchesMax; batch += 1) {
    const result = await sql`
      delete from ${table} where ${key} in (
        select ${key} from ${table} where expires_at < now() - interval '5 seconds'
         order by expires_at limit ${batchSizeMax} for update skip locked
      )
    `.execute(db);
    const deleted = Number(result.numAffectedRows ?? 0);
    total += deleted;
    if (deleted < batchSizeMax) break;
  }
  return total;
}
