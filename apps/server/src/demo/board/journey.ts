import type { MessageEvent, TracedMessage } from '@samband/exchange';

/** A letter's way, as anybody may see it: what happened, when, and what proves it. No content, nobody's id, no patient. */
export interface Journey {
  readonly id: string;
  readonly sender: { readonly herId: number; readonly name: string | undefined };
  readonly receiver: { readonly herId: number; readonly name: string | undefined };
  readonly steps: readonly JourneyStep[];
  /** Past the deadline of the acknowledgment or of the answer. */
  readonly isLate: boolean;
  /** The sender's system has the answer: nothing more is to come. */
  readonly isSeen: boolean;
}

export interface JourneyStep {
  /** In the order of the network's log, over all messages: the step's place in the evidence. */
  readonly sequence: number;
  readonly at: string;
  readonly kind: MessageEvent['kind'];
  readonly text: string;
  readonly facts: StepFacts;
}

/** What of an event's proof is shown. */
export interface StepFacts {
  readonly digest?: string;
  readonly sizeBytes?: number;
  readonly registerVersion?: number;
  readonly organizationNumber?: string;
  readonly receiptStatus?: '1' | '2' | '3';
  readonly errorCodes?: readonly string[];
}

/** Errors: TypeError when the message has no receiver, which the exchange does not accept. */
export function journeyOf({ message, sender, receivers, events, statuses }: TracedMessage): Journey {
  const [receiver] = receivers;
  if (!receiver) throw new TypeError('a letter has a receiver');
  return {
    id: message.id,
    sender,
    receiver,
    steps: events.map((event) => ({
      sequence: event.sequence,
      at: event.occurredAt.toISOString(),
      kind: event.kind,
      text: event.text,
      facts: factsOf(event),
    })),
    isLate: statuses.some(({ business, isTransportLate }) => business === 'overdue' || isTransportLate),
    isSeen: statuses.every(({ isSeen }) => isSeen),
  };
}

/** Field by field, so that what a proof is given later does not show by itself. */
function factsOf(event: MessageEvent): StepFacts {
  switch (event.kind) {
    case 'accepted':
      return { digest: event.proof.digest, sizeBytes: event.proof.sizeBytes };
    case 'delivered':
      return {
        registerVersion: event.proof.registerVersion,
        organizationNumber: event.proof.organizationNumber,
      };
    case 'fetched':
      return { digest: event.proof.digest, organizationNumber: event.proof.organizationNumber };
    case 'downloaded':
    case 'receipt-seen':
      return { organizationNumber: event.proof.organizationNumber };
    case 'receipt-matched':
      return {
        receiptStatus: event.proof.status,
        errorCodes: event.proof.errors.map(({ code }) => code),
        digest: event.proof.receiptDigest,
      };
    default:
      return {};
  }
}
