import type { Database, Listening } from '@samband/db';
import { sql } from 'kysely';
import type { Agreements } from './agreements/agreements.ts';
import { CHANGE_CHANNEL } from './event-log.ts';
import type { HerId } from './her-id.ts';
import { withinPatience } from './patience.ts';
import type { ReceiverDirectory } from './receiver-directory.ts';

/** How often the register is asked whether anything was missed: what bounds the age of copies when nothing is heard. */
const HEARTBEAT_MS = 1_000;
const PATIENCE_MS = 2_000;
/** After more changes than this at once (an import) it is simpler to let every copy go. */
const CHANGES_MAX = 1_000;

export interface FollowerOptions {
  readonly database: Database;
  readonly directory: Pick<ReceiverDirectory, 'changed' | 'confirmed' | 'unreachable'>;
  readonly agreements: Pick<Agreements, 'copies' | 'keepUp'>;
  readonly now: () => Date;
  readonly onFailure: (error: unknown) => void;
}

export interface Following {
  close(): Promise<void>;
}

/**
 * Keeps the copies right by the events, whoever wrote them: a notification tells of a change as it is committed, and a
 * heartbeat confirms that nothing was missed. So looking a party up costs no statement, however often it is done.
 */
export async function followChanges(options: FollowerOptions): Promise<Following> {
  const { database, directory, agreements, now, onFailure } = options;
  let seen: number | undefined;
  let seenOfAgreements: number | undefined;
  let reading: Promise<void> | undefined;
  let keeping: Promise<void> | undefined;
  let isAgainNeeded = false;
  let isFailing = false;

  async function catchUp(): Promise<void> {
    const asOf = now();
    const changes = await withinPatience(readChanges(database, seen, seenOfAgreements), PATIENCE_MS);
    const { last, herIds, pairs } = changes;
    if (seen === undefined || last - seen > CHANGES_MAX) directory.changed('all');
    else if (herIds.length > 0) directory.changed(herIds);
    if (seenOfAgreements === undefined || changes.lastOfAgreements - seenOfAgreements > CHANGES_MAX)
      agreements.copies.changed('all');
    else if (pairs.length > 0) agreements.copies.changed(pairs);
    seen = last;
    seenOfAgreements = changes.lastOfAgreements;
    isFailing = false;
    directory.confirmed(asOf);
    agreements.copies.confirmed(asOf);
    if (changes.keptTo < last) keepAgreements();
  }

  /** Beside the reading: it may have to wait for a long write, and routing must not. */
  function keepAgreements(): void {
    keeping ??= agreements
      .keepUp()
      .catch(onFailure)
      .finally(() => {
        keeping = undefined;
      });
  }

  async function catchUpUntilQuiet(): Promise<void> {
    do {
      isAgainNeeded = false;
      await catchUp();
    } while (isAgainNeeded);
  }

  /** An outage is reported once, not every second. */
  function failed(error: unknown): void {
    directory.unreachable();
    if (!isFailing) onFailure(error);
    isFailing = true;
  }

  /** One reading at a time; a notification that comes meanwhile is read right after. */
  function check(): Promise<void> {
    isAgainNeeded = true;
    reading ??= catchUpUntilQuiet()
      .catch(failed)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  }

  const listening: Listening = await database.listen(CHANGE_CHANNEL, () => void check());
  await check();
  const heartbeat = setInterval(() => void (reading ?? check()), HEARTBEAT_MS);

  return {
    async close() {
      clearInterval(heartbeat);
      await listening.close();
      await reading;
      await keeping;
    },
  };
}

interface Changes {
  readonly last: number;
  readonly herIds: HerId[];
  /** The party events that agreements have been brought up to. */
  readonly keptTo: number;
  readonly lastOfAgreements: number;
  /** Whose agreements changed: `<lowest>_<highest>`. */
  readonly pairs: string[];
}

async function readChanges(database: Database, seen?: number, seenOfAgreements?: number): Promise<Changes> {
  const { rows } = await sql<Changes>`
    select position.last_event_sequence as last, position.agreements_kept_to as "keptTo",
           position.last_agreement_sequence as "lastOfAgreements",
           array(select distinct event.her_id from address_register.party_event as event
                  where event.sequence > greatest(${seen ?? null}::bigint, position.last_event_sequence - ${CHANGES_MAX})
                    and event.sequence <= position.last_event_sequence) as "herIds",
           array(select distinct event.her_id || '_' || event.other_her_id
                   from address_register.agreement_event as event
                  where event.sequence > greatest(${seenOfAgreements ?? null}::bigint,
                                                  position.last_agreement_sequence - ${CHANGES_MAX})
                    and event.sequence <= position.last_agreement_sequence
                    and event.other_her_id is not null) as pairs
      from address_register.register_position as position
  `.execute(database.db);
  const [position] = rows;
  if (!position) throw new Error('the register has lost its position row');
  return position;
}
