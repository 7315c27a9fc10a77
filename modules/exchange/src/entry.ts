import type { PackedBody } from './body.ts';

/** Everything that one accepted document brings to disk. */
export interface Entry {
  readonly id: string;
  readonly documentId: string;
  readonly senderHerId: number;
  readonly senderOrganizationNumber: string;
  readonly messageType: string;
  readonly documentKindId: number;
  readonly generatedAt: Date;
  readonly generatedText: string;
  readonly conversationId: string | undefined;
  readonly parentId: string | undefined;
  readonly digest: Buffer;
  readonly sizeBytes: number;
  readonly body: PackedBody;
  readonly acceptedAt: Date;
  readonly acceptance: object;
  /** One for each receiver. */
  readonly deliveries: readonly Delivery[];
  /**
   * A receipt's original, and the proof of its 'receipt-matched' event. Where the receiver had answered already, the
   * receipt is kept and delivered to nobody.
   */
  readonly original?: { readonly messageId: string; readonly proof: object; readonly isAnswered?: true };
}

/** Names as in the statement, which reads it as JSON. */
export interface Delivery {
  readonly her_id: number;
  readonly organization_number: string;
  /** The proof of the event 'delivered', or 'routed'. */
  readonly route: object;
  /** Where a transport has to push it; a mailbox has neither. */
  readonly envelope_id?: string;
  readonly give_up_at?: Date;
}
