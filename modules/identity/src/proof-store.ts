import { createHmac, hash } from 'node:crypto';
import { createMicroBatcher, type Database, DatabaseUnavailable, type Db } from '@samband/db';
import { sql } from 'kysely';
import type { DpopProof } from './dpop-proof.ts';
import { ProofNonceRequired, ProofReplayed } from './errors.ts';
import { createReplayMemory } from './replay-memory.ts';

/** Remembers used proofs, for all nodes on the same database and across restarts. */
export interface ProofStore {
  /** Throws when the proof was used before, or could have been: then a nonce shows that it was not. */
  use(proof: DpopProof, keyThumbprint: string, nowSeconds: number): Promise<void>;
}

export interface ProofStoreOptions {
  readonly database: Database;
  /** How long after its `iat` a proof can still be accepted, in seconds. */
  readonly acceptedSeconds: number;
  readonly clockSkewSeconds: number;
  readonly nonceKey: Buffer;
}

interface UsedProof {
  readonly key: string;
  readonly expiresAt: Date;
}

interface Stored {
  readonly isFirstUse: boolean;
  /** Since when the database remembers; -Infinity if it never forgot. */
  readonly rememberedSinceSeconds: number;
}

const proofsWaitingMax = 10_000;
const generationSizeMax = 50_000;
/** The clocks of our own nodes, set by the same time service. */
const nodeSkewSeconds = 1;

export function createProofStore(options: ProofStoreOptions): ProofStore {
  const { database, acceptedSeconds, clockSkewSeconds, nonceKey } = options;
  const keepSeconds = acceptedSeconds + clockSkewSeconds;
  const memory = createReplayMemory({ keepSeconds, generationSizeMax });
  const store = createMicroBatcher<UsedProof, Stored>({
    flush: (proofs) => storeProofs(database, proofs),
    lanes: 1,
    queueMax: proofsWaitingMax,
  });

  return {
    async use(proof, keyThumbprint, nowSeconds) {
      const key = proofKey(keyThumbprint, proof.jti);
      if (!memory.remember(key, nowSeconds)) throw new ProofReplayed();
      const expiresAt = new Date((proof.iatSeconds + acceptedSeconds + nodeSkewSeconds) * 1000);
      const { isFirstUse, rememberedSinceSeconds } = await store({ key, expiresAt });
      if (!isFirstUse) throw new ProofReplayed();
      // A crash of the database empties its memory. Any proof used before it has an iat up to the clocks' difference
      // after it; one with a nonce that did not exist before the crash is surely younger (RFC 9449 §9).
      if (proof.iatSeconds > rememberedSinceSeconds + clockSkewSeconds + nodeSkewSeconds) return;
      const nonce = recoveryNonce(nonceKey, rememberedSinceSeconds);
      if (proof.nonce !== nonce) throw new ProofNonceRequired(nonce);
    },
  };
}

/** 128 bits of SHA-256, as the uuid that PostgreSQL stores in 16 bytes. */
function proofKey(keyThumbprint: string, jti: string): string {
  return hash('sha256', `${keyThumbprint}.${jti}`, 'hex').slice(0, 32);
}

/** Nobody can know it before the recovery it is named after. */
function recoveryNonce(key: Buffer, rememberedSinceSeconds: number): string {
  return createHmac('sha256', key).update(String(rememberedSinceSeconds)).digest('base64url');
}

/**
 * One statement for the batch: what is new goes in, and the answer says which were, beside the row that shares the
 * fate of the table. Where that row is gone the table was emptied, and the row is written anew with the time. It has a
 * name, since it goes with every call: each connection reads and plans it once.
 */
const storing = {
  name: 'identity-store-proofs',
  text: `
    with stored as (
      insert into identity.used_proof (key, expires_at)
      select * from unnest($1::uuid[], $2::timestamptz[])
          on conflict (key) do nothing
      returning key
    )
    select array(select translate(key::text, '-', '') from stored) as fresh,
           (select extract(epoch from since)::float8 from identity.proof_memory) as since`,
};

async function storeProofs({ pool, db }: Database, proofs: readonly UsedProof[]): Promise<Stored[]> {
  const values = [proofs.map(({ key }) => key), proofs.map(({ expiresAt }) => expiresAt)];
  const { rows } = await pool.query<{ fresh: string[]; since: number | null }>({ ...storing, values });
  const [answer] = rows;
  const fresh = new Set(answer?.fresh);
  const rememberedSinceSeconds = answer?.since ?? (await beginMemory(db));
  // Each key counts once, also where the batch holds it twice.
  return proofs.map(({ key }) => ({ isFirstUse: fresh.delete(key), rememberedSinceSeconds }));
}

/** Several nodes may find the memory gone; the first to say so decides since when it holds. */
async function beginMemory(db: Db): Promise<number> {
  await sql`insert into identity.proof_memory (since) values (clock_timestamp()) on conflict do nothing`.execute(db);
  const { rows } = await sql<{ since: number }>`
    select extract(epoch from since)::float8 as since from identity.proof_memory
  `.execute(db);
  const [memory] = rows;
  if (!memory) throw new DatabaseUnavailable('connection', 'unknown');
  return memory.since;
}
