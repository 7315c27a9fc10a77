import type { SigningKey } from '@samband/crypto';
import { element } from '@samband/xml';
import type { WrittenMessage } from './envelope-order.ts';
import { mshService } from './names.ts';
import { type SignalOrder, signalHeader } from './signal-order.ts';
import { writeEnvelope, writeMessageHeader, writeTime } from './write-envelope.ts';
import { writeSignalMail } from './write-mail.ts';
import type { QuestionOrder } from './write-ping.ts';

export interface StatusRequestOrder extends QuestionOrder {
  /** The eb:MessageId that is asked about. */
  readonly statusOf: string;
}

/** Asks what became of a message (ebMS 2.0 §7.1.1). */
export function writeStatusRequest({ mail, statusOf, ...order }: StatusRequestOrder, key: SigningKey): WrittenMessage {
  const header = writeMessageHeader({ ...order, service: mshService, action: 'StatusRequest' });
  const body = element('eb:StatusRequest', { 'eb:version': '2.0' }, element('eb:RefToMessageId', {}, statusOf));
  return writeSignalMail(writeEnvelope([header], body), key, mail);
}

/** ebMS 2.0 §7.1.3. */
export type MessageStatus = 'UnAuthorized' | 'NotRecognized' | 'Received' | 'Processed' | 'Forwarded';

export interface StatusResponseOrder extends SignalOrder {
  /** The eb:MessageId that was asked about. */
  readonly statusOf: string;
  readonly status: MessageStatus;
  /** When it was received; left out where it was not. */
  readonly receivedAt?: Date | undefined;
}

/** Says what became of it (ebMS 2.0 §7.1.2). */
export function writeStatusResponse(order: StatusResponseOrder, key: SigningKey): WrittenMessage {
  const header = { ...signalHeader(order, 'StatusResponse'), refToMessageId: order.about.messageId };
  const body = element(
    'eb:StatusResponse',
    { 'eb:version': '2.0', 'eb:messageStatus': order.status },
    element('eb:RefToMessageId', {}, order.statusOf),
    order.receivedAt ? element('eb:Timestamp', {}, writeTime(order.receivedAt)) : undefined,
  );
  return writeSignalMail(writeEnvelope([writeMessageHeader(header)], body), key, order.mail);
}
