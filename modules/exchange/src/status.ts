import { findEvent, type MessageEvent } from './event.ts';

/** How far the transport has come, in the words of EDI 2.0 (the broker's and ebXML's outcomes map to the same). */
export type TransportState = 'unconfirmed' | 'acknowledged';

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
  readonly claim: 'sent' | 'acknowledged' | 'answered' | 'seen';
  readonly eventSequence: number;
}

export interface ReceiverStatus {
  readonly receiverHerId: number;
  /** In the receiver's mailbox: the 'delivered' event stands in the same commit as the message. */
  readonly isSent: boolean;
  readonly transport: TransportState;
  readonly business: BusinessState;
  readonly receiptDueAt: Date;
  readonly receipt?: ReceiptFact;
  /** The sender's own system has fetched the answer. */
  readonly isSeen: boolean;
  readonly proofs: readonly Proof[];
}

/** An AppRec must be received within 96 hours from GenDate (HITS 1168 §7). */
export const receiptDeadlineMs = 96 * 3_600_000;

const businessStates = { '1': 'approved', '2': 'rejected', '3': 'approved-with-errors' } as const;

/**
 * What may be said of a message, receiver by receiver, from its events alone: no event, no claim.
 * A receiver's own `downloaded`, or its receipt, proves that its system has the document; our having stored it does not.
 */
export function computeStatuses(events: readonly MessageEvent[], generatedAt: Date, now: Date): ReceiverStatus[] {
  const receivers = events.filter((event) => event.kind === 'delivered').map((event) => event.receiverHerId);
  return receivers.filter((herId) => herId !== undefined).map((herId) => statusOf(herId, events, generatedAt, now));
}

function statusOf(herId: number, events: readonly MessageEvent[], generatedAt: Date, now: Date): ReceiverStatus {
  const delivered = findEvent(events, 'delivered', herId);
  const matched = findEvent(events, 'receipt-matched', herId);
  const acknowledged = findEvent(events, 'downloaded', herId) ?? matched;
  const seen = findEvent(events, 'receipt-seen', herId);
  const receiptDueAt = new Date(generatedAt.getTime() + receiptDeadlineMs);
  const receipt = matched && receiptFact(matched, receiptDueAt);
  const unanswered = now > receiptDueAt ? 'overdue' : 'awaiting';
  return {
    receiverHerId: herId,
    isSent: delivered !== undefined,
    transport: acknowledged ? 'acknowledged' : 'unconfirmed',
    business: receipt ? businessStates[receipt.status] : unanswered,
    receiptDueAt,
    ...(receipt && { receipt }),
    isSeen: seen !== undefined,
    proofs: [
      ...proof('sent', delivered),
      ...proof('acknowledged', acknowledged),
      ...proof('answered', matched),
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
  return {
    messageId: receiptMessageId,
    documentId: receiptDocumentId,
    status,
    errors,
    receivedAt,
    isLate: receivedAt > dueAt,
  };
}
