import type { Caller, CallOptions } from './caller.ts';

/** One thing that happened to a message, with its evidence. */
export interface TraceEvent {
  readonly id?: string | number;
  readonly at: string;
  /** `accepted`, `delivered`, `fetched`…; more kinds come with time, so show what you do not know as it is. */
  readonly kind: string;
  readonly receiverHerId?: number | null;
  readonly by?: unknown;
  readonly proof?: Readonly<Record<string, unknown>>;
  readonly text?: string;
}

/** Where one receiver stands, computed from the events. */
export interface TraceStatus {
  readonly receiverHerId: number;
  readonly transport?: string;
  /** `awaiting`, `overdue`, `approved`, `approved-with-errors` or `rejected`. */
  readonly business?: string;
  readonly receiptDueAt?: string;
  readonly [other: string]: unknown;
}

export interface TracedMessage {
  readonly id: string;
  /** The sender's MsgId. */
  readonly messageId: string;
  readonly documentType?: string;
  readonly sender?: unknown;
  readonly receivers?: readonly unknown[];
  readonly acceptedAt: string;
  readonly events: readonly TraceEvent[];
  readonly statuses: readonly TraceStatus[];
}

export function traceCalls(call: Caller) {
  return {
    /** Everything known under an id, whichever it is: ours, the sender's MsgId, a receipt's. */
    async trace(anyId: string, options: CallOptions = {}): Promise<readonly TracedMessage[]> {
      const path = `/exchange/trace/${encodeURIComponent(anyId)}`;
      const body = await call({ method: 'GET', path, repeatable: true, ...options });
      return (body as { messages: TracedMessage[] }).messages;
    },
  };
}
