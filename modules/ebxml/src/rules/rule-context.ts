import type { XmlSignatureVerdict } from '@samband/crypto';

/** What is known beyond the message. Whatever is left out leaves the rules that need it out. */
export interface RuleContext {
  /** How it came. A post has no head fields of a mail. */
  readonly wire?: 'mail' | 'http';
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
