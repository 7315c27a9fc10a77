import { batchStatement, type Column, type Database } from '@samband/db';
import type { EventKind, Proofs } from './event.ts';
import type { Notification } from './notification.ts';

/** Something that happened to a message after it was accepted, and whom to tell. */
export interface Happening<Kind extends EventKind = EventKind> {
  readonly messageId: string;
  readonly receiverHerId?: number | undefined;
  readonly kind: Kind;
  readonly occurredAt: Date;
  readonly proof: Proofs[Kind];
  readonly notify?: { readonly herId: number; readonly kind: Notification['kind'] };
}

const columns: readonly Column[] = [
  ['position', 'int'],
  ['message_id', 'uuid'],
  ['receiver_her_id', 'int'],
  ['kind', 'exchange.event_kind'],
  ['occurred_at', 'timestamptz'],
  ['proof', 'jsonb'],
  ['notify_her_id', 'int'],
  ['notify_kind', 'exchange.notification_kind'],
];

/** As in commit.ts: sorted, so that batches cannot wait for each other; what has happened before adds and tells nothing. */
const statement = batchStatement(
  'exchange-record',
  columns,
  (input) => `
with input as (${input}),
head as materialized (
  select event_sequence, feed_offset
    from exchange.take_numbers(
      (select count(*) from input), (select array_agg(notify_her_id) filter (where notify_her_id is not null) from input))),
new_event as (
  insert into exchange.event (sequence, occurred_at, message_id, receiver_her_id, kind, proof)
  select head.event_sequence + row_number() over (order by position),
         occurred_at, message_id, receiver_her_id, kind, proof
    from input, head
   order by message_id, kind, receiver_her_id
  on conflict do nothing
  returning sequence),
new_notification as (
  insert into exchange.notification (feed_offset, created_at, message_id, her_id, triggered_by_her_id, kind)
  select head.feed_offset + row_number() over (order by position),
         occurred_at, message_id, notify_her_id, receiver_her_id, notify_kind
    from input, head
   where notify_her_id is not null
     and head.event_sequence + position + 1 in (select sequence from new_event))
select sequence - head.event_sequence - 1 as position from new_event, head`,
);

/** Records what happened, together; gives, in their order, whether each was new (what can happen once, has happened once). */
export async function recordHappenings(database: Database, happenings: readonly Happening[]): Promise<boolean[]> {
  const { rows } = await database.pool.query<{ position: number }>(statement(happenings.map(rowOf)));
  const recorded = new Set(rows.map((row) => Number(row.position)));
  return happenings.map((_, position) => recorded.has(position));
}

function rowOf(happening: Happening, position: number): unknown[] {
  return [
    position,
    happening.messageId,
    happening.receiverHerId ?? null,
    happening.kind,
    happening.occurredAt,
    JSON.stringify(happening.proof),
    happening.notify?.herId ?? null,
    happening.notify?.kind ?? null,
  ];
}
