import type { Receiver } from '@samband/address-register';
import type { Proofs } from './event.ts';

/**
 * A way to push documents to receivers that do not fetch them: ebXML, AMQP. The exchange decides what is sent when, how
 * often and for how long; a transport makes one attempt and says truthfully how it went. The mailbox needs none.
 */
export interface Transport {
  /** As the register's routes name it. */
  readonly name: string;
  /** How long one attempt may take; 60 seconds when not said. */
  readonly timeoutMs?: number;
  /**
   * Whether what is for this receiver goes this way, where the register has it in a mailbox. Asked for each document,
   * before it is committed: answered from memory.
   */
  reaches?(receiver: Receiver): boolean;
  /**
   * One attempt. The same delivery may come again, in another process too, always with the same `envelopeId`: the same
   * bytes must then be sent, so that the partner knows it for a duplicate. Stops when `signal` does. What is thrown is
   * a failure that is tried again.
   */
  deliver(delivery: OutboundDelivery, signal: AbortSignal): Promise<Outcome>;
}

/** One document on its way to one receiver. */
export interface OutboundDelivery {
  readonly messageId: string;
  readonly receiverHerId: number;
  readonly senderHerId: number;
  /** The id that the transport gives its envelope, and that the partner's acknowledgment names. */
  readonly envelopeId: string;
  /** 1 the first time. */
  readonly attempt: number;
  /** What it answers, when it is a receipt: our id of that message. */
  readonly answersMessageId: string | undefined;
  readonly documentId: string;
  readonly messageType: string;
  readonly conversationId: string | undefined;
  /** SHA-256 of the document. */
  readonly digest: string;
  readonly sizeBytes: number;
  /** What the register said of the receiver when the document was accepted. */
  readonly route: Proofs['routed'];
  /** The document, byte for byte as it was accepted. */
  readDocument(): Promise<Buffer>;
}

/** How one attempt went. */
export type Outcome =
  /** The partner has it; its acknowledgment comes later, by `exchange.acknowledge`. `digests`: of what was sent. */
  | { readonly kind: 'transferred'; readonly digests: readonly string[]; readonly resending?: Resending }
  /** Nothing was sent: word of the partner was waiting, and has been given to `exchange.acknowledge`. */
  | { readonly kind: 'heard-of'; readonly resending?: Resending }
  /** The partner has it, and has acknowledged it in the same breath. */
  | {
      readonly kind: 'acknowledged';
      readonly digests: readonly string[];
      readonly acknowledgment: Omit<Acknowledgment, 'transport' | 'envelopeId' | 'fromHerId'>;
    }
  /** The partner will not have it. */
  | { readonly kind: 'rejected'; readonly rejectionId?: string; readonly codes: readonly string[] }
  /** It may go better later. `reason` is a code, and holds nothing of the document. */
  | { readonly kind: 'failed'; readonly reason: string };

/** How often the same is sent again, and how far apart, while no acknowledgment comes: what the two have agreed. */
export interface Resending {
  readonly timesMax: number;
  readonly afterMs: number;
}

/** What a partner's message handler says of an envelope that it was sent; the transport has checked who says it. */
export interface Acknowledgment {
  readonly transport: string;
  /** Of the envelope that it is about. */
  readonly envelopeId: string;
  /** Its own id. */
  readonly acknowledgmentId: string;
  /** Who says it: must be the receiver that the envelope was for. */
  readonly fromHerId: number;
  /** What the partner says it received. A list of warnings carries none, and is matched by id alone. */
  readonly digests: readonly string[];
  /** It is the signed answer itself, in the same breath, which names the envelope and no digests (ebXML, synchronous). */
  readonly isAnswer?: boolean;
  /** Of an ErrorList: `warning` counts as an acknowledgment, `error` as a rejection (HITS 1171 §8.4). */
  readonly severity?: 'warning' | 'error';
  /** Of an ErrorList. */
  readonly codes?: readonly string[];
}
