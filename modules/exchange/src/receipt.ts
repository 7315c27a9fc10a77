import type { DocumentHeader } from '@samband/standards';
import { OriginalUnknown } from './errors.ts';
import type { Proofs } from './event.ts';
import type { StoredMessage } from './message-store.ts';
import type { Messages } from './messages.ts';

/** As many as our own receipts can have. */
const errorsMax = 50;

/** The facts of an application receipt, out of its header. */
export type ReceiptHeader = DocumentHeader & { readonly receipt: NonNullable<DocumentHeader['receipt']> };

export function isReceipt(header: DocumentHeader): header is ReceiptHeader {
  return header.kind === 'receipt' && header.receipt !== undefined;
}

/**
 * The document that a receipt answers: the one with that MsgId which the receipt's receiver once sent to the receipt's
 * sender. An id alone is not enough: two senders may use the same MsgId. Errors: OriginalUnknown.
 */
export async function findOriginal(messages: Messages, header: ReceiptHeader): Promise<StoredMessage> {
  const answeredBy = header.sender.herId ?? 0;
  const originalId = header.receipt.original.messageId;
  const originalSender = header.receivers[0]?.herId;
  const original = originalSender === undefined ? undefined : await messages.findSent(originalSender, originalId);
  if (original?.kind !== 'document' || !original.receiverHerIds.includes(answeredBy)) {
    throw new OriginalUnknown(originalId, answeredBy);
  }
  return original;
}

/** Proof that this receipt answers that document: by the original's id, and which of its other facts agree. */
export function matchProof(
  header: ReceiptHeader,
  original: StoredMessage,
  receipt: { id: string; digest: Buffer; clientId: string },
): Proofs['receipt-matched'] {
  const { issueDate, messageType } = header.receipt.original;
  return {
    receiptMessageId: receipt.id,
    receiptDocumentId: header.messageId,
    receiptDigest: receipt.digest.toString('hex'),
    status: header.receipt.status,
    // Codes only: the free text may speak of the patient. It stays in the receipt itself.
    errors: header.receipt.errors.slice(0, errorsMax).map(({ code }) => ({ code: codeAlone(code) })),
    matchedBy: [
      'original-id',
      ...(issueDate === original.generatedText ? (['issue-date'] as const) : []),
      ...(messageType === original.messageType ? (['message-type'] as const) : []),
    ],
    clientId: receipt.clientId,
  };
}

/** What is longer than any code of 8221 is no code, but text in its place. */
function codeAlone(code: string): string {
  return code.length <= 20 ? code : '?';
}
