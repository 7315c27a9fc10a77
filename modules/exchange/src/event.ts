import type { KeptWarning } from './kept-findings.ts';

/** What can happen to a message, and the evidence that each kind carries. Nothing in it may hold patient data. */
export interface Proofs {
  /** On disk. The digest is SHA-256 over the bytes as they came. */
  accepted: {
    digest: string;
    sizeBytes: number;
    clientId: string;
    organizationNumber: string;
    transport: string;
    sourceSystem?: string;
    /** What its standard would have otherwise, and receivers take. */
    warnings: readonly KeptWarning[];
    /** How many more there were: about the patient, or past what is kept. */
    warningsLeftOut?: number;
  };
  /** In the receiver's mailbox, in the same commit; what the address register said of the receiver at that instant. */
  delivered: {
    transport: 'mailbox';
    name: string;
    organizationNumber: string;
    registerVersion: number;
    servedFrom: string;
    asOf: string;
  };
  /** A client was given the document. Every time, also the sender's own. */
  fetched: { clientId: string; organizationNumber: string; digest: string };
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
  /** The sender's system has been given the answer. */
  'receipt-seen': { clientId: string; organizationNumber: string };
  /** Another document came with the same MsgId from the same sender, and was refused. */
  'false-reunion-refused': { clientId: string; digest: string };
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
