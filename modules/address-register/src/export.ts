import type { Database, Db } from '@samband/db';
import { sql } from 'kysely';
import type { CommunicationParty } from './communication-party.ts';
import { ExportBusy } from './errors.ts';
import type { HerId } from './her-id.ts';
import { readParties } from './party-reader.ts';
import { partyAt } from './party-record.ts';

/** Each holds a connection for as long as its reader takes. */
const EXPORTS_MAX = 2;
const PARTIES_PER_READ = 250;

/** What an export begins with. */
export interface ExportHead {
  /** The last change that is in it: go on with the events after this one. */
  readonly lastSequenceNumber: number;
  readonly exportedAt: Date;
  /** How many parties follow, so that a reader knows that it has them all. */
  readonly parties: number;
}

/** First the head, then each party, by HER-id; those that have ended too. */
export type RegisterExport = AsyncGenerator<ExportHead | CommunicationParty, void, undefined>;

/**
 * The whole register as it is at one instant, however long the reading takes: one snapshot of the database, which is
 * let go when the export is read to the end or given up. Throws `ExportBusy` when too many are under way.
 */
export function createExporter(database: Database, now: () => Date): () => RegisterExport {
  let underWay = 0;

  return async function* exportRegister() {
    if (underWay >= EXPORTS_MAX) throw new ExportBusy({ most: EXPORTS_MAX });
    underWay += 1;
    try {
      const at = now();
      const tx = await database.db.startTransaction().setIsolationLevel('repeatable read').execute();
      try {
        yield await readHead(tx, at);
        yield* allParties(tx, at);
      } finally {
        // Nothing was written; a connection on which even this fails is thrown away by the pool.
        await tx
          .rollback()
          .execute()
          .catch(() => undefined);
      }
    } finally {
      underWay -= 1;
    }
  };
}

async function readHead(tx: Db, exportedAt: Date): Promise<ExportHead> {
  const { rows } = await sql<{ lastSequenceNumber: number; parties: number }>`
    select last_event_sequence as "lastSequenceNumber",
           (select count(*) from address_register.communication_party) as parties
      from address_register.register_position
  `.execute(tx);
  const [position] = rows;
  if (!position) throw new Error('the register has lost its position row');
  return { ...position, exportedAt };
}

async function* allParties(tx: Db, at: Date): AsyncGenerator<CommunicationParty, void, undefined> {
  let herIds: HerId[] = [];
  do {
    herIds = await nextHerIds(tx, herIds.at(-1) ?? 0);
    const records = await readParties(tx, herIds, { since: at, isDetailed: true });
    for (const record of records) yield partyAt(record, at);
  } while (herIds.length === PARTIES_PER_READ);
}

async function nextHerIds(tx: Db, after: number): Promise<HerId[]> {
  const { rows } = await sql<{ herId: HerId }>`
    select her_id as "herId" from address_register.communication_party
     where her_id > ${after} order by her_id limit ${PARTIES_PER_READ}
  `.execute(tx);
  return rows.map((row) => row.herId);
}
