import { findDocumentKey } from './document-key.ts';
import type { CheckedDocument } from './door.ts';
import type { Entry } from './entry.ts';
import { FalseReunion, ReceiptIsFinal, ReceiversChanged } from './errors.ts';
import type { Ledger } from './ledger.ts';
import { findMessage } from './message-store.ts';
import type { Acceptance, Submission } from './submission.ts';

/** The first answer to the same document; without one, the refusal stands. Errors: ReceiversChanged, the refusal. */
export async function findAccepted(
  ledger: Ledger,
  { senderHerId, receiverHerIds }: Submission,
  { header, digest }: CheckedDocument,
  refused: unknown,
): Promise<Acceptance> {
  const known = await findDocumentKey(ledger.database, senderHerId, header.messageId);
  if (!known?.acceptedAt || !known.digest.equals(digest)) throw refused;
  await assertSameReceivers(ledger, known.messageId, receiverHerIds);
  return { messageId: known.messageId, acceptedAt: known.acceptedAt, isDuplicate: true };
}

/** Why an entry was not new, said as the answer or the error that its sender must get. */
export async function answerAgain(
  ledger: Ledger,
  entry: Entry,
  submission: Submission,
  occurredAt: Date,
): Promise<Acceptance> {
  const known = await findDocumentKey(ledger.database, entry.senderHerId, entry.documentId);
  if (known?.digest.equals(entry.digest)) {
    await assertSameReceivers(
      ledger,
      known.messageId,
      entry.deliveries.map(({ her_id }) => her_id),
    );
    // With our own id it is our own commit, whose answer was lost on the way back from the database.
    const isDuplicate = known.messageId !== entry.id;
    return { messageId: known.messageId, acceptedAt: known.acceptedAt ?? entry.acceptedAt, isDuplicate };
  }
  if (!known) return keepSecondReceipt(ledger, entry, submission, occurredAt);
  // Of a message that retention has removed the key alone is left: nobody would read an event of it, or take it away.
  if (known.acceptedAt) {
    await ledger.record({
      messageId: known.messageId,
      kind: 'false-reunion-refused',
      occurredAt,
      proof: { clientId: submission.submittedBy.clientId, digest: entry.digest.toString('hex') },
    });
  }
  throw new FalseReunion(entry.documentId, known.messageId);
}

/**
 * A receiver's first answer is final. Another one that comes as a document is kept whole, with no effect on anything
 * (HITS 1168: it is ignored); who asks us to write one is told. Errors: ReceiptIsFinal.
 */
async function keepSecondReceipt(
  ledger: Ledger,
  entry: Entry,
  submission: Submission,
  occurredAt: Date,
): Promise<Acceptance> {
  const { original } = entry;
  if (!original || original.isAnswered || submission.isRefusedWhenAnswered) {
    throw new ReceiptIsFinal(original?.messageId ?? entry.id, entry.senderHerId);
  }
  const second: Entry = { ...entry, deliveries: [], original: { ...original, isAnswered: true } };
  const isNew = await ledger.commit(second);
  if (isNew) return { messageId: entry.id, acceptedAt: entry.acceptedAt, isDuplicate: false };
  return answerAgain(ledger, second, submission, occurredAt);
}

async function assertSameReceivers(ledger: Ledger, messageId: string, asked: readonly number[]): Promise<void> {
  const receiverHerIds = (await findMessage(ledger.database, messageId))?.receiverHerIds ?? [];
  // A receipt that was kept without effect has no receivers, and gets none.
  const added = receiverHerIds.length > 0 ? asked.filter((herId) => !receiverHerIds.includes(herId)) : [];
  if (added.length > 0) throw new ReceiversChanged(messageId, added);
}
