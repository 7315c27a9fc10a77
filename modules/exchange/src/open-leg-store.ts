import type { Database } from '@samband/db';
import { prepared } from './prepared.ts';

export type Leg = 'transport' | 'receipt';

/** A leg that nobody has closed yet. */
export interface OpenLeg {
  readonly messageId: string;
  readonly receiverHerId: number;
  readonly leg: Leg;
  readonly senderHerId: number;
  readonly senderOrganizationNumber: string;
  readonly dueAt: Date;
}

/** A delivery that was still without an answer when we looked. */
export interface Unanswered {
  readonly messageId: string;
  readonly receiverHerId: number;
  readonly senderHerId: number;
  readonly senderOrganizationNumber: string;
  readonly messageType: string;
  readonly generatedAt: Date;
  readonly addressedAt: Date;
  /** The receiver's system has it, or has refused it. */
  readonly isTransported: boolean;
}

const selectPosition = prepared<{ position: number; newest: number }>(
  'watch-position',
  `select watch_position.event_sequence as position, head.event_sequence as newest
     from exchange.watch_position, exchange.head`,
);

/** How far the watch has read, and how far there is to read. */
export async function findWatchPosition(database: Database): Promise<{ position: number; newest: number }> {
  const [row] = await selectPosition(database);
  return row ?? { position: 0, newest: 0 };
}

const advanceStatement = prepared(
  'advance-watch',
  'update exchange.watch_position set event_sequence = $1 where event_sequence < $1',
);

/** Only ever forward: another node may be further by now. */
export async function advanceWatch(database: Database, position: number): Promise<void> {
  await advanceStatement(database, position);
}

const transported = (messageId: string, herId: string) => `exists (
  select from exchange.event as heard
   where heard.message_id = ${messageId} and coalesce(heard.receiver_her_id, 0) = ${herId}
     and heard.kind in ('downloaded', 'acknowledged', 'transport-rejected', 'receipt-matched'))`;

const answered = (messageId: string, herId: string) => `exists (
  select from exchange.receipt
   where receipt.original_message_id = ${messageId} and receipt.receiver_her_id = ${herId})`;

const selectUnanswered = prepared<Unanswered>(
  'unanswered',
  `select event.message_id as "messageId", event.receiver_her_id as "receiverHerId",
          message.sender_her_id as "senderHerId", message.sender_organization_number as "senderOrganizationNumber",
          message.message_type as "messageType", message.generated_at as "generatedAt",
          event.occurred_at as "addressedAt", ${transported('event.message_id', 'event.receiver_her_id')} as "isTransported"
     from exchange.event join exchange.message on message.id = event.message_id
    where event.sequence > $1 and event.sequence <= $2 and event.kind in ('delivered', 'routed')
      and message.answers_message_id is null
      and not ${answered('event.message_id', 'event.receiver_her_id')}`,
);

/** Of the deliveries with these event numbers, those whose answer has not come; receipts are not answered themselves. */
export function findUnanswered(database: Database, after: number, upTo: number): Promise<Unanswered[]> {
  return selectUnanswered(database, after, upTo);
}

const openStatement = prepared(
  'open-legs',
  `insert into exchange.open_leg (message_id, receiver_her_id, leg, sender_her_id, sender_organization_number, due_at)
   select * from unnest($1::uuid[], $2::int[], $3::text[], $4::int[], $5::text[], $6::timestamptz[])
       as leg (message_id, receiver_her_id, leg, sender_her_id, sender_organization_number, due_at)
    order by 1, 2, 3
   on conflict do nothing`,
);

/** Watches these legs from now on; those that are watched already stay as they are. */
export async function openLegs(database: Database, legs: readonly OpenLeg[]): Promise<void> {
  if (legs.length === 0) return;
  await openStatement(
    database,
    legs.map(({ messageId }) => messageId),
    legs.map(({ receiverHerId }) => receiverHerId),
    legs.map(({ leg }) => leg),
    legs.map(({ senderHerId }) => senderHerId),
    legs.map(({ senderOrganizationNumber }) => senderOrganizationNumber),
    legs.map(({ dueAt }) => dueAt),
  );
}

const closeStatement = prepared(
  'close-legs',
  `delete from exchange.open_leg using exchange.event
    where event.sequence > $1 and event.sequence <= $2
      and event.kind in ('downloaded', 'acknowledged', 'transport-rejected', 'receipt-matched')
      and open_leg.message_id = event.message_id and open_leg.receiver_her_id = event.receiver_her_id
      and (open_leg.leg = 'transport' or event.kind = 'receipt-matched')`,
);

/** Stops watching what the events with these numbers have closed. */
export async function closeLegs(database: Database, after: number, upTo: number): Promise<void> {
  await closeStatement(database, after, upTo);
}

/** A leg whose time is up. */
export interface DueLeg extends OpenLeg {
  readonly transport: string;
  readonly isClosed: boolean;
}

const legColumns = `
  open_leg.message_id as "messageId", open_leg.receiver_her_id as "receiverHerId", open_leg.leg,
  open_leg.sender_her_id as "senderHerId", open_leg.sender_organization_number as "senderOrganizationNumber",
  open_leg.due_at as "dueAt"`;

export const isClosed = `case open_leg.leg
  when 'receipt' then ${answered('open_leg.message_id', 'open_leg.receiver_her_id')}
  else ${transported('open_leg.message_id', 'open_leg.receiver_her_id')} end`;

const selectDue = prepared<DueLeg>(
  'due-legs',
  `select ${legColumns}, delivery.transport, ${isClosed} as "isClosed"
     from exchange.open_leg join exchange.delivery using (message_id, receiver_her_id)
    where not open_leg.is_overdue and open_leg.due_at < $1
    order by open_leg.due_at
    limit $2`,
);

/** Legs whose time was up before that instant, the oldest first; whether the evidence has closed them in the meantime. */
export function findDueLegs(database: Database, at: Date, limit: number): Promise<DueLeg[]> {
  return selectDue(database, at, limit);
}

const settleStatement = prepared(
  'settle-legs',
  `with input as (
     select * from unnest($1::uuid[], $2::int[], $3::text[], $4::boolean[]) as leg (message_id, receiver_her_id, leg, is_closed)),
   closed as (
     delete from exchange.open_leg using input
      where input.is_closed and (open_leg.message_id, open_leg.receiver_her_id, open_leg.leg)
                              = (input.message_id, input.receiver_her_id, input.leg))
   update exchange.open_leg set is_overdue = true from input
    where not input.is_closed and (open_leg.message_id, open_leg.receiver_her_id, open_leg.leg)
                                = (input.message_id, input.receiver_her_id, input.leg)`,
);

/** After the senders were told: what is overdue goes to the work list, what was closed is forgotten. */
export async function settleLegs(database: Database, legs: readonly DueLeg[]): Promise<void> {
  await settleStatement(
    database,
    legs.map(({ messageId }) => messageId),
    legs.map(({ receiverHerId }) => receiverHerId),
    legs.map(({ leg }) => leg),
    legs.map((leg) => leg.isClosed),
  );
}

const forgetStatement = prepared(
  'forget-legs',
  `delete from exchange.open_leg where (message_id, receiver_her_id, leg) in (
     select message_id, receiver_her_id, leg from exchange.open_leg
      where is_overdue and due_at < $1 order by due_at limit $2)`,
);

/** What has been overdue for very long leaves the work list; its evidence stays. */
export async function forgetLegs(database: Database, dueBefore: Date, limit: number): Promise<void> {
  await forgetStatement(database, dueBefore, limit);
}

const countStatement = prepared<{ leg: Leg; count: number }>(
  'count-overdue',
  'select leg, count(*)::int as count from exchange.open_leg where is_overdue group by leg',
);

export function countOverdue(database: Database): Promise<{ leg: Leg; count: number }[]> {
  return countStatement(database);
}
