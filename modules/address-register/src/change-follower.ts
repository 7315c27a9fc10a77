import type { Database, Listening } from '@samband/db';
import { sql } from 'kysely';
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
export async function followChanges({ database, directory, now, onFailure }: FollowerOptions): Promise<Following> {
  let seen: number | undefined;
  let reading: Promise<void> | undefined;
  let isAgainNeeded = false;
  let isFailing = false;

  async function catchUp(): Promise<void> {
    const asOf = now();
    const { last, herIds } = await withinPatience(readChanges(database, seen), PATIENCE_MS);
    if (seen === undefined || last - seen > CHANGES_MAX) directory.changed('all');
    else if (herIds.length > 0) directory.changed(herIds);
    seen = last;
    isFailing = false;
    directory.confirmed(asOf);
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
    },
  };
}

async function readChanges(database: Database, seen: number | undefined): Promise<{ last: number; herIds: HerId[] }> {
  const { rows } = await sql<{ last: number; herIds: HerId[] }>`
    select position.last_event_sequence as last,
           array(select distinct event.her_id from address_register.party_event as event
                  where event.sequence > greatest(${seen ?? null}::bigint, position.last_event_sequence - ${CHANGES_MAX})
                    and event.sequence <= position.last_event_sequence) as "herIds"
      from address_register.register_position as position
  `.execute(database.db);
  const [position] = rows;
  if (!position) throw new Error('the register has lost its position row');
  return position;
}
