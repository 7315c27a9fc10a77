import type { AddressRegister } from '@samband/address-register';
import type { Accept } from './accept.ts';
import { assertActsFor } from './acting-for.ts';
import type { DocumentWork } from './document-work.ts';
import { BodyRemoved, NotAReceiver, ReceiptIsFinal, ReceiptOnReceipt } from './errors.ts';
import { findEvent } from './event.ts';
import type { Ledger } from './ledger.ts';
import type { StoredMessage } from './message-store.ts';
import { newId } from './new-id.ts';
import type { Reading } from './reading.ts';
import { removedOriginal } from './removed-original.ts';
import type { Acceptance, Actor, EnvelopeWishes } from './submission.ts';

/** A receiver's answer, as its system gives it; we write the AppRec. */
export interface Answer {
  readonly originalMessageId: string;
  readonly receiverHerId: number;
  readonly status: 'ok' | 'rejected' | 'ok-with-errors';
  readonly errors?: readonly { readonly code: string; readonly text?: string }[];
  readonly software?: { readonly name: string; readonly version: string };
  readonly envelopeWishes?: EnvelopeWishes;
}

/** Code system 8258. */
const statusCodes = { ok: '1', rejected: '2', 'ok-with-errors': '3' } as const;

/**
 * Answers documents with application receipts, addressed as the original was and accepted like any other document.
 * The same answer again gives the first one's id. Errors: NotYourParty, MessageNotFound, NotAReceiver,
 * ReceiptOnReceipt, ReceiptIsFinal, and those of accept.
 */
export function createAnswer(
  ledger: Ledger,
  register: AddressRegister,
  reading: Reading,
  accept: Accept,
  work: DocumentWork,
  now: () => Date,
) {
  async function bytesOrFacts(original: StoredMessage, receiverHerId: number): Promise<Uint8Array> {
    try {
      return await reading.bytesOf(original);
    } catch (error) {
      if (!(error instanceof BodyRemoved)) throw error;
      return removedOriginal(register, original, receiverHerId);
    }
  }

  return async (reply: Answer, actor: Actor): Promise<Acceptance> => {
    const { originalMessageId, receiverHerId } = reply;
    await assertActsFor(register, actor, [receiverHerId]);
    const original = await reading.getMessage(originalMessageId, actor);
    if (original.kind === 'receipt') throw new ReceiptOnReceipt(originalMessageId);
    if (!original.receiverHerIds.includes(receiverHerId)) throw new NotAReceiver(originalMessageId, receiverHerId);

    // Of memory alone: the commit knows whether there is one, and nearly always there is none yet.
    const given = ledger.messages.recallReceiptOf(originalMessageId, receiverHerId);
    if (given) return sameAnswer(ledger, original, reply);

    const bytes = await work.writeReceipt({
      original: await bytesOrFacts(original, receiverHerId),
      id: newId(),
      generatedAt: now(),
      status: reply.status,
      by: receiverHerId,
      ...(reply.errors && { errors: reply.errors }),
      ...(reply.software && { software: reply.software }),
    });
    const { envelopeWishes } = reply;
    const parties = { senderHerId: receiverHerId, receiverHerIds: [original.senderHerId] };
    const receipt = { bytes, ...parties, ...(envelopeWishes && { envelopeWishes }) };
    try {
      return await accept({ ...receipt, transport: 'edi-api', submittedBy: actor, isRefusedWhenAnswered: true });
    } catch (error) {
      if (!(error instanceof ReceiptIsFinal)) throw error;
      // The same answer may have been given before, or at the same moment and have won.
      return sameAnswer(ledger, original, reply);
    }
  };
}

/** By the evidence, which outlives the receipt itself. Errors: ReceiptIsFinal. */
async function sameAnswer(ledger: Ledger, { id }: StoredMessage, reply: Answer): Promise<Acceptance> {
  const { receiverHerId, status } = reply;
  const ofReceiver = (await ledger.readProofs(id)).filter((event) => event.receiverHerId === receiverHerId);
  const given = findEvent(ofReceiver, 'receipt-matched');
  if (given?.proof.status !== statusCodes[status]) throw new ReceiptIsFinal(id, receiverHerId);
  return { messageId: given.proof.receiptMessageId, acceptedAt: given.occurredAt, isDuplicate: true };
}
