import { createMicroBatcher, type Database } from '@samband/db';

/** What a HER-id has asked for, as far as it concerns a call. */
export interface KeptConfiguration {
  readonly herId: number;
  readonly clientLocked: boolean;
  readonly clientId: string;
  readonly organizationNumber: string | null;
  readonly refusedMessageFunctions: readonly string[];
}

/** What was read is believed this long: a lock that is taken on another node is met within it. */
const believedMs = 1_000;
const keptMax = 20_000;

interface Kept {
  readonly configuration: KeptConfiguration | undefined;
  readonly readAtMs: number;
}

/**
 * The configurations of HER-ids, which nearly every call asks about and nearly nobody changes: from memory for a second,
 * and what is missing by one question for all who ask at the same time.
 */
export function createConfigurationMemory(database: Database, nowMs: () => number = () => performance.now()) {
  const kept = new Map<number, Kept>();
  let changes = 0;

  const read = createMicroBatcher<number, KeptConfiguration | undefined>({
    lanes: 1,
    sizeMax: 1_500,
    isIdempotent: true,
    async flush(herIds) {
      const changesBefore = changes;
      const readAtMs = nowMs();
      const found = new Map((await select(database, herIds)).map((row) => [row.herId, row]));
      // What was read while something changed may be what stood there before.
      if (changes === changesBefore) for (const herId of herIds) keep(herId, found.get(herId), readAtMs);
      return herIds.map((herId) => found.get(herId));
    },
  });

  function keep(herId: number, configuration: KeptConfiguration | undefined, readAtMs: number): void {
    kept.delete(herId);
    kept.set(herId, { configuration, readAtMs });
    if (kept.size > keptMax) kept.delete(kept.keys().next().value as number);
  }

  async function findOne(herId: number): Promise<KeptConfiguration | undefined> {
    const known = kept.get(herId);
    if (known && nowMs() - known.readAtMs < believedMs) return known.configuration;
    return read(herId);
  }

  return {
    /** Those that there are. */
    async find(herIds: readonly number[]): Promise<KeptConfiguration[]> {
      const found = await Promise.all([...new Set(herIds)].map(findOne));
      return found.filter((configuration) => configuration !== undefined);
    },

    /** Something has changed on this node: what comes next is read anew. */
    forget(): void {
      changes += 1;
      kept.clear();
    },
  };
}

async function select({ pool }: Database, herIds: readonly number[]): Promise<KeptConfiguration[]> {
  const { rows } = await pool.query<KeptConfiguration>({
    name: 'edi-api-configurations',
    text: `select her_id as "herId", client_locked as "clientLocked", client_id as "clientId",
                  organization_number as "organizationNumber", refused_message_functions as "refusedMessageFunctions"
             from edi_api.msh_configuration where her_id = any($1::int[])`,
    values: [herIds],
  });
  return rows;
}
