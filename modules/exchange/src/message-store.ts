import type { Database } from '@samband/db';
import { prepared } from './prepared.ts';

/** A message without its body. */
export interface StoredMessage {
  readonly id: string;
  readonly kind: 'document' | 'receipt';
  /** Of a receipt: the document that it answers. */
  readonly answersMessageId: string | undefined;
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

type MessageRow = Omit<StoredMessage, 'answersMessageId' | 'conversationId' | 'parentId'> & {
  readonly answersMessageId: string | null;
  readonly conversationId: string | null;
  readonly parentId: string | null;
};

const messagesMax = 200;
// Each with its receipts, or with its original.
const relatedMax = 101 * messagesMax;
/** The columns of a StoredMessage, of `message`, its kind and its deliveries. */
const messageColumns = `
  message.id, case when message.answers_message_id is null then 'document' else 'receipt' end as kind,
  message.answers_message_id as "answersMessageId", message.document_id as "documentId", message.sender_her_id as "senderHerId",
  delivery.her_ids as "receiverHerIds",
  delivery.organization_numbers || jsonb_build_object(message.sender_her_id, message.sender_organization_number)
    as "organizationNumbers",
  message.message_type as "messageType", document_kind.document_type as "documentType",
  document_kind.namespace, document_kind.version,
  message.generated_at as "generatedAt", message.generated_text as "generatedText",
  message.conversation_id as "conversationId", message.parent_id as "parentId",
  encode(message.digest, 'hex') as "digest", message.size_bytes as "sizeBytes", message.accepted_at as "acceptedAt"`;

const kindAndDeliveries = `
  join exchange.document_kind on document_kind.id = message.document_kind_id
  cross join lateral (
    select coalesce(array_agg(delivery.receiver_her_id order by delivery.receiver_her_id), '{}') as her_ids,
           coalesce(jsonb_object_agg(delivery.receiver_her_id, delivery.organization_number), '{}') as organization_numbers
      from exchange.delivery
     where delivery.message_id = message.id) as delivery`;

function toMessage({ answersMessageId, conversationId, parentId, ...row }: MessageRow): StoredMessage {
  return {
    ...row,
    answersMessageId: answersMessageId ?? undefined,
    conversationId: conversationId ?? undefined,
    parentId: parentId ?? undefined,
  };
}

const selectMessages = prepared<MessageRow>(
  'messages',
  `select ${messageColumns} from exchange.message ${kindAndDeliveries}
    where message.id = any($1::uuid[]) order by message.id limit ${relatedMax}`,
);

/** Messages by our own id, oldest first. */
export async function findMessages(database: Database, ids: readonly string[]): Promise<StoredMessage[]> {
  return (await selectMessages(database, ids)).map(toMessage);
}

const selectMessage = prepared<MessageRow>(
  'message',
  `select ${messageColumns} from exchange.message ${kindAndDeliveries} where message.id = $1`,
);

export async function findMessage(database: Database, id: string): Promise<StoredMessage | undefined> {
  const [row] = await selectMessage(database, id);
  return row && toMessage(row);
}

const selectBySender = prepared<MessageRow>(
  'message-of-sender',
  `select ${messageColumns}
     from exchange.document_key as key join exchange.message on message.id = key.message_id ${kindAndDeliveries}
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

const selectRelated = prepared<{ id: string }>(
  'related',
  `with named as (
     select id from (
       select id, sender_organization_number from exchange.message where id = $1::uuid
       union select id, sender_organization_number from exchange.message
              where id in (select message_id from exchange.document_key where document_key.document_id = $2)
       union select id, sender_organization_number from exchange.message
              where id = (select message_id from exchange.outbound where envelope_id = $1::uuid)
       union select id, sender_organization_number from exchange.message where conversation_id = $2) as message
      order by sender_organization_number is not distinct from $3 or exists (
                 select from exchange.delivery
                  where delivery.message_id = message.id and delivery.organization_number = $3) desc,
               id
      limit ${messagesMax})
   select id from named
   union select receipt_message_id from exchange.receipt where original_message_id in (select id from named)
   union select answers_message_id from exchange.message
          where id in (select id from named) and answers_message_id is not null`,
);

/**
 * Ids of all messages that an id points at: ours, a MsgId or AppRec id, a sent envelope's, or a conversation's; with receipts and their
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
