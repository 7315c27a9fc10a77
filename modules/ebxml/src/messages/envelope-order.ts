import type { SoftwareDescription } from './ebxml-read.ts';

/** A party as an envelope of ours names it. */
export interface PartyOrder {
  readonly herId: number;
  /** On messages with a document, and never on signals (HITS 1171 §5.2.1.3). */
  readonly role?: string;
}

/** What stands in the eb:MessageHeader of every envelope. */
export interface HeaderOrder {
  readonly from: PartyOrder;
  readonly to: PartyOrder;
  readonly cpaId: string;
  readonly conversationId: string;
  readonly service: string;
  /** `string` where the agreement says so. */
  readonly serviceType?: string | undefined;
  readonly action: string;
  /** A UUID, or `id@host` (HITS 1172 rule 102). */
  readonly messageId: string;
  readonly timestamp: Date;
  readonly refToMessageId?: string | undefined;
  readonly timeToLive?: Date | undefined;
  /** What made it (HITS 1210). */
  readonly software?: Omit<SoftwareDescription, 'text'> | undefined;
}

/** The mail that carries it; over HTTP only what says what it is goes along. */
export interface MailOrder {
  /** EDI addresses of the two, as the register has them. */
  readonly from: string;
  readonly to: string;
  /** With its `<>`: bounces and SOAP Faults name it. */
  readonly messageId: string;
  readonly date: Date;
  readonly subject?: string;
  /** The Message-ID of what it answers. */
  readonly inReplyTo?: string | undefined;
}

/** A finished message. */
export interface WrittenMessage {
  /** The whole mail. */
  readonly bytes: Uint8Array;
  /** The envelope in it, signed. */
  readonly soap: Uint8Array;
}
