import type { Database } from '@samband/db';
import type { MessageEvent } from './event.ts';
import { prepared } from './prepared.ts';

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

/** The document's bytes, still packed. */
export interface StoredBody {
  readonly body: Buffer;
  readonly sizeBytes: number;
}

type MessageRow = Omit<StoredMessage, 'conversationId' | 'parentId'> & {
  readonly conversationId: string | null;
  readonly parentId: string | null;
};

const messagesMax = 200;
// Each with its receipts, or with its original.
const relatedMax = 101 * messagesMax;
// Of what can happen only once for each receiver there is never more: 200 messages to 100 receivers, 4 kinds.
const onceEventsMax = 80_400;
// A document can be read without end: the newest are shown.
const repeatedEventsMaxOfMessage = 200;

/** The columns of a StoredMessage, of `message` and its deliveries. */
const messageColumns = `
  message.id, message.kind, message.document_id as "documentId", message.sender_her_id as "senderHerId",
  delivery.her_ids as "receiverHerIds",
  delivery.organization_numbers || jsonb_build_object(message.sender_her_id, message.sender_organization_number)
    as "organizationNumbers",
  message.message_type as "messageType", message.document_type as "documentType", message.namespace, message.version,
  message.generated_at as "generatedAt", message.generated_text as "generatedText",
  message.conversation_id as "conversationId", message.parent_id as "parentId",
  encode(message.digest, 'hex') as "digest", message.size_bytes as "sizeBytes", message.accepted_at as "acceptedAt"`;

const deliveriesOfMessage = `
  cross join lateral (
    select array_agg(delivery.receiver_her_id order by delivery.receiver_her_id) as her_ids,
           jsonb_object_agg(delivery.receiver_her_id, delivery.organization_number) as organization_numbers
      from exchange.delivery
     where delivery.message_id = message.id) as delivery`;

function toMessage({ conversationId, parentId, ...row }: MessageRow): StoredMessage {
  return { ...row, conversationId: conversationId ?? undefined, parentId: parentId ?? undefined };
}

const selectMessages = prepared<MessageRow>(
  'messages',
  `select ${messageColumns} from exchange.message ${deliveriesOfMessage}
    where message.id = any($1::uuid[]) order by message.id limit ${relatedMax}`,
);

/** Messages by our own id, oldest first. */
export async function findMessages(database: Database, ids: readonly string[]): Promise<StoredMessage[]> {
  return (await selectMessages(database, ids)).map(toMessage);
}

const selectMessage = prepared<MessageRow>(
  'message',
  `select ${messageColumns} from exchange.message ${deliveriesOfMessage} where message.id = $1`,
);

export async function findMessage(database: Database, id: string): Promise<StoredMessage | undefined> {
  const [row] = await selectMessage(database, id);
  return row && toMessage(row);
}

const selectBySender = prepared<MessageRow>(
  'message-of-sender',
  `select ${messageColumns}
     from exchange.document_key as key join exchange.message on message.id = key.message_id ${deliveriesOfMessage}
    where key.sender_her_id = $1 and key.document_id = $2`,
);

/** The document with this MsgId from this sender. */
export async function findSentDocument(
  database: Database,
  senderHerId: number,
  documentId: string,
): Promise<StoredMessage | undefined> {
  const [row] = await selectBySender(database, senderHerId, documentId);
  return row && toMessage(row);
}

const selectBody = prepared<StoredBody>(
  'body',
  'select body, size_bytes as "sizeBytes" from exchange.message where id = $1',
);

export async function findBody(database: Database, id: string): Promise<StoredBody | undefined> {
  return (await selectBody(database, id))[0];
}

interface EventRow {
  readonly sequence: number;
  readonly messageId: string;
  readonly receiverHerId: number | null;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly proof: object;
}

const eventColumns = `
  sequence, message_id as "messageId", receiver_her_id as "receiverHerId", kind, occurred_at as "occurredAt", proof`;

/** What can happen again and again; all else only once, for the message or for each receiver (see the index). */
const repeated = `('fetched', 'false-reunion-refused')`;
const onlyOnce = `('accepted', 'delivered', 'downloaded', 'receipt-matched', 'receipt-seen')`;

const selectProofs = prepared<EventRow>(
  'proofs-of-message',
  `select ${eventColumns} from exchange.event where message_id = $1 and kind in ${onlyOnce}
    order by sequence limit ${onceEventsMax}`,
);

/** What statuses are computed from, in the order it was committed: however often the document was read, none is left out. */
export async function findProofs(database: Database, messageId: string): Promise<MessageEvent[]> {
  return (await selectProofs(database, messageId)).map(toEvent);
}

const selectEvents = prepared<EventRow>(
  'events',
  `select * from (
     (select ${eventColumns} from exchange.event
       where message_id = any($1::uuid[]) and kind in ${onlyOnce} order by sequence limit ${onceEventsMax})
     union all
     select newest.* from unnest($1::uuid[]) as asked (id)
       cross join lateral (
         select ${eventColumns} from exchange.event
          where message_id = asked.id and kind in ${repeated}
          order by sequence desc limit ${repeatedEventsMaxOfMessage}) as newest) as event
    order by sequence`,
);

/** What happened to these messages, in the order it was committed; of what happened very often, the newest. */
export async function findEvents(database: Database, messageIds: readonly string[]): Promise<MessageEvent[]> {
  return (await selectEvents(database, messageIds)).map(toEvent);
}

function toEvent(row: EventRow): MessageEvent {
  return { ...row, receiverHerId: row.receiverHerId ?? undefined } as unknown as MessageEvent;
}

interface DocumentKey {
  readonly messageId: string;
  readonly digest: Buffer;
  readonly acceptedAt: Date | null;
}

const selectKey = prepared<DocumentKey>(
  'document-key',
  `select key.message_id as "messageId", key.digest, message.accepted_at as "acceptedAt"
     from exchange.document_key as key left join exchange.message on message.id = key.message_id
    where key.sender_her_id = $1 and key.document_id = $2`,
);

/** Who has used this MsgId before, and for which bytes; also when the message itself is gone. */
export async function findDocumentKey(
  database: Database,
  senderHerId: number,
  documentId: string,
): Promise<DocumentKey | undefined> {
  return (await selectKey(database, senderHerId, documentId))[0];
}

const selectReceipt = prepared<{ id: string }>(
  'receipt',
  'select receipt_message_id as id from exchange.receipt where original_message_id = $1 and receiver_her_id = $2',
);

/** The answer that a receiver has given, if it has. */
export async function findReceiptOf(
  database: Database,
  originalMessageId: string,
  receiverHerId: number,
): Promise<string | undefined> {
  return (await selectReceipt(database, originalMessageId, receiverHerId))[0]?.id;
}

const selectOriginal = prepared<{ id: string }>(
  'original',
  'select original_message_id as id from exchange.receipt where receipt_message_id = $1',
);

/** The message that a receipt was matched with. */
export async function findOriginalOf(database: Database, receiptMessageId: string): Promise<string | undefined> {
  return (await selectOriginal(database, receiptMessageId))[0]?.id;
}

const selectRelated = prepared<{ id: string }>(
  'related',
  `with named as (
     select id from (
       select id, sender_organization_number from exchange.message where id = $1::uuid
       union select id, sender_organization_number from exchange.message where document_id = $2
       union select id, sender_organization_number from exchange.message where conversation_id = $2) as message
      order by sender_organization_number is not distinct from $3 or exists (
                 select from exchange.delivery
                  where delivery.message_id = message.id and delivery.organization_number = $3) desc,
               id
      limit ${messagesMax})
   select id from named
   union select receipt_message_id from exchange.receipt where original_message_id in (select id from named)
   union select original_message_id from exchange.receipt where receipt_message_id in (select id from named)`,
);

/**
 * Ids of all messages that an id points at: ours, a MsgId or AppRec id, or a conversation; with receipts and their
 * originals. Anybody may use the same MsgId or conversation: where there are too many, the organisation's own come first.
 */
export async function findRelatedIds(
  database: Database,
  anyId: string,
  organizationNumber: string | undefined,
): Promise<string[]> {
  const rows = await selectRelated(database, asUuid(anyId), anyId, organizationNumber ?? null);
  return rows.map((row) => row.id);
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id where it has the form of a UUID, else null: PostgreSQL would refuse to compare. */
export function asUuid(id: string): string | null {
  return uuidForm.test(id) ? id.toLowerCase() : null;
}
