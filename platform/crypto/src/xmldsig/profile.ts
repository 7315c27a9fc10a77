import { isActorFilter } from './actor-filter.ts';
import { type CanonicalForm, canonicalForm, isExclusive } from './canonical-form.ts';
import { digestAlgorithm } from './digest-algorithm.ts';
import type { SignaturePlace } from './find-signature.ts';
import { envelopedTransform, xpathTransform } from './names.ts';
import { signatureAlgorithm } from './signature-algorithm.ts';
import { SignatureRefusal } from './signature-refusal.ts';
import type { SignedInfo } from './signed-info.ts';
import type { SignatureReference, SignatureTransform, XmlSignaturePolicy } from './verdict.ts';

/** One of the two uses of XML Signature here. Everything else the standard has is refused. */
export interface SignatureProfile {
  readonly place: SignaturePlace;
  readonly allowsExclusive: boolean;
  readonly allowsActorFilter: boolean;
}

/** ebMS 2.0 §4.1.3, as HIS 1037 §5.5 narrows it. */
export const ebmsProfile: SignatureProfile = {
  place: 'soap-header',
  allowsExclusive: false,
  allowsActorFilter: true,
};

/** The enterprise's own signature in a document: a child of its root. */
export const envelopedProfile: SignatureProfile = {
  place: 'document',
  allowsExclusive: true,
  allowsActorFilter: false,
};

/** What is done to the document before its digest. */
export interface DocumentTransforms {
  readonly hasActorFilter: boolean;
  readonly form: CanonicalForm;
  readonly inclusivePrefixes: readonly string[];
}

/** Refuses what is not on the lists: the algorithms of the signature, its own canonical form and every digest. */
export function checkAlgorithms(signed: SignedInfo, profile: SignatureProfile, policy: XmlSignaturePolicy): void {
  formOf(signed.canonicalization, profile, 'canonicalization-not-allowed');
  const allowsSha1 = (policy.algorithms ?? []).some((uri) => signatureAlgorithm(uri)?.hash === 'sha1');
  const algorithm = signatureAlgorithm(signed.algorithm);
  if (!algorithm) throw new SignatureRefusal('algorithm-not-allowed', signed.algorithm);
  if (algorithm.hash === 'sha1' && !allowsSha1) throw new SignatureRefusal('sha1-not-allowed', signed.algorithm);
  for (const { uri, algorithm } of signed.references) {
    const digest = digestAlgorithm(algorithm);
    if (!digest) throw new SignatureRefusal('digest-not-allowed', algorithm);
    if (digest === 'sha1' && !allowsSha1) throw new SignatureRefusal('sha1-not-allowed', uri);
  }
}

/**
 * Enveloped-signature, then the filter where the profile has it, then a canonical form: in this order. The filter and the
 * form may be left out, as many do; without a form it is the inclusive one (XML Signature §4.4.3.2).
 */
export function documentTransforms(reference: SignatureReference, profile: SignatureProfile): DocumentTransforms {
  const [enveloped, ...rest] = reference.transforms;
  if (!enveloped || !isPlain(enveloped, envelopedTransform)) throw refused(enveloped, envelopedTransform);
  const hasActorFilter = rest[0]?.algorithm === xpathTransform;
  if (hasActorFilter && !(profile.allowsActorFilter && isActorFilter(rest[0] ?? enveloped))) throw refused(rest[0]);
  const [last, ...others] = hasActorFilter ? rest.slice(1) : rest;
  if (others.length > 0) throw refused(others[0]);
  if (!last) return { hasActorFilter, form: 'inclusive', inclusivePrefixes: [] };
  const form = formOf(last.algorithm, profile, 'transform-not-allowed');
  if (last.xpath || (last.inclusivePrefixes && !isExclusive(form))) throw refused(last);
  return { hasActorFilter, form, inclusivePrefixes: last.inclusivePrefixes ?? [] };
}

function formOf(
  uri: string,
  { allowsExclusive }: SignatureProfile,
  reason: 'canonicalization-not-allowed' | 'transform-not-allowed',
): CanonicalForm {
  const form = canonicalForm(uri);
  if (!form || (isExclusive(form) && !allowsExclusive)) throw new SignatureRefusal(reason, uri);
  return form;
}

function isPlain({ algorithm, xpath, inclusivePrefixes }: SignatureTransform, uri: string): boolean {
  return algorithm === uri && !xpath && !inclusivePrefixes;
}

function refused(transform: SignatureTransform | undefined, missing?: string): SignatureRefusal {
  return new SignatureRefusal('transform-not-allowed', transform?.algorithm ?? missing);
}
