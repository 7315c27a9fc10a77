import { withDocument } from '@samband/xml';
import { findSignature, type SignaturePlace } from './find-signature.ts';
import { readSignatureParts } from './signature-parts.ts';
import { reasonOf } from './signature-refusal.ts';
import type { SignatureReference, XmlSignatureRefused } from './verdict.ts';

/** What a signature says of itself. Nothing of it was checked. */
export interface SignatureRead {
  readonly readable: true;
  /** URI of the canonical form of ds:SignedInfo. */
  readonly canonicalization: string;
  /** URI */
  readonly algorithm: string;
  readonly references: readonly SignatureReference[];
  /** DER, in the order of ds:KeyInfo. */
  readonly embeddedCertificates: readonly Uint8Array[];
}

export interface SignatureUnreadable extends Pick<XmlSignatureRefused, 'reason' | 'subject'> {
  readonly readable: false;
}

/**
 * Reads the signature of an envelope or document without any trust in it, for those who want to see what came. Never
 * throws for what the bytes are.
 *
 * @param place where the signature should stand; default the SOAP header
 */
export function readSignature(
  bytes: Uint8Array,
  place: SignaturePlace = 'soap-header',
): SignatureRead | SignatureUnreadable {
  try {
    return withDocument(bytes, (document) => {
      const { canonicalization, algorithm, references, embeddedCertificates } = readSignatureParts(
        findSignature(document, place),
      );
      return { readable: true, canonicalization, algorithm, references, embeddedCertificates };
    });
  } catch (fault) {
    return { readable: false, ...reasonOf(fault) };
  }
}
