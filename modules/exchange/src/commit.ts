import type { Database } from '@samband/db';
import { type Column, columnNames, perRowCount, valuesList } from './values.ts';

/** Everything that one accepted document brings to disk. */
export interface Entry {
  readonly id: string;
  readonly kind: 'document' | 'receipt';
  readonly documentId: string;
  readonly senderHerId: number;
  readonly senderOrganizationNumber: string;
  readonly messageType: string;
  readonly documentType: string;
  readonly namespace: string;
  readonly version: string;
  readonly generatedAt: Date;
  readonly generatedText: string;
  readonly conversationId: string | undefined;
  readonly parentId: string | undefined;
  readonly digest: Buffer;
  readonly sizeBytes: number;
  readonly body: Buffer;
  readonly acceptedAt: Date;
  readonly acceptance: object;
  /** One for each receiver; `route` is the proof of the 'delivered' event. */
  readonly deliveries: readonly {
    readonly her_id: number;
    readonly organization_number: string;
    readonly route: object;
  }[];
  /** A receipt's original, and the proof of its 'receipt-matched' event. */
  readonly original?: { readonly messageId: string; readonly proof: object };
}

const columns: readonly Column[] = [
  ['position', 'int'],
  ['id', 'uuid'],
  ['kind', 'text'],
  ['document_id', 'text'],
  ['sender_her_id', 'int'],
  ['sender_organization_number', 'text'],
  ['message_type', 'text'],
  ['document_type', 'text'],
  ['namespace', 'text'],
  ['version', 'text'],
  ['generated_at', 'timestamptz'],
  ['generated_text', 'text'],
  ['conversation_id', 'text'],
  ['parent_id', 'text'],
  ['digest', 'bytea'],
  ['size_bytes', 'int'],
  ['body', 'bytea'],
  ['accepted_at', 'timestamptz'],
  ['acceptance', 'jsonb'],
  ['deliveries', 'jsonb'],
  ['original_message_id', 'uuid'],
  ['receipt_match', 'jsonb'],
];

/**
 * Commits up to 64 documents in one statement: keys, messages, deliveries, events and notifications, or none of them.
 *
 * Order matters twice. Keys are taken in sorted order, so that two batches with the same keys cannot wait for each
 * other. The numbers are taken last (`head` needs the finished lists), so that the one row all batches share is held
 * only from there to the commit. What is not returned was a duplicate, or the second receipt of one receiver.
 *
 * A receipt whose id its sender has used before takes no place: it would be an answer without a message. Where that id
 * is taken in the same instant, the foreign key refuses the whole statement, and the entries are committed one by one.
 */
const statement = perRowCount(
  (rowCount) => `
with input (${columnNames(columns)}) as (${valuesList(columns, rowCount)}),
first_receipt as (
  insert into exchange.receipt (original_message_id, receiver_her_id, receipt_message_id)
  select original_message_id, sender_her_id, id from input
   where kind = 'receipt'
     and not exists (select from exchange.document_key as used
                      where used.sender_her_id = input.sender_her_id and used.document_id = input.document_id)
   order by original_message_id, sender_her_id
  on conflict do nothing
  returning receipt_message_id),
new_key as (
  insert into exchange.document_key (sender_her_id, document_id, message_id, digest)
  select sender_her_id, document_id, id, digest from input
   where kind = 'document' or id in (select receipt_message_id from first_receipt)
   order by sender_her_id, document_id, position
  on conflict do nothing
  returning message_id),
fresh as (select input.* from input join new_key on new_key.message_id = input.id),
new_message as (
  insert into exchange.message (id, kind, document_id, sender_her_id, sender_organization_number, message_type, document_type, namespace, version,
    generated_at, generated_text, conversation_id, parent_id, digest, size_bytes, body, accepted_at)
  select id, kind, document_id, sender_her_id, sender_organization_number, message_type, document_type, namespace, version,
    generated_at, generated_text, conversation_id, parent_id, digest, size_bytes, body, accepted_at
    from fresh),
receiver as (
  select fresh.position, fresh.id, fresh.kind, fresh.sender_her_id, fresh.original_message_id, fresh.accepted_at,
         to_whom.her_id, to_whom.organization_number, to_whom.route
    from fresh, jsonb_to_recordset(fresh.deliveries) as to_whom (her_id int, organization_number text, route jsonb)),
new_delivery as (
  insert into exchange.delivery (message_id, receiver_her_id, organization_number, transport, route)
  select id, her_id, organization_number, 'mailbox', route from receiver),
to_record (position, step, message_id, receiver_her_id, kind, occurred_at, proof) as (
  select position, 1, id, null::int, 'accepted', accepted_at, acceptance from fresh
  union all
  select position, 2, id, her_id, 'delivered', accepted_at, route from receiver
  union all
  select position, 3, original_message_id, sender_her_id, 'receipt-matched', accepted_at, receipt_match
    from fresh where kind = 'receipt'),
to_notify (position, her_id, message_id, kind, triggered_by_her_id, created_at) as (
  select position, her_id,
         case kind when 'receipt' then original_message_id else id end,
         case kind when 'receipt' then 'MessageApprecInfoUpdated' else 'NewMessage' end,
         sender_her_id, accepted_at
    from receiver),
head as materialized (
  select taken.event_sequence, taken.feed_offset
    from (select (select count(*) from to_record) as events, (select count(*) from to_notify) as notifications) as needed,
         lateral exchange.take_numbers(needed.events, needed.notifications) as taken),
new_event as (
  insert into exchange.event (sequence, message_id, receiver_her_id, kind, occurred_at, proof)
  select head.event_sequence + row_number() over (order by position, step, receiver_her_id),
         message_id, receiver_her_id, kind, occurred_at, proof
    from to_record, head),
new_notification as (
  insert into exchange.notification (feed_offset, her_id, message_id, kind, triggered_by_her_id, created_at)
  select head.feed_offset + row_number() over (order by position, her_id),
         her_id, message_id, kind, triggered_by_her_id, created_at
    from to_notify, head)
select id from fresh`,
);

/**
 * Commits the entries together; gives, in their order, whether each is new. The database's answer is the proof that
 * they are on disk (synchronous_commit). Safe to repeat: an entry that is there already is simply not new.
 */
export async function commitEntries(database: Database, entries: readonly Entry[]): Promise<boolean[]> {
  const { rows } = await database.pool.query<{ id: string }>({
    name: `exchange-commit-${entries.length}`,
    text: statement(entries.length),
    values: entries.flatMap(rowOf),
  });
  const fresh = new Set(rows.map((row) => row.id));
  return entries.map((entry) => fresh.has(entry.id));
}

function rowOf(entry: Entry, position: number): unknown[] {
  return [
    position,
    entry.id,
    entry.kind,
    entry.documentId,
    entry.senderHerId,
    entry.senderOrganizationNumber,
    entry.messageType,
    entry.documentType,
    entry.namespace,
    entry.version,
    entry.generatedAt,
    entry.generatedText,
    entry.conversationId ?? null,
    entry.parentId ?? null,
    entry.digest,
    entry.sizeBytes,
    entry.body,
    entry.acceptedAt,
    JSON.stringify(entry.acceptance),
    JSON.stringify(entry.deliveries),
    entry.original?.messageId ?? null,
    entry.original ? JSON.stringify(entry.original.proof) : null,
  ];
}
