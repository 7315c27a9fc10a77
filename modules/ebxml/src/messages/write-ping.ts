import type { SigningKey } from '@samband/crypto';
import type { HeaderOrder, MailOrder, WrittenMessage } from './envelope-order.ts';
import { mshService } from './names.ts';
import { type SignalOrder, signalHeader } from './signal-order.ts';
import { writeEnvelope, writeMessageHeader } from './write-envelope.ts';
import { writeSignalMail } from './write-mail.ts';

/** A question of ours to the message handler of another. */
export interface QuestionOrder extends Omit<HeaderOrder, 'service' | 'serviceType' | 'action' | 'refToMessageId'> {
  readonly mail: MailOrder;
}

/** Asks whether the other message handler is there (ebMS 2.0 §8.1). */
export function writePing({ mail, ...order }: QuestionOrder, key: SigningKey): WrittenMessage {
  const header = writeMessageHeader({ ...order, service: mshService, action: 'Ping' });
  return writeSignalMail(writeEnvelope([header]), key, mail);
}

/** Answers it (ebMS 2.0 §8.2). */
export function writePong(order: SignalOrder, key: SigningKey): WrittenMessage {
  const header = writeMessageHeader({ ...signalHeader(order, 'Pong'), refToMessageId: order.about.messageId });
  return writeSignalMail(writeEnvelope([header]), key, order.mail);
}
