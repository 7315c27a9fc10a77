import type { XmlSignatureVerdict } from '@samband/crypto';

/** What is known beyond the message. Whatever is left out leaves the rules that need it out. */
export interface RuleContext {
  /** How it came: a post has no head fields of a mail, and an envelope alone has no head at all. Default `mail`. */
  readonly wire?: 'mail' | 'http' | 'none';
  /** When it is looked at. */
  readonly now?: Date;
  /** What the register says of the two. */
  readonly sender?: RegisteredParty | 'unknown';
  readonly receiver?: RegisteredParty | 'unknown';
  /** Of the agreement whose UUID stands in CPAId. */
  readonly agreement?: RegisteredAgreement | 'unknown';
  /** Whether the signature was right. */
  readonly signature?: XmlSignatureVerdict;
  /** Namespaces of the document, where it could be opened. */
  readonly documentNamespaces?: readonly string[];
  /** What the schemas say of the envelope: see `schemaFaultsOf`. */
  readonly schemaFaults?: SchemaFaults;
}

export interface RegisteredParty {
  /** `Service` and `OrganizationPerson` are those of the second level. */
  readonly type: string;
  /** Electronic addresses, as the register has them. */
  readonly addresses: readonly string[];
  /** All that are accepted at this time, old and new, as DER. */
  readonly signingCertificates: readonly Uint8Array[];
}

export interface RegisteredAgreement {
  readonly herIds: readonly number[];
  readonly validFrom?: Date | undefined;
  readonly validTo?: Date | undefined;
}

export interface SchemaFaults {
  readonly soap: boolean;
  readonly ebxml: boolean;
}
