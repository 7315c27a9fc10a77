import { type Dated, type Deadlines, isPast } from './deadlines.ts';
import { findEvent, type MessageEvent } from './event.ts';

/** How far the transport has come, in the words of EDI 2.0 (the broker's and ebXML's outcomes map to the same). */
export type TransportState = 'unconfirmed' | 'acknowledged' | 'rejected' | 'abandoned';

/** What the receiver has answered. `overdue` is no end: a late receipt still counts (HITS 1168). */
export type BusinessState = 'awaiting' | 'overdue' | 'approved' | 'approved-with-errors' | 'rejected';

export interface ReceiptFact {
  readonly messageId: string;
  readonly documentId: string;
  readonly status: '1' | '2' | '3';
  readonly errors: readonly { readonly code: string; readonly text?: string }[];
  readonly receivedAt: Date;
  readonly isLate: boolean;
}

/** A claim that we make about a message, and the event (by its sequence number) that backs it. */
export interface Proof {
  readonly claim: 'sent' | 'acknowledged' | 'rejected' | 'abandoned' | 'answered' | 'alerted' | 'seen';
  readonly eventSequence: number;
}

export interface ReceiverStatus {
  readonly receiverHerId: number;
  /** In the receiver's mailbox, in the same commit as the message; or handed over to the partner's transport. */
  readonly isSent: boolean;
  readonly transport: TransportState;
  readonly transportDueAt: Date;
  /** Acknowledged, but not in time. */
  readonly isTransportLate: boolean;
  readonly business: BusinessState;
  readonly receiptDueAt: Date;
  readonly receipt?: ReceiptFact;
  /** The sender's own system has fetched the answer. */
  readonly isSeen: boolean;
  readonly proofs: readonly Proof[];
}

const businessStates = { '1': 'approved', '2': 'rejected', '3': 'approved-with-errors' } as const;

/**
 * What may be said of a message, receiver by receiver, from its events alone: no event, no claim.
 * A receiver's own `downloaded`, its message handler's acknowledgment, or its receipt proves that its system has the
 * document; our having stored it, or sent it, does not.
 */
export function computeStatuses(
  events: readonly MessageEvent[],
  subject: Dated,
  now: Date,
  deadlines: Deadlines,
): ReceiverStatus[] {
  return receiversOf(events).map(([receiverHerId, addressedAt]) => {
    const own = events.filter((event) => event.receiverHerId === receiverHerId);
    const transport = transportLeg(own, deadlines.transportDueAt(addressedAt));
    const business = businessLeg(own, deadlines.receiptDueAt(subject), now);
    return { receiverHerId, ...transport, ...business, proofs: [...transport.proofs, ...business.proofs] };
  });
}

/** Those whom the message was put in the mailbox of, or is to be pushed to, and since when. */
function receiversOf(events: readonly MessageEvent[]): [herId: number, addressedAt: Date][] {
  const addressedAt = new Map<number, Date>();
  for (const { kind, receiverHerId, occurredAt } of events) {
    const isAddressed = kind === 'delivered' || kind === 'routed';
    if (isAddressed && receiverHerId !== undefined) addressedAt.set(receiverHerId, occurredAt);
  }
  return [...addressedAt];
}

/**
 * Between an acknowledgment and a rejection the latest counts. That the time ran out is no evidence of anything: whoever
 * says afterwards that it has the document is believed, and shown as late.
 */
function transportLeg(events: readonly MessageEvent[], transportDueAt: Date) {
  const sent = findEvent(events, 'delivered') ?? findEvent(events, 'transferred');
  const rejected = findEvent(events, 'transport-rejected');
  const acknowledged = events.find((event) => isAcknowledging(event) && event.sequence > (rejected?.sequence ?? 0));
  const abandoned = findEvent(events, 'abandoned');
  const state = acknowledged ? 'acknowledged' : rejected ? 'rejected' : abandoned ? 'abandoned' : 'unconfirmed';
  return {
    isSent: sent !== undefined,
    transport: state as TransportState,
    transportDueAt,
    isTransportLate: acknowledged !== undefined && isPast(transportDueAt, acknowledged.occurredAt),
    proofs: [
      ...proof('sent', sent),
      ...proof('acknowledged', acknowledged),
      ...proof('rejected', rejected),
      ...proof('abandoned', abandoned),
    ],
  };
}

function isAcknowledging({ kind }: MessageEvent): boolean {
  return kind === 'downloaded' || kind === 'acknowledged' || kind === 'receipt-matched';
}

function businessLeg(events: readonly MessageEvent[], receiptDueAt: Date, now: Date) {
  const matched = findEvent(events, 'receipt-matched');
  const seen = findEvent(events, 'receipt-seen');
  const receipt = matched && receiptFact(matched, receiptDueAt);
  const unanswered = isPast(receiptDueAt, now) ? 'overdue' : 'awaiting';
  return {
    business: (receipt ? businessStates[receipt.status] : unanswered) as BusinessState,
    receiptDueAt,
    ...(receipt && { receipt }),
    isSeen: seen !== undefined,
    proofs: [
      ...proof('answered', matched),
      ...proof('alerted', findEvent(events, 'receipt-overdue')),
      ...proof('seen', seen),
    ],
  };
}

function proof(claim: Proof['claim'], event: MessageEvent | undefined): Proof[] {
  return event ? [{ claim, eventSequence: event.sequence }] : [];
}

function receiptFact(event: MessageEvent<'receipt-matched'>, dueAt: Date): ReceiptFact {
  const { receiptMessageId, receiptDocumentId, status, errors } = event.proof;
  const receivedAt = event.occurredAt;
  const isLate = isPast(dueAt, receivedAt);
  return { messageId: receiptMessageId, documentId: receiptDocumentId, status, errors, receivedAt, isLate };
}
