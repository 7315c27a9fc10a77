import type { Database } from '@samband/db';
import type { PackedBody } from './body.ts';
import { findBody } from './body-store.ts';
import type { DocumentKinds } from './document-kind.ts';
import type { Entry } from './entry.ts';
import { findMessage, findSentDocument, type StoredMessage } from './message-store.ts';
import { ownText } from './own-text.ts';
import { createRecentMessages } from './recent-messages.ts';

/** Some 18,000 letters of ordinary size: at the peak of a nation like Norway, three minutes of traffic. */
const recentBytesMax = 64 * 1024 * 1024;

/** What never changes of a message, from memory where this node accepted it a short while ago, else from the database. */
export interface Messages {
  readonly find: (id: string) => Promise<StoredMessage | undefined>;
  /** The document with this MsgId from this sender. */
  readonly findSent: (senderHerId: number, documentId: string) => Promise<StoredMessage | undefined>;
  readonly findBody: (id: string) => Promise<PackedBody | undefined>;
  /** The answer that a receiver has given, of memory alone: undefined does not say that there is none. */
  readonly recallReceiptOf: (originalMessageId: string, receiverHerId: number) => string | undefined;
  /** Keeps at hand what has just been committed. Only ever called after the commit. */
  readonly remember: (entry: Entry) => void;
}

export function createMessages(database: Database, kinds: DocumentKinds): Messages {
  const recent = createRecentMessages(recentBytesMax);
  return {
    find: async (id) => recent.find(id)?.message ?? findMessage(database, id),
    async findSent(senderHerId, documentId) {
      const id = recent.idOf(senderHerId, documentId);
      const known = id === undefined ? undefined : recent.find(id)?.message;
      return known ?? findSentDocument(database, senderHerId, documentId);
    },
    findBody: async (id) => recent.find(id)?.body ?? findBody(database, id),
    recallReceiptOf: recent.receiptOf,
    remember(entry) {
      const kind = kinds.kindOf(entry.documentKindId);
      if (kind) recent.keep({ message: { ...factsOf(entry), ...kind }, body: entry.body });
    },
  };
}

/** The message as the database would give it. */
function factsOf(entry: Entry): Omit<StoredMessage, 'documentType' | 'namespace' | 'version'> {
  const { id, documentId, senderHerId, messageType, generatedAt, generatedText } = entry;
  const { conversationId, parentId, sizeBytes, acceptedAt, deliveries } = entry;
  const owners = deliveries.map(({ her_id, organization_number }) => [her_id, organization_number] as const);
  return {
    id,
    kind: entry.original ? 'receipt' : 'document',
    answersMessageId: entry.original?.messageId,
    documentId: ownText(documentId),
    senderHerId,
    receiverHerIds: deliveries.map(({ her_id }) => her_id).sort((one, other) => one - other),
    organizationNumbers: Object.fromEntries([...owners, [senderHerId, entry.senderOrganizationNumber] as const]),
    messageType: ownText(messageType),
    generatedAt,
    generatedText: ownText(generatedText),
    conversationId: conversationId && ownText(conversationId),
    parentId: parentId && ownText(parentId),
    digest: entry.digest.toString('hex'),
    sizeBytes,
    acceptedAt,
  };
}
