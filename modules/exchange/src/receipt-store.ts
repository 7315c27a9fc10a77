import type { Database } from '@samband/db';
import { prepared } from './prepared.ts';

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
