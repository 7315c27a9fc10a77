/** Why a signature is not accepted. Stable words, for callers that branch and for people that look for one. */
export type XmlSignatureFault =
  | 'not-xml' // the bytes are not an XML document
  | 'xml-refused' // it has a DOCTYPE, or is larger, deeper or busier than a limit
  | 'not-an-envelope' // ebMS only: the root is no SOAP envelope
  | 'no-signature'
  | 'several-signatures'
  | 'signature-misplaced' // it stands where nobody would look for it
  | 'signature-malformed' // its elements are not those of the profile
  | 'canonicalization-not-allowed'
  | 'algorithm-not-allowed'
  | 'digest-not-allowed'
  | 'transform-not-allowed'
  | 'sha1-not-allowed' // of the signature or of a digest, where the call does not name it
  | 'document-not-signed' // no reference covers the document
  | 'reference-repeated' // two references to one thing
  | 'reference-unknown' // to something that is not there
  | 'attachment-ambiguous' // two attachments of one name
  | 'attachment-not-signed'
  | 'digest-mismatch' // what a reference covers was changed
  | 'key-unfit' // no key was given that the algorithm can use
  | 'signer-unknown' // signed rightly, by a certificate that is not among those given
  | 'signature-mismatch'; // ds:SignatureValue is wrong: what the signature says of itself was changed

/** One reference of a signature. */
export interface SignatureReference {
  /** `''` for the document itself, or `cid:…`. */
  readonly uri: string;
  /** In their order. */
  readonly transforms: readonly SignatureTransform[];
  /** URI of the digest's algorithm. */
  readonly algorithm: string;
  /** Base64, without white space. */
  readonly digest: string;
}

export interface SignatureTransform {
  /** URI */
  readonly algorithm: string;
  /** Text of ds:XPath as it is written, with the namespaces of its prefixes. */
  readonly xpath?: { readonly expression: string; readonly namespaces: Readonly<Record<string, string>> };
  /** PrefixList of the exclusive canonical form. */
  readonly inclusivePrefixes?: readonly string[];
}

export interface CheckedReference extends SignatureReference {
  /** Whether what it covers is as it was when it was signed. */
  readonly ok: boolean;
}

/** Who may have signed: a certificate that the register has of the sender. */
export interface VerificationKey {
  /** DER */
  readonly certificate: Uint8Array;
}

/** Whose key it was: one of those that the caller gave. */
export interface Signer extends VerificationKey {
  /** SHA-256 of the certificate, in hexadecimal. */
  readonly thumbprint: string;
}

export interface XmlSignatureAccepted {
  readonly valid: true;
  /** What was signed, in canonical form. Read this: the document as it came may hold things that nobody signed. */
  readonly canonicalBytes: Uint8Array;
  /** URI */
  readonly algorithm: string;
  readonly signer: Signer;
  readonly references: readonly CheckedReference[];
}

export interface XmlSignatureRefused {
  readonly valid: false;
  readonly reason: XmlSignatureFault;
  /** What it is about: the URI of the reference or algorithm, or the name of the element or attachment. */
  readonly subject?: string;
  /** URI, as far as the signature could be read. */
  readonly algorithm?: string;
  /** Those that were looked at: none where the signature is refused before that. */
  readonly references: readonly CheckedReference[];
  /** The certificate that the message brought along, DER: for people, never for trust. */
  readonly embeddedCertificate?: Uint8Array;
}

export type XmlSignatureVerdict = XmlSignatureAccepted | XmlSignatureRefused;

/** What one call accepts beyond what is always accepted. */
export interface XmlSignaturePolicy {
  /**
   * URIs that the agreement with the sender names. The strong ones are accepted whether they are named or not; SHA-1, in
   * signature and digests, only where one that uses it is named here.
   */
  readonly algorithms?: readonly string[];
}

/** A part beside the document: the body of a MIME part, decoded. */
export interface Attachment {
  /** With or without `<>`. */
  readonly contentId: string;
  readonly bytes: Uint8Array;
}
