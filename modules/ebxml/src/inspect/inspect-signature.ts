import { readCertificate, readSignature, verifyEbms, type XmlSignatureVerdict } from '@samband/crypto';
import type { EbxmlRead } from '../messages/ebxml-read.ts';
import type { InspectedSignature } from './inspection.ts';

/** Inspecting shows what is right by its own lights; whether SHA-1 is accepted is for the agreement to say. */
const policy = { algorithms: ['http://www.w3.org/2000/09/xmldsig#rsa-sha1'] };

export interface SignatureInspected {
  readonly signature: InspectedSignature;
  /** Undefined where it was not checked. */
  readonly verdict: XmlSignatureVerdict | undefined;
}

/**
 * Checks the signature by the certificate that was given; without one, by the one that the message brought along. That
 * proves that it is whole and who says to have signed it, and not that he is who he says.
 */
export function inspectSignature(
  { soap, envelope, attachments, digests, kind }: EbxmlRead,
  { certificate, hasParts }: { certificate: Uint8Array | undefined; hasParts: boolean },
): SignatureInspected {
  if (!soap || !envelope || kind === 'bounce')
    return { signature: nothing('absent', 'no-envelope'), verdict: undefined };
  const said = readSignature(soap);
  if (!said.readable && said.reason === 'no-signature')
    return { signature: nothing('absent', null), verdict: undefined };
  const keyCertificate = certificate ?? (said.readable ? said.embeddedCertificates[0] : undefined);
  const base = {
    algorithm: said.readable ? said.algorithm : null,
    signer: subjectOf(keyCertificate),
    references: [],
  };
  if (!hasParts && digests.some(({ uri }) => uri !== '')) {
    return { signature: { ...base, verdict: 'not-checked', reason: 'documents-not-given' }, verdict: undefined };
  }
  if (said.readable && !keyCertificate) {
    return { signature: { ...base, verdict: 'not-checked', reason: 'no-certificate' }, verdict: undefined };
  }
  const verdict = verifyEbms(soap, attachments, keyCertificate ? [{ certificate: keyCertificate }] : [], policy);
  const references = verdict.references.map(({ uri, ok }) => ({ uri, ok }));
  const outcome = verdict.valid
    ? ({ verdict: 'valid', reason: null } as const)
    : ({ verdict: 'invalid', reason: verdict.reason } as const);
  return { signature: { ...outcome, ...base, references }, verdict };
}

function nothing(verdict: 'absent', reason: string | null): InspectedSignature {
  return { verdict, reason, algorithm: null, signer: null, references: [] };
}

function subjectOf(certificate: Uint8Array | undefined): string | null {
  try {
    return certificate ? readCertificate(certificate).subject.text : null;
  } catch {
    return null;
  }
}
