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

/** A document that was refused at the door, and what was found in it. */
export interface TracedRefusal {
  /** MsgId of the document, or Id of the AppRec. */
  readonly messageId: string;
  readonly messageType?: string;
  /** As the call named it. */
  readonly senderHerId: number;
  /** The client that submitted it. */
  readonly by: string;
  readonly firstAt: string;
  readonly lastAt: string;
  /** How often the same bytes came within that hour. */
  readonly times: number;
  /** SHA-256 of the bytes as they came. */
  readonly digest: string;
  readonly sizeBytes: number;
  readonly verdict: string;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: 'error' | 'warning';
    readonly path: string;
    readonly line?: number;
    /** The code of 8221 that a receiver would answer with. */
    readonly appRecCode?: string;
  }[];
  /** What a receiver would have answered. */
  readonly suggestedReceipt?: { readonly status: 'rejected'; readonly errors: readonly { readonly code: string }[] };
}

/** All that is known under an id. */
export interface Traced {
  readonly messages: readonly TracedMessage[];
  readonly refusals: readonly TracedRefusal[];
}

export function traceCalls(call: Caller) {
  async function traceWithRefusals(anyId: string, options: CallOptions = {}): Promise<Traced> {
    const path = `/exchange/trace/${encodeURIComponent(anyId)}`;
    const body = await call({ method: 'GET', path, repeatable: true, ...options });
    const { messages, refusals = [] } = body as Omit<Traced, 'refusals'> & Partial<Traced>;
    return { messages, refusals };
  }

  return {
    /** As trace, with what was refused at the door under that MsgId. */
    traceWithRefusals,

    /** Everything known under an id, whichever it is: ours, the sender's MsgId, a receipt's, a conversation's. */
    async trace(anyId: string, options: CallOptions = {}): Promise<readonly TracedMessage[]> {
      return (await traceWithRefusals(anyId, options)).messages;
    },
  };
}
