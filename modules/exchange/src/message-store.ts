import type { Db } from '@samband/db';
import { sql } from 'kysely';
import type { MessageEvent } from './event.ts';
import type { Tables } from './tables.ts';

/** A message without its body. */
export interface StoredMessage {
  readonly id: string;
  readonly kind: 'document' | 'receipt';
  readonly documentId: string;
  readonly senderHerId: number;
  readonly receiverHerIds: readonly number[];
  /** HER-id → whose it was when the message was accepted. */
  readonly organizationNumbers: Readonly<Record<number, string>>;
  readonly messageType: string;
  readonly documentType: string;
  readonly namespace: string;
  readonly version: string;
  readonly generatedAt: Date;
  readonly generatedText: string;
  readonly conversationId: string | undefined;
  readonly parentId: string | undefined;
  readonly digest: string;
  readonly sizeBytes: number;
  readonly acceptedAt: Date;
}

const messagesMax = 200;
const eventsMax = 5_000;

/** Messages by our own id, oldest first. */
export async function findMessages(db: Db<Tables>, ids: readonly string[]): Promise<StoredMessage[]> {
  const { rows } = await sql<Omit<StoredMessage, 'conversationId' | 'parentId'> & Record<string, unknown>>`
    select message.id, message.kind, message.document_id as "documentId", message.sender_her_id as "senderHerId",
           delivery.her_ids as "receiverHerIds",
           delivery.organization_numbers || jsonb_build_object(message.sender_her_id, message.sender_organization_number)
             as "organizationNumbers",
           message.message_type as "messageType", message.document_type as "documentType",
           message.namespace, message.version, message.generated_at as "generatedAt",
           message.generated_text as "generatedText", message.conversation_id as "conversationId",
           message.parent_id as "parentId", encode(message.digest, 'hex') as "digest",
           message.size_bytes as "sizeBytes", message.accepted_at as "acceptedAt"
      from exchange.message
      cross join lateral (
        select array_agg(delivery.receiver_her_id order by delivery.receiver_her_id) as her_ids,
               jsonb_object_agg(delivery.receiver_her_id, delivery.organization_number) as organization_numbers
          from exchange.delivery
         where delivery.message_id = message.id) as delivery
     where message.id = any(${ids}::uuid[])
     order by message.id
     limit ${messagesMax}
  `.execute(db);
  return rows.map((row) => ({
    ...row,
    conversationId: (row['conversationId'] as string | null) ?? undefined,
    parentId: (row['parentId'] as string | null) ?? undefined,
  }));
}

export async function findMessage(db: Db<Tables>, id: string): Promise<StoredMessage | undefined> {
  return (await findMessages(db, [id]))[0];
}

/** The stored bytes of one document, still packed. */
export async function findBody(db: Db<Tables>, id: string): Promise<{ body: Buffer; sizeBytes: number } | undefined> {
  const row = await db
    .selectFrom('exchange.message')
    .select(['body', 'size_bytes as sizeBytes'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row;
}

/** What happened to these messages, in the order it was committed. */
export async function findEvents(db: Db<Tables>, messageIds: readonly string[]): Promise<MessageEvent[]> {
  const rows = await db
    .selectFrom('exchange.event')
    .select(['sequence', 'message_id', 'receiver_her_id', 'kind', 'occurred_at', 'proof'])
    .where('message_id', 'in', [...messageIds])
    .orderBy('sequence')
    .limit(eventsMax)
    .execute();
  return rows.map(
    (row) =>
      ({
        sequence: Number(row.sequence),
        messageId: row.message_id,
        receiverHerId: row.receiver_her_id ?? undefined,
        kind: row.kind,
        occurredAt: row.occurred_at,
        proof: row.proof,
      }) as unknown as MessageEvent,
  );
}

/** Who has used this MsgId before, and for which bytes. */
export async function findDocumentKey(
  db: Db<Tables>,
  senderHerId: number,
  documentId: string,
): Promise<{ messageId: string; digest: Buffer; acceptedAt: Date | null } | undefined> {
  const row = await db
    .selectFrom('exchange.document_key')
    .leftJoin('exchange.message', 'exchange.message.id', 'exchange.document_key.message_id')
    .select([
      'exchange.document_key.message_id as messageId',
      'exchange.document_key.digest as digest',
      'exchange.message.accepted_at as acceptedAt',
    ])
    .where('exchange.document_key.sender_her_id', '=', senderHerId)
    .where('exchange.document_key.document_id', '=', documentId)
    .executeTakeFirst();
  return row;
}

/** The answer that a receiver has given, if it has. */
export async function findReceiptOf(
  db: Db<Tables>,
  originalMessageId: string,
  receiverHerId: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('exchange.receipt')
    .select('receipt_message_id')
    .where('original_message_id', '=', originalMessageId)
    .where('receiver_her_id', '=', receiverHerId)
    .executeTakeFirst();
  return row?.receipt_message_id;
}

/** Ids of all messages that an id points at: ours, a MsgId or AppRec id, or a conversation; with receipts and their originals. */
export async function findRelatedIds(db: Db<Tables>, anyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with named as (
      select id from exchange.message where id = ${asUuid(anyId)}::uuid
      union select id from exchange.message where document_id = ${anyId}
      union select id from exchange.message where conversation_id = ${anyId}
      limit ${messagesMax})
    select id from named
    union select receipt_message_id from exchange.receipt where original_message_id in (select id from named)
    union select original_message_id from exchange.receipt where receipt_message_id in (select id from named)
    order by id
    limit ${messagesMax}
  `.execute(db);
  return rows.map((row) => row.id);
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id where it has the form of a UUID, else null: PostgreSQL would refuse to compare. */
export function asUuid(id: string): string | null {
  return uuidForm.test(id) ? id.toLowerCase() : null;
}
