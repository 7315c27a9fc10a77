import type { HerId } from '../her-id.ts';

/** What a message is about, and which way it goes. */
export interface TermsQuery {
  /** As the envelope names it; without one, the latest agreement of the two. */
  readonly cpaId?: string | undefined;
  readonly from: HerId;
  readonly to: HerId;
  /** The sender's role. Signals have none. */
  readonly role?: string | undefined;
  readonly service: string;
  readonly action: string;
  /** `send`: `to` is the partner. `receive`: `from` is. */
  readonly direction: 'send' | 'receive';
  /** When the message says that it was sent (eb:Timestamp): what counted then, counts. */
  readonly at: Date;
}

export type TermsTransport = 'smtp' | 'http-async' | 'http-sync' | 'amqp' | 'amqp-sync';

export interface TermsEndpoint {
  readonly transport: TermsTransport;
  /** `mailto:name@host`, `https://…`, or the full name of a queue. */
  readonly uri: string;
}

export interface TermsCertificate {
  /** SHA-1 over the DER, upper-case hex: how registers and agreements name it. */
  readonly thumbprint: string;
  /** DER */
  readonly value: Uint8Array;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** Whether receipts are asked for, and signed: MessagingCharacteristics of CPP/CPA 2.0 §8.4.15. */
export type PerMessage = 'always' | 'never' | 'perMessage';
export type SyncReplyMode = 'none' | 'mshSignalsOnly' | 'signalsOnly' | 'responseOnly' | 'signalsAndResponse';

/** On what terms a message goes between two parties: of the partner's side, unless it says otherwise. */
export interface AgreementTerms {
  /** The agreement's id, or `<lowest HER-id>_<highest HER-id>` where there is none. Copied into signals. */
  readonly cpaId: string;
  /** `register`: the two have no agreement about this, and the register's own data and the national defaults count. */
  readonly basis: 'agreement' | 'register';
  readonly partner: HerId;
  /** Where the partner takes it, the one to use first. Empty when the partner has no such address. */
  readonly endpoints: readonly TermsEndpoint[];
  /** Every certificate by which the partner may have signed at that instant, the newest first. */
  readonly signingCertificates: readonly TermsCertificate[];
  /** What is encrypted for the partner is encrypted to this. */
  readonly encryptionCertificate?: TermsCertificate;
  /** How often it is sent again after the first time. */
  readonly retries: number;
  readonly retryIntervalMs: number;
  /** How long a message id is remembered, at least. */
  readonly persistDurationMs: number;
  readonly ackMode: PerMessage;
  readonly ackSignatureMode: PerMessage;
  readonly duplicateElimination: PerMessage;
  readonly syncReplyMode: SyncReplyMode;
  /** URIs that the agreement names for signature and digest: SHA-1 is taken from the partner only where it stands here. */
  readonly signatureAlgorithms: readonly string[];
  /** The process that the agreement found it under. Absent for signals, and with basis `register`. */
  readonly process?: { readonly uuid: string; readonly name: string; readonly version: string };
}

/** HITS 1171 §8.1: twelve hours apart, five times, so that 72 hours pass before it is given up. */
export const NATIONAL_DEFAULTS = {
  retries: 5,
  retryIntervalMs: 12 * 3_600_000,
  persistDurationMs: 96 * 3_600_000,
  ackMode: 'always',
  ackSignatureMode: 'always',
  duplicateElimination: 'always',
  syncReplyMode: 'none',
  signatureAlgorithms: ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2001/04/xmlenc#sha256'],
} as const satisfies Partial<AgreementTerms>;

/** Service of Acknowledgment, MessageError, Ping and the others: they belong to no process and have no role. */
export const SIGNAL_SERVICE = 'urn:oasis:names:tc:ebxml-msg:service';

/** How two without an agreement name what is between them (HITS 1172 rules 11 and 12). */
export const pairName = (one: HerId, other: HerId): string => `${Math.min(one, other)}_${Math.max(one, other)}`;
