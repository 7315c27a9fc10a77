import { withDocument, type XmlDocument } from '@samband/xml';
import { checkDigests, matchReferences, signedForm } from './check-references.ts';
import { findSignature } from './find-signature.ts';
import { findSigner } from './find-signer.ts';
import { checkAlgorithms, ebmsProfile, envelopedProfile, type SignatureProfile } from './profile.ts';
import { signatureAlgorithm } from './signature-algorithm.ts';
import { readSignatureParts, type SignatureParts } from './signature-parts.ts';
import { reasonOf, SignatureRefusal } from './signature-refusal.ts';
import type {
  Attachment,
  CheckedReference,
  VerificationKey,
  XmlSignaturePolicy,
  XmlSignatureRefused,
  XmlSignatureVerdict,
} from './verdict.ts';

/** What one check is given. */
interface Order {
  readonly profile: SignatureProfile;
  readonly attachments: readonly Attachment[];
  readonly keys: readonly VerificationKey[];
  readonly policy: XmlSignaturePolicy;
}

/**
 * Checks the signature of an ebMS message over its envelope and every attachment (ebMS 2.0 §4.1.3, HIS 1037 §5.5).
 *
 * @param envelope the SOAP part as it came, byte for byte
 * @param attachments all other parts, their bodies decoded
 * @param keys who may have signed, by the register; ds:KeyInfo is never asked
 * @returns a verdict, whatever the bytes are; read the canonical bytes in it, not the envelope
 */
export function verifyEbms(
  envelope: Uint8Array,
  attachments: readonly Attachment[],
  keys: readonly VerificationKey[],
  policy: XmlSignaturePolicy = {},
): XmlSignatureVerdict {
  return verify(envelope, { profile: ebmsProfile, attachments, keys, policy });
}

/**
 * Checks the signature that a business document holds as a child of its root, over the whole of it.
 *
 * @param keys who may have signed, by the register; ds:KeyInfo is never asked
 * @returns a verdict, whatever the bytes are; read the canonical bytes in it, not the document
 */
export function verifyEnveloped(
  document: Uint8Array,
  keys: readonly VerificationKey[],
  policy: XmlSignaturePolicy = {},
): XmlSignatureVerdict {
  return verify(document, { profile: envelopedProfile, attachments: [], keys, policy });
}

/** What is known when the check ends early. */
interface Progress {
  parts?: SignatureParts;
  references?: readonly CheckedReference[];
}

function verify(bytes: Uint8Array, order: Order): XmlSignatureVerdict {
  const progress: Progress = {};
  try {
    return withDocument(bytes, (document) => check(document, order, progress));
  } catch (fault) {
    return refusal(fault, progress);
  }
}

function check(document: XmlDocument, order: Order, progress: Progress): XmlSignatureVerdict {
  const signature = findSignature(document, order.profile.place);
  const parts = readSignatureParts(signature);
  progress.parts = parts;
  checkAlgorithms(parts, order.profile, order.policy);
  const algorithm = signatureAlgorithm(parts.algorithm);
  if (!algorithm) throw new SignatureRefusal('algorithm-not-allowed', parts.algorithm);
  const covered = matchReferences(parts.references, order.attachments, order.profile);
  const canonicalBytes = signedForm(document, signature, covered.transforms);
  const references = checkDigests(covered, canonicalBytes);
  progress.references = references;
  const signer = findSigner(parts, algorithm, order.keys);
  const changed = references.find(({ ok }) => !ok);
  if (changed) throw new SignatureRefusal('digest-mismatch', changed.uri);
  return { valid: true, canonicalBytes, algorithm: algorithm.uri, signer, references };
}

function refusal(fault: unknown, { parts, references = [] }: Progress): XmlSignatureRefused {
  const [embeddedCertificate] = parts?.embeddedCertificates ?? [];
  return {
    valid: false,
    ...reasonOf(fault),
    ...(parts && { algorithm: parts.algorithm }),
    references,
    ...(embeddedCertificate && { embeddedCertificate }),
  };
}
