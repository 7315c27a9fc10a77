/** Who a document is from and for, and what it is: the same facts for every generation of the national messages. */
export interface DocumentHeader {
  readonly kind: 'document' | 'receipt';
  /** The message type as the document has it: a code of 8279, or `E`, `H`, `R`, `S` in the older documents. */
  readonly messageType: string;
  readonly messageTypeDisplay?: string;
  /** The code of 8279 that the type stands for; equal to `messageType` where that is one already (HISD 1209). */
  readonly action: string;
  /** The sender's MsgId, or the Id of a receipt. */
  readonly messageId: string;
  readonly generatedAt: GeneratedAt;
  readonly sender: HeaderParty;
  /** The primary receiver first, copy receivers after it. */
  readonly receivers: readonly HeaderParty[];
  readonly conversation?: { readonly refToParent: string; readonly refToConversation: string };
  readonly patientPresent: boolean;
  /** As the document has it: P, D or T in MsgHead (8213); other codes in the older documents. */
  readonly processingStatus?: string;
  readonly attachments: readonly Attachment[];
  readonly receipt?: ReceiptContent;
}

export interface GeneratedAt {
  /** As it stands in the document. */
  readonly text: string;
  readonly instant: Date;
  /** True where the document gives no zone and Europe/Oslo was taken. */
  readonly zoneAssumed: boolean;
}

export interface PartyId {
  readonly value: string;
  /** Code of 8116 or 9051: `HER`, `ENH`, `HPR`. Identity numbers (FNR, DNR, HNR) are never listed. */
  readonly type: string;
}

export interface PartyLevel {
  readonly name?: string;
  readonly ids: readonly PartyId[];
  readonly herId?: number;
}

/** A sender or receiver on two levels: the organisation, and the communication party in it (HIS 1153-1). */
export interface HeaderParty {
  readonly level1?: PartyLevel;
  readonly level2?: PartyLevel & { readonly kind: 'service' | 'person' | 'department' };
  /** Of level 2 where there is one, else of level 1. */
  readonly herId?: number;
  readonly role?: 'primary' | 'copy';
}

export interface Attachment {
  readonly mimeType?: string;
  /** Size of the content, decoded. */
  readonly sizeBytes: number;
}

export interface ReceiptContent {
  /** 8258: 1 OK, 2 rejected, 3 OK with errors in a part. */
  readonly status: '1' | '2' | '3';
  readonly errors: readonly ReceiptError[];
  readonly original: {
    readonly messageType: string;
    /** As it stands in the receipt. */
    readonly issueDate: string;
    readonly messageId: string;
  };
}

export interface ReceiptError {
  /** Mostly of 8221. */
  readonly code: string;
  readonly system?: string;
  readonly display?: string;
  /** Free text that must be shown to the receiver (HIS 80415:2012). */
  readonly text?: string;
}
