import type { EbxmlRead, SignedDigest } from './ebxml-read.ts';
import type { HeaderOrder, MailOrder } from './envelope-order.ts';
import { mshService } from './names.ts';

/** What a signal must know of the message that it is about. */
export interface SignalSubject {
  readonly fromHerId: number;
  readonly toHerId: number;
  readonly cpaId: string;
  readonly conversationId: string;
  readonly messageId: string;
  readonly digests: readonly SignedDigest[];
}

/** What is needed to write a signal about a message: itself, the mail that carries it, and whose key signs it. */
export interface SignalOrder {
  readonly about: SignalSubject;
  /** Of the signal. */
  readonly messageId: string;
  readonly timestamp: Date;
  readonly mail: MailOrder;
}

/** Undefined where the message does not say enough to be answered with a signal: then a SOAP Fault is all there is. */
export function subjectOf({ header, digests }: EbxmlRead): SignalSubject | undefined {
  const { from, to, cpaId, conversationId, messageId } = header ?? {};
  const [fromHerId, toHerId] = [from?.herId, to?.herId];
  if (fromHerId === undefined || toHerId === undefined || !messageId) return undefined;
  // Both are copied, and must be there to be copied; what the message lacks is said in the error.
  return {
    fromHerId,
    toHerId,
    cpaId: cpaId || `${Math.min(fromHerId, toHerId)}_${Math.max(fromHerId, toHerId)}`,
    conversationId: conversationId || messageId,
    messageId,
    digests,
  };
}

/** The header of a signal: back to the sender, without roles, in the same conversation under the same agreement. */
export function signalHeader(order: SignalOrder, action: string): HeaderOrder {
  const { about, messageId, timestamp } = order;
  return {
    from: { herId: about.toHerId },
    to: { herId: about.fromHerId },
    cpaId: about.cpaId,
    conversationId: about.conversationId,
    service: mshService,
    action,
    messageId,
    timestamp,
  };
}
