import { canonicalize, type XmlDocument, type XmlElement } from '@samband/xml';
import { removeFiltered } from './actor-filter.ts';
import { documentOptions } from './canonical-form.ts';
import { attachmentKey, referenceKey } from './content-id.ts';
import { digestAlgorithm, digestOf } from './digest-algorithm.ts';
import { type DocumentTransforms, documentTransforms, type SignatureProfile } from './profile.ts';
import { SignatureRefusal } from './signature-refusal.ts';
import type { Attachment, CheckedReference, SignatureReference } from './verdict.ts';

/** What each reference covers, before any digest is made. */
export interface CoveredParts {
  readonly transforms: DocumentTransforms;
  /** In the order of the references; undefined for the document itself. */
  readonly covered: readonly { readonly reference: SignatureReference; readonly attachment: Attachment | undefined }[];
}

/** Pairs references with what is there: the document once, every attachment once, and nothing else. */
export function matchReferences(
  references: readonly SignatureReference[],
  attachments: readonly Attachment[],
  profile: SignatureProfile,
): CoveredParts {
  const [document, again] = references.filter(({ uri }) => uri === '');
  if (!document) throw new SignatureRefusal('document-not-signed');
  if (again) throw new SignatureRefusal('reference-repeated', '');
  const transforms = documentTransforms(document, profile);
  const unsigned = attachmentsByKey(attachments);
  const used = new Set<string>();
  const covered = references.map((reference) => ({
    reference,
    attachment: reference === document ? undefined : takeAttachment(reference, unsigned, used),
  }));
  const [left] = unsigned.keys();
  if (left !== undefined) throw new SignatureRefusal('attachment-not-signed', left);
  return { transforms, covered };
}

function attachmentsByKey(attachments: readonly Attachment[]): Map<string, Attachment> {
  const byKey = new Map<string, Attachment>();
  for (const attachment of attachments) {
    const key = attachmentKey(attachment);
    if (byKey.has(key)) throw new SignatureRefusal('attachment-ambiguous', key);
    byKey.set(key, attachment);
  }
  return byKey;
}

function takeAttachment(
  { uri, transforms }: SignatureReference,
  unsigned: Map<string, Attachment>,
  used: Set<string>,
): Attachment {
  const key = referenceKey(uri);
  if (key !== undefined && used.has(key)) throw new SignatureRefusal('reference-repeated', uri);
  const attachment = key === undefined ? undefined : unsigned.get(key);
  if (key === undefined || !attachment) throw new SignatureRefusal('reference-unknown', uri);
  if (transforms[0]) throw new SignatureRefusal('transform-not-allowed', transforms[0].algorithm);
  used.add(key);
  unsigned.delete(key);
  return attachment;
}

/** The canonical form of what the document is without its signature. Changes the document. */
export function signedForm(document: XmlDocument, signature: XmlElement, transforms: DocumentTransforms): Uint8Array {
  signature.remove();
  if (transforms.hasActorFilter && !removeFiltered(document)) throw new SignatureRefusal('document-not-signed');
  return canonicalize(document, documentOptions(transforms.form, transforms.inclusivePrefixes));
}

/** Digests of all of them, right or wrong. */
export function checkDigests({ covered }: CoveredParts, canonicalBytes: Uint8Array): CheckedReference[] {
  return covered.map(({ reference, attachment }) => {
    const digest = digestAlgorithm(reference.algorithm);
    const ok = digest !== undefined && digestOf(digest, attachment?.bytes ?? canonicalBytes) === reference.digest;
    return { ...reference, ok };
  });
}
