import { AcknowledgmentMismatch, AcknowledgmentUnknown } from './errors.ts';
import type { Proofs } from './event.ts';
import type { Ledger } from './ledger.ts';
import { asUuid } from './message-store.ts';
import { closeOutbound, findByEnvelope, findTransfers, keepAcknowledgment, type Sent } from './outbound-store.ts';
import type { Acknowledgment } from './transport.ts';

/** What became of an acknowledgment. `kept`: it came before our own note that we had sent it, and is matched with that. */
export type Matched = 'new' | 'repeated' | 'kept';

export interface Acknowledging {
  /**
   * Takes in what a partner's message handler says of an envelope: matched by the envelope's id, by who says it, and by
   * the digests of what was sent. It counts also when it comes after the delivery was given up. The same again changes
   * nothing. Errors: AcknowledgmentUnknown, AcknowledgmentMismatch, WriteQueueFull, DatabaseUnavailable.
   */
  acknowledge(acknowledgment: Acknowledgment): Promise<Matched>;
  /** When a sending has been noted: takes in what came for that envelope before. Errors: as acknowledge. */
  takeInKept(envelopeId: string): Promise<void>;
}

/** As many as an event keeps. */
const codesMax = 50;

/** Closes transport legs, each with the proof that the partner's message handler has given. */
export function createAcknowledging(ledger: Ledger, now: () => Date): Acknowledging {
  async function acknowledge(acknowledgment: Acknowledgment): Promise<Matched> {
    const { envelopeId, transport, fromHerId } = acknowledgment;
    const sent = asUuid(envelopeId) ? await findByEnvelope(ledger.database, envelopeId) : undefined;
    if (sent?.transport !== transport) throw new AcknowledgmentUnknown(envelopeId, transport);
    if (sent.receiverHerId !== fromHerId) throw new AcknowledgmentMismatch(sent.messageId, 'receiver');
    if (acknowledgment.severity === 'error') return reject(sent, acknowledgment);

    const matched = await matchTransfer(sent, acknowledgment);
    if (matched) return matched;
    // Kept first and then looked for again, as whoever sends notes the sending first and then looks for what was kept:
    // in whichever order the two meet, one of them finds both.
    await keepAcknowledgment(ledger.database, acknowledgment);
    return (await matchTransfer(sent, acknowledgment)) ?? 'kept';
  }

  async function takeInKept(envelopeId: string): Promise<void> {
    const sent = await findByEnvelope(ledger.database, envelopeId);
    if (sent?.kept) await acknowledge(sent.kept);
  }

  async function reject(sent: Sent, { envelopeId, acknowledgmentId, codes = [] }: Acknowledgment): Promise<Matched> {
    const rejection = { envelopeId, rejectionId: acknowledgmentId, codes };
    return (await recordRejection(ledger, { ...sent, ...rejection }, now())) ? 'new' : 'repeated';
  }

  async function matchTransfer(sent: Sent, acknowledgment: Acknowledgment) {
    const transfers = await findTransfers(ledger.database, sent.messageId, sent.receiverHerId);
    if (transfers.length === 0) return undefined;
    const matchedBy = matchDigests(acknowledgment, transfers);
    if (!matchedBy) throw new AcknowledgmentMismatch(sent.messageId, 'digest');
    const isNew = await recordAcknowledgment(ledger, sent, acknowledgment, matchedBy, now());
    return isNew ? 'new' : 'repeated';
  }

  return { acknowledge, takeInKept };
}

/** An acknowledgment names all that was sent; only a list of warnings or an answer, which can name nothing, is matched by id alone. */
function matchDigests(
  { digests, severity, isAnswer }: Acknowledgment,
  transfers: readonly (readonly string[])[],
): Proofs['acknowledged']['matchedBy'] | undefined {
  if ((severity === 'warning' || isAnswer) && digests.length === 0) return ['envelope-id'];
  const named = new Set(digests);
  const isWhole = transfers.some((sent) => sent.length > 0 && sent.every((digest) => named.has(digest)));
  return isWhole ? ['envelope-id', 'digest'] : undefined;
}

/** The event, and the sender's entry; then nothing more is sent. True when it is new. */
async function recordAcknowledgment(
  ledger: Ledger,
  { messageId, receiverHerId, senderHerId, transport }: Sent,
  { envelopeId, acknowledgmentId, digests, severity, codes = [] }: Acknowledgment,
  matchedBy: Proofs['acknowledged']['matchedBy'],
  occurredAt: Date,
): Promise<boolean> {
  const isNew = await ledger.record({
    messageId,
    receiverHerId,
    kind: 'acknowledged',
    occurredAt,
    proof: {
      transport,
      envelopeId,
      acknowledgmentId,
      digests,
      matchedBy,
      ...(severity === 'warning' && { warnings: codes.slice(0, codesMax) }),
    },
    notify: { herId: senderHerId, kind: 'MessageDeliveryStateUpdated' },
  });
  await closeOutbound(ledger.database, messageId, receiverHerId);
  return isNew;
}

/** A refusal by the partner's message handler: the event, and the sender's entry; then nothing more is sent. */
export async function recordRejection(
  ledger: Ledger,
  rejected: Omit<Sent, 'kept'> & { envelopeId: string; rejectionId?: string | undefined; codes: readonly string[] },
  occurredAt: Date,
): Promise<boolean> {
  const { messageId, receiverHerId, senderHerId, transport, envelopeId, rejectionId, codes } = rejected;
  const isNew = await ledger.record({
    messageId,
    receiverHerId,
    kind: 'transport-rejected',
    occurredAt,
    proof: { transport, envelopeId, ...(rejectionId && { rejectionId }), codes: codes.slice(0, codesMax) },
    notify: { herId: senderHerId, kind: 'RefusedMessage' },
  });
  await closeOutbound(ledger.database, messageId, receiverHerId);
  return isNew;
}
