import type { SigningKey } from '@samband/crypto';
import { element } from '@samband/xml';
import type { WrittenMessage } from './envelope-order.ts';
import { type SignalOrder, signalHeader } from './signal-order.ts';
import { writeDigests } from './write-digests.ts';
import { toPartyBlock, writeEnvelope, writeMessageHeader, writeTime } from './write-envelope.ts';
import { writeSignalMail } from './write-mail.ts';

export interface AcknowledgmentOrder extends SignalOrder {
  /** When the message was taken. */
  readonly acceptedAt: Date;
}

/**
 * The transport receipt (ebMS 2.0 §6.3.2, HITS 1171 §5.2.3): it repeats what was signed of the message, so that its
 * signature says what was received. Its RefToMessageId stands in eb:Acknowledgment only (rule 109).
 */
export function writeAcknowledgment(order: AcknowledgmentOrder, key: SigningKey): WrittenMessage {
  const envelope = writeEnvelope([
    writeMessageHeader(signalHeader(order, 'Acknowledgment')),
    element(
      'eb:Acknowledgment',
      toPartyBlock,
      element('eb:Timestamp', {}, writeTime(order.acceptedAt)),
      element('eb:RefToMessageId', {}, order.about.messageId),
      writeDigests(order.about.digests),
    ),
  ]);
  return writeSignalMail(envelope, key, order.mail);
}
