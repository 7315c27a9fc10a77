import type { Database } from '@samband/db';
import { prepared } from './prepared.ts';

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
