import type { KeptWarning } from './kept-findings.ts';
import type { EnvelopeWishes } from './submission.ts';

/** What can happen to a message, and the evidence that each kind carries. Nothing in it may hold patient data. */
export interface Proofs {
  /** On disk. The digest is SHA-256 over the bytes as they came. */
  accepted: {
    digest: string;
    sizeBytes: number;
    clientId: string;
    organizationNumber: string;
    transport: string;
    /** Of the envelope that it came in, where the transport has any. */
    envelopeId?: string;
    sourceSystem?: string;
    /** What the client wanted otherwise in the envelope: that it was said, not that it was done. */
    envelopeWishes?: EnvelopeWishes;
    /** What its standard would have otherwise, and receivers take. */
    warnings: readonly KeptWarning[];
    /** How many more there were: about the patient, or past what is kept. */
    warningsLeftOut?: number;
  };
  /** In the receiver's mailbox, in the same commit. */
  delivered: Route;
  /** To be pushed to the receiver by a transport, decided in the same commit. Nothing has been sent yet. */
  routed: Route;
  /** A client was given the document. Every time, also the sender's own. */
  fetched: { clientId: string; organizationNumber: string; digest: string };
  /** A transport has tried without success; it will be tried again. */
  attempted: { transport: string; attempt: number; reason: string; retryAt: string };
  /** Handed over to the partner's transport for the first time; `digests` are of what was sent. */
  transferred: Transfer;
  /** Handed over again under the same ids, because no acknowledgment had come. */
  resent: Transfer;
  /** The partner's message handler has it: matched by the envelope's id, and by the digests where it names any. */
  acknowledged: {
    transport: string;
    envelopeId: string;
    acknowledgmentId: string;
    digests: readonly string[];
    matchedBy: readonly ('envelope-id' | 'digest')[];
    /** It came as a list of warnings, which counts as an acknowledgment (HITS 1171 §8.4). */
    warnings?: readonly string[];
  };
  /** The partner's message handler refuses the envelope. */
  'transport-rejected': { transport: string; envelopeId: string; rejectionId?: string; codes: readonly string[] };
  /** The transport's time is up, and nobody has said that they have the document. One that comes late still counts. */
  abandoned: { transport: string; dueAt: string; transfers?: number };
  /** The time for an answer is up, and the sender was told. */
  'receipt-overdue': { dueAt: string };
  /** The receiver's system says that it has taken the document in. */
  downloaded: { clientId: string; organizationNumber: string };
  /** The receiver's answer, matched by the original's MsgId, and by whether issue date and type agree. */
  'receipt-matched': {
    receiptMessageId: string;
    receiptDocumentId: string;
    receiptDigest: string;
    status: '1' | '2' | '3';
    errors: readonly { code: string; text?: string }[];
    matchedBy: readonly ('original-id' | 'issue-date' | 'message-type')[];
    clientId: string;
  };
  /** One more receipt of a receiver that has answered already: kept whole, and without effect (HITS 1168). */
  'second-receipt-kept': Proofs['receipt-matched'];
  /** The sender's system has been given the answer. */
  'receipt-seen': { clientId: string; organizationNumber: string };
  /** Another document came with the same MsgId from the same sender, and was refused. */
  'false-reunion-refused': { clientId: string; digest: string };
  /** The document itself was taken away when its time was up; everything else known of it stays. */
  'body-removed': { keptDays: number };
}

/** What the address register said of a receiver at the instant of acceptance. */
export interface Route {
  readonly transport: string;
  readonly name: string;
  readonly organizationNumber: string;
  readonly registerVersion: number;
  readonly servedFrom: string;
  readonly asOf: string;
}

/** One sending. */
export interface Transfer {
  readonly transport: string;
  readonly envelopeId: string;
  readonly attempt: number;
  readonly digests: readonly string[];
}

export type EventKind = keyof Proofs;

/** One thing that happened, as it is stored: only ever added. */
export type MessageEvent<Kind extends EventKind = EventKind> = {
  [K in Kind]: {
    /** In commit order, over all messages. */
    readonly sequence: number;
    readonly messageId: string;
    /** Undefined when it concerns the message as a whole. */
    readonly receiverHerId: number | undefined;
    readonly kind: K;
    readonly occurredAt: Date;
    readonly proof: Proofs[K];
  };
}[Kind];

/** The first event of a kind, for one receiver when `receiverHerId` is given. */
export function findEvent<Kind extends EventKind>(
  events: readonly MessageEvent[],
  kind: Kind,
  receiverHerId?: number,
): MessageEvent<Kind> | undefined {
  return events.find(
    (event) => event.kind === kind && (receiverHerId === undefined || event.receiverHerId === receiverHerId),
  ) as MessageEvent<Kind> | undefined;
}
