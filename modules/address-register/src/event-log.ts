import type { Db } from '@samband/db';
import { sql } from 'kysely';
import type { HerId } from './her-id.ts';
import type { FieldChanges } from './party-changes.ts';

export type PartyEventKind = 'created' | 'changed' | 'inherited';

/** One change of one party. Sequence numbers rise by one, in the order of commits, without gaps. */
export interface PartyEvent {
  readonly sequence: number;
  readonly herId: HerId;
  /** `inherited`: the party itself was left alone, but what it inherits from its organisation changed. */
  readonly kind: PartyEventKind;
  readonly recordedAt: Date;
  readonly clientId: string;
  /** The party's version after the event. */
  readonly version: number;
  readonly changes: FieldChanges;
  /** The event that an `inherited` one follows from. */
  readonly causedBySequence?: number;
}

export type NewEvent = Pick<PartyEvent, 'herId' | 'kind' | 'version' | 'changes'>;

export const EVENTS_MAX = 1_000;

/** Notified when a change is committed, so that those who keep copies look at once. */
export const CHANGE_CHANNEL = 'address_register_changed';

/**
 * Takes the right to write: until the transaction ends, no other writer goes on. That is what makes sequence numbers
 * rise in commit order, and what lets rules look at other rows (a parent, a clash) without a race.
 */
export async function lockRegister(db: Db): Promise<void> {
  await sql`select 1 from address_register.register_position where only_row for update`.execute(db);
}

/** The next HER-id that is free. Numbers that imports have taken are stepped over. The caller holds the lock. */
export async function assignHerId(db: Db): Promise<HerId> {
  const { rows } = await sql<{ herId: HerId }>`
    update address_register.register_position set last_assigned_her_id = (
      with recursive candidate (her_id) as (
        select last_assigned_her_id + 1
        union all
        select her_id + 1 from candidate
         where exists (select from address_register.communication_party as party where party.her_id = candidate.her_id))
      select max(her_id) from candidate)
    returning last_assigned_her_id as "herId"
  `.execute(db);
  const [assigned] = rows;
  if (!assigned) throw new Error('the register has lost its position row');
  return assigned.herId;
}

/** Appends events in the order given; the later ones follow from the first. The caller holds the lock. */
export async function recordEvents(
  db: Db,
  events: readonly NewEvent[],
  { clientId, now }: { clientId: string; now: Date },
): Promise<void> {
  await sql`
    with position as (
      update address_register.register_position
         set last_event_sequence = last_event_sequence + ${events.length}::int
      returning last_event_sequence - ${events.length}::int as before)
    insert into address_register.party_event
           (sequence, her_id, kind, recorded_at, client_id, version, changes, caused_by_sequence)
    select position.before + event.number, (event.body ->> 'herId')::int, event.body ->> 'kind', ${now}, ${clientId},
           (event.body ->> 'version')::int, event.body -> 'changes',
           case when event.body ->> 'kind' = 'inherited' then position.before + 1 end
      from position, jsonb_array_elements(${JSON.stringify(events)}::jsonb) with ordinality as event (body, number)
     order by event.number
  `.execute(db);
  await sql`select pg_notify(${CHANGE_CHANNEL}, '')`.execute(db);
}

/** Events after a sequence number, oldest first. */
export async function readEvents(db: Db, after: number, limit: number): Promise<PartyEvent[]> {
  const { rows } = await sql<PartyEvent & { causedBySequence: number | null }>`
    select sequence, her_id as "herId", kind, recorded_at as "recordedAt", client_id as "clientId", version, changes,
           caused_by_sequence as "causedBySequence"
      from address_register.party_event
     where sequence > ${after}
     order by sequence
     limit ${limit}
  `.execute(db);
  return rows.map(({ causedBySequence, ...event }) => ({
    ...event,
    ...(causedBySequence !== null && { causedBySequence }),
  }));
}
