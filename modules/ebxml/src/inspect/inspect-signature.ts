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
  if (!soap || !envelope || kind === 'bounce') return unchecked(nothing('absent', 'no-envelope'));
  const said = readSignature(soap);
  if (!said.readable && /^(no-signature|not-an-envelope)$/.test(said.reason)) {
    return unchecked(nothing('absent', said.reason));
  }
  const keyCertificate = certificate ?? (said.readable ? said.embeddedCertificates[0] : undefined);
  const signer = subjectOf(keyCertificate);
  const algorithm = said.readable ? said.algorithm : null;
  const notChecked = (reason: string) =>
    unchecked({ verdict: 'not-checked', reason, algorithm, signer, references: [] });
  if (!hasParts && digests.some(({ uri }) => uri !== '')) return notChecked('documents-not-given');
  if (said.readable && !keyCertificate) return notChecked('no-certificate');
  const verdict = verifyEbms(soap, attachments, keyCertificate ? [{ certificate: keyCertificate }] : [], policy);
  const signature: InspectedSignature = {
    verdict: verdict.valid ? 'valid' : 'invalid',
    reason: verdict.valid ? null : verdict.reason,
    algorithm,
    signer,
    references: verdict.references.map(({ uri, ok }) => ({ uri, ok })),
  };
  return { signature, verdict };
}

function unchecked(signature: InspectedSignature): SignatureInspected {
  return { signature, verdict: undefined };
}

function nothing(verdict: 'absent', reason: string): InspectedSignature {
  return { verdict, reason, algorithm: null, signer: null, references: [] };
}

function subjectOf(certificate: Uint8Array | undefined): string | null {
  try {
    return certificate ? readCertificate(certificate).subject.text : null;
  } catch {
    return null;
  }
}
