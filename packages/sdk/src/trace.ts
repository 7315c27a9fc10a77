import type { Caller, CallOptions } from './caller.ts';

/** One thing that happened to a message, with its evidence. */
export interface TraceEvent {
  /** Order of commit, over all messages of the network. */
  readonly sequence: number;
  readonly at: string;
  /** `accepted`, `delivered`, `fetched`…; more kinds come with time, so show what you do not know as it is. */
  readonly kind: string;
  readonly receiverHerId?: number;
  /** The client that did it. */
  readonly by?: string;
  readonly text: string;
  readonly proof: Readonly<Record<string, unknown>>;
}

export type BusinessState = 'awaiting' | 'overdue' | 'approved' | 'approved-with-errors' | 'rejected';

/** Where one receiver stands, computed by the network from the events. */
export interface TraceStatus {
  readonly receiverHerId: number;
  readonly sent: boolean;
  readonly transport: string;
  readonly business: BusinessState;
  /** 96 hours after GenDate. */
  readonly receiptDueAt: string;
  readonly receipt?: {
    readonly id: string;
    readonly documentId: string;
    readonly errorCodes: readonly string[];
    readonly receivedAt: string;
    readonly late: boolean;
  };
  readonly seenBySender: boolean;
  /** Which event backs which claim. */
  readonly proofs: readonly { readonly claim: string; readonly eventSequence: number }[];
}

export interface TracedParty {
  readonly herId: number;
  readonly name?: string;
}

export interface TracedMessage {
  readonly id: string;
  readonly kind: 'document' | 'receipt';
  /** The sender's MsgId, or the receipt's Id. */
  readonly messageId: string;
  readonly messageType: string;
  readonly documentType: string;
  readonly version: string;
  readonly generatedAt: string;
  readonly conversationId?: string;
  readonly sender: TracedParty;
  readonly receivers: readonly TracedParty[];
  readonly acceptedAt: string;
  /** SHA-256 of the bytes as they came. */
  readonly digest: string;
  readonly sizeBytes: number;
  readonly events: readonly TraceEvent[];
  /** Empty for a receipt. */
  readonly statuses: readonly TraceStatus[];
}

export function traceCalls(call: Caller) {
  return {
    /** Everything known under an id, whichever it is: ours, the sender's MsgId, a receipt's, a conversation's. */
    async trace(anyId: string, options: CallOptions = {}): Promise<readonly TracedMessage[]> {
      const path = `/exchange/trace/${encodeURIComponent(anyId)}`;
      const body = await call({ method: 'GET', path, repeatable: true, ...options });
      return (body as { messages: TracedMessage[] }).messages;
    },
  };
}
