import type { MailMessage } from '@samband/mail';
import type { TreeElement } from './element-tree.ts';

/** What came in, by what stands in it; neither label nor MIME form is asked. */
export type EbxmlKind =
  | 'payload'
  | 'acknowledgment'
  | 'message-error'
  | 'ping'
  | 'pong'
  | 'status-request'
  | 'status-response'
  | 'soap-fault'
  | 'bounce'
  | 'unreadable';

/** Everything that one mail or post says, as it says it. Nothing is believed yet: see `readSigned`. */
export interface EbxmlRead {
  readonly kind: EbxmlKind;
  /** The mail, with its raw bytes and head fields. */
  readonly mail: MailMessage;
  /** The head of the part that holds the envelope. */
  readonly soapPart: MessagePart | undefined;
  /** The SOAP part as it was decoded, byte for byte: signatures are over these. */
  readonly soap: Uint8Array | undefined;
  /** What the SOAP part holds; undefined where it is no XML. */
  readonly envelope: TreeElement | undefined;
  /** Undefined where there is no eb:MessageHeader. */
  readonly header: EbxmlHeader | undefined;
  /** Documents, as eb:Manifest names them. */
  readonly manifest: readonly ManifestReference[];
  /** All parts but the SOAP part. */
  readonly attachments: readonly EbxmlAttachment[];
  /** What was signed of the message, in its order: what an acknowledgment repeats, and by which it is known again. */
  readonly digests: readonly SignedDigest[];
  readonly acknowledgment?: AcknowledgmentRead;
  readonly errors?: ErrorListRead;
  /** eb:RefToMessageId of a status request, or a status response with its status. */
  readonly statusOf?: { readonly refToMessageId: string | undefined; readonly status: string | undefined };
  readonly fault?: { readonly code: string; readonly text: string };
  /** Why it is `unreadable`. */
  readonly problem?: UnreadableProblem;
}

/**
 * - `no-soap-part`: no part of it can be an envelope
 * - `not-xml`: the SOAP part is not well-formed, or holds what is never read (a DOCTYPE)
 * - `not-soap`: XML, and no SOAP envelope
 * - `not-ebxml`: a SOAP envelope without eb:MessageHeader
 * - `no-kind`: an ebXML envelope that is none of the kinds, or several
 */
export interface UnreadableProblem {
  readonly code: 'no-soap-part' | 'not-xml' | 'not-soap' | 'not-ebxml' | 'no-kind';
  readonly detail: string;
}

export interface EbxmlHeader {
  readonly version: string | undefined;
  readonly mustUnderstand: string | undefined;
  /** Undefined where the element is missing; so are all others. */
  readonly from: EbxmlParty | undefined;
  readonly to: EbxmlParty | undefined;
  readonly cpaId: string | undefined;
  readonly conversationId: string | undefined;
  readonly service: string | undefined;
  readonly serviceType: string | undefined;
  readonly action: string | undefined;
  readonly messageId: string | undefined;
  /** As it is written: `timeOf` reads it. */
  readonly timestamp: string | undefined;
  readonly refToMessageId: string | undefined;
  readonly timeToLive: string | undefined;
  readonly duplicateElimination: boolean;
  readonly ackRequested: AckRequested | undefined;
  /** What software made it (HITS 1210), from the header or the reference. */
  readonly software: SoftwareDescription | undefined;
}

export interface EbxmlParty {
  readonly partyIds: readonly { readonly type: string | undefined; readonly value: string }[];
  /** Where there is exactly one id of type HER, and it is a number. */
  readonly herId: number | undefined;
  readonly role: string | undefined;
}

export interface AckRequested {
  readonly signed: string | undefined;
  readonly mustUnderstand: string | undefined;
  readonly actor: string | undefined;
}

/** HITS 1210 §6.2.2; what is not written as it says stands as text. */
export interface SoftwareDescription {
  readonly text: string;
  readonly mshSystem?: string;
  readonly mshVersion?: string;
  readonly journalSystem?: string;
  readonly journalVersion?: string;
  readonly middleware?: string;
  readonly middlewareVersion?: string;
}

export interface ManifestReference {
  readonly href: string | undefined;
  /** Of `cid:`, decoded. */
  readonly contentId: string | undefined;
  /** HITS 1210 §6.2.1: namespace and version of the document. */
  readonly schemas: readonly { readonly location: string | undefined; readonly version: string | undefined }[];
  readonly description: string | undefined;
}

/** What the head of a part says of it. */
export interface MessagePart {
  /** Without `<>`, decoded; empty where the part has none. */
  readonly contentId: string;
  /** In lower case, without parameters; `text/plain` where none is said. */
  readonly contentType: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** In lower case; undefined where none is said. */
  readonly transferEncoding: string | undefined;
}

export interface EbxmlAttachment extends MessagePart {
  /** Decoded: digests are over these. */
  readonly bytes: Uint8Array;
}

/** A ds:Reference: what was digested, how, and to what. */
export interface SignedDigest {
  readonly uri: string | undefined;
  readonly transforms: readonly Transform[];
  readonly digestMethod: string | undefined;
  /** Base64, without white space. */
  readonly digest: string | undefined;
}

export interface Transform {
  readonly algorithm: string | undefined;
  readonly xpath?: string;
}

export interface AcknowledgmentRead {
  readonly timestamp: string | undefined;
  readonly refToMessageId: string | undefined;
  /** Copies of the references of the message that is acknowledged. */
  readonly digests: readonly SignedDigest[];
}

export interface ErrorListRead {
  /** `Warning` counts as an acknowledgment (HITS 1171 §8.4). */
  readonly highestSeverity: string | undefined;
  readonly errors: readonly EbxmlErrorRead[];
}

export interface EbxmlErrorRead {
  readonly code: string | undefined;
  readonly severity: string | undefined;
  readonly location: string | undefined;
  readonly description: string | undefined;
}
