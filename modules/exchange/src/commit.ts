import { batchStatement, type Column, type Database } from '@samband/db';
import type { Entry } from './entry.ts';

const columns: readonly Column[] = [
  ['position', 'int'],
  ['id', 'uuid'],
  ['document_id', 'text'],
  ['sender_her_id', 'int'],
  ['sender_organization_number', 'text'],
  ['message_type', 'text'],
  ['document_kind_id', 'int'],
  ['generated_at', 'timestamptz'],
  ['generated_text', 'text'],
  ['conversation_id', 'text'],
  ['parent_id', 'text'],
  ['digest', 'bytea'],
  ['size_bytes', 'int'],
  ['packing', 'smallint'],
  ['content', 'bytea'],
  ['accepted_at', 'timestamptz'],
  ['acceptance', 'jsonb'],
  ['deliveries', 'jsonb'],
  ['answers_message_id', 'uuid'],
  ['receipt_match', 'jsonb'],
  ['is_second_receipt', 'boolean'],
];

/**
 * Commits up to 64 documents in one statement: keys, messages, bodies, deliveries, events and notifications, or none.
 *
 * Order matters twice. Keys are taken in sorted order, so that two batches with the same keys cannot wait for each
 * other. The numbers are taken last (`head` needs the finished lists), so that the one row all batches share is held
 * only from there to the commit. What is not returned was a duplicate, or the second receipt of one receiver; that one
 * comes again, as a second one, and is kept without a place.
 *
 * A receipt whose id its sender has used before takes no place: it would be an answer without a message. Where that id
 * is taken in the same instant, `refuse_lost_receipts` refuses the whole statement, and the entries are committed one by one.
 */
const statement = batchStatement(
  'exchange-commit',
  columns,
  (input) => `
with input as (${input}),
first_receipt as (
  insert into exchange.receipt (original_message_id, receiver_her_id, receipt_message_id)
  select answers_message_id, sender_her_id, id from input
   where answers_message_id is not null and not is_second_receipt
     and not exists (select from exchange.document_key as used
                      where used.sender_her_id = input.sender_her_id and used.document_id = input.document_id)
   order by answers_message_id, sender_her_id
  on conflict do nothing
  returning receipt_message_id),
new_key as (
  insert into exchange.document_key (message_id, sender_her_id, document_id, digest)
  select id, sender_her_id, document_id, digest from input
   where answers_message_id is null or is_second_receipt or id in (select receipt_message_id from first_receipt)
   order by document_id, sender_her_id, position
  on conflict do nothing
  returning message_id),
fresh as (select input.* from input join new_key on new_key.message_id = input.id),
new_message as (
  insert into exchange.message (id, generated_at, accepted_at, sender_her_id, size_bytes, document_kind_id, answers_message_id,
    digest, document_id, sender_organization_number, message_type, generated_text, conversation_id, parent_id)
  select id, generated_at, accepted_at, sender_her_id, size_bytes, document_kind_id, answers_message_id,
    digest, document_id, sender_organization_number, message_type, generated_text, conversation_id, parent_id
    from fresh),
new_body as (
  insert into exchange.body (message_id, packing, content) select id, packing, content from fresh),
receiver as (
  select fresh.position, fresh.id, fresh.sender_her_id, fresh.answers_message_id, fresh.accepted_at,
         to_whom.her_id, to_whom.organization_number, to_whom.route, to_whom.route ->> 'transport' as transport,
         to_whom.envelope_id, to_whom.give_up_at, to_whom.envelope_id is null or fresh.answers_message_id is not null as is_told
    from fresh, jsonb_to_recordset(fresh.deliveries) as to_whom (
      her_id int, organization_number text, route jsonb, envelope_id uuid, give_up_at timestamptz)),
new_delivery as (
  insert into exchange.delivery (message_id, receiver_her_id, organization_number, transport)
  select id, her_id, organization_number, transport from receiver),
new_outbound as (
  insert into exchange.outbound (message_id, receiver_her_id, envelope_id, transport, partner, due_at, give_up_at)
  select id, her_id, envelope_id, transport, organization_number, accepted_at, give_up_at
    from receiver where envelope_id is not null),
to_record (position, step, message_id, receiver_her_id, kind, occurred_at, proof) as (
  select position, 1, id, null::int, 'accepted'::exchange.event_kind, accepted_at, acceptance from fresh
  union all
  select position, 2, id, her_id, case when envelope_id is null then 'delivered' else 'routed' end::exchange.event_kind,
         accepted_at, route
    from receiver
  union all
  select position, 3, answers_message_id, sender_her_id,
         case when is_second_receipt then 'second-receipt-kept' else 'receipt-matched' end::exchange.event_kind,
         accepted_at, receipt_match
    from fresh where answers_message_id is not null),
head as materialized (
  select taken.event_sequence, taken.feed_offset
    from (select (select count(*) from to_record) as events,
                 (select array_agg(her_id) from receiver where is_told) as notified,
                 (select count(*) from first_receipt) as places,
                 (select count(*) from fresh where answers_message_id is not null and not is_second_receipt) as receipts) as needed,
         lateral exchange.take_numbers(needed.events, needed.notified) as taken
   where exchange.refuse_lost_receipts(needed.places, needed.receipts)),
new_event as (
  insert into exchange.event (sequence, occurred_at, message_id, receiver_her_id, kind, proof)
  select head.event_sequence + row_number() over (order by position, step, receiver_her_id),
         occurred_at, message_id, receiver_her_id, kind, proof
    from to_record, head),
new_notification as (
  insert into exchange.notification (feed_offset, created_at, message_id, her_id, triggered_by_her_id, kind)
  select head.feed_offset + row_number() over (order by position, her_id), accepted_at,
         coalesce(answers_message_id, id), her_id, sender_her_id,
         case when answers_message_id is null then 'NewMessage' else 'MessageApprecInfoUpdated' end::exchange.notification_kind
    from receiver, head
   where is_told)
select id from fresh`,
);

/**
 * Commits the entries together; gives, in their order, whether each is new. The database's answer is the proof that
 * they are on disk (synchronous_commit). Safe to repeat: an entry that is there already is simply not new.
 */
export async function commitEntries(database: Database, entries: readonly Entry[]): Promise<boolean[]> {
  const { rows } = await database.pool.query<{ id: string }>(statement(entries.map(rowOf)));
  const fresh = new Set(rows.map((row) => row.id));
  return entries.map((entry) => fresh.has(entry.id));
}

function rowOf(entry: Entry, position: number): unknown[] {
  return [
    position,
    entry.id,
    entry.documentId,
    entry.senderHerId,
    entry.senderOrganizationNumber,
    entry.messageType,
    entry.documentKindId,
    entry.generatedAt,
    entry.generatedText,
    entry.conversationId ?? null,
    entry.parentId ?? null,
    entry.digest,
    entry.sizeBytes,
    entry.body.packing,
    entry.body.content,
    entry.acceptedAt,
    JSON.stringify(entry.acceptance),
    JSON.stringify(entry.deliveries),
    entry.original?.messageId ?? null,
    entry.original ? JSON.stringify(entry.original.proof) : null,
    entry.original?.isAnswered ?? false,
  ];
}
