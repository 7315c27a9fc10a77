import type { DocumentHeader } from '@samband/standards';

/** Who does something: the client whose token was checked, and the organisation it acts for. */
export interface Actor {
  readonly clientId: string;
  readonly organizationNumber: string;
}

/** What a client wants otherwise in an envelope, by the names of the wire it said it on. */
export type EnvelopeWishes = Readonly<Record<string, string | number | boolean>>;

/** What a transport hands over: the bytes as they came, and what its wire said of them. */
export interface Submission {
  /** Given away: of a large document they are empty as soon as it is looked at. */
  readonly bytes: Uint8Array;
  readonly senderHerId: number;
  readonly receiverHerIds: readonly number[];
  readonly transport: 'edi-api' | 'ebxml';
  /** The id of the envelope that it came in, by a transport that has any. */
  readonly envelopeId?: string;
  readonly submittedBy: Actor;
  /** What the client wants otherwise in the envelope that the document is sent in; kept as evidence of its wish. */
  readonly envelopeWishes?: EnvelopeWishes;
  /** The sending system's name and version, for those who must find it; at most 200 characters. */
  readonly sourceSystem?: string;
  /** Refuse a receipt where its sender has answered already, in place of keeping it without effect. */
  readonly isRefusedWhenAnswered?: boolean;
  /** A rule of the transport's own, asked when the document is known and before anything is written; it throws to refuse. */
  readonly transportRule?: (header: DocumentHeader) => Promise<void>;
}

/** The answer to a submission. Given only after the commit: what it says is on disk. */
export interface Acceptance {
  readonly messageId: string;
  readonly acceptedAt: Date;
  /** True when the same document had been accepted before: the first answer again, nothing delivered anew. */
  readonly isDuplicate: boolean;
}
