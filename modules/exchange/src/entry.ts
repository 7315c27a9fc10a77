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
  /** One for each receiver; `route` is the proof of the 'delivered' event. */
  readonly deliveries: readonly {
    readonly her_id: number;
    readonly organization_number: string;
    readonly route: object;
  }[];
  /** A receipt's original, and the proof of its 'receipt-matched' event. */
  readonly original?: { readonly messageId: string; readonly proof: object };
}
