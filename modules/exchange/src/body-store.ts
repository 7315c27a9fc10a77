import type { Database } from '@samband/db';
import type { PackedBody } from './body.ts';
import { prepared } from './prepared.ts';

const selectBody = prepared<PackedBody>('body', 'select packing, content from exchange.body where message_id = $1');

/** The document of a message, still packed; undefined when there is no such message, or its body has been removed. */
export async function findBody(database: Database, messageId: string): Promise<PackedBody | undefined> {
  return (await selectBody(database, messageId))[0];
}
