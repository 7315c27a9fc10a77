import { canonicalize, compileXPath, findElement, withDocument, type XmlElement } from '@samband/xml';
import { canonicalForm, signedInfoOptions } from './canonical-form.ts';
import { attributeOf, base64In, elementsIn, expectDs, isDs, malformed, textIn } from './element-content.ts';
import { dsNamespace, exclusiveNamespace } from './names.ts';
import { SignatureRefusal } from './signature-refusal.ts';
import type { SignatureReference, SignatureTransform } from './verdict.ts';

/** What is signed: everything the signature says of itself. */
export interface SignedInfo {
  /** URI of the canonical form of ds:SignedInfo. */
  readonly canonicalization: string;
  /** URI */
  readonly algorithm: string;
  readonly references: readonly SignatureReference[];
  readonly canonicalBytes: Uint8Array;
}

/** A message has one for itself and one for each of its parts. */
const REFERENCE_MAX = 200;
const TRANSFORM_MAX = 10;

/** Needed before the canonical bytes are there. */
const canonicalizationMethod = compileXPath('ds:CanonicalizationMethod', { ds: dsNamespace });

/**
 * Reads ds:SignedInfo from its canonical bytes: those are what the signature covers, so what is read is what was signed,
 * and a comment or another look at the same bytes changes nothing. Refuses every element that is not of the profile.
 */
export function readSignedInfo(signedInfo: XmlElement): SignedInfo {
  const method = findElement(signedInfo, canonicalizationMethod);
  if (!method) throw malformed(signedInfo);
  const { algorithm, inclusivePrefixes } = readTransform(method);
  // A form that is not known is refused later; until then it can be looked at in the usual one.
  const options = signedInfoOptions(canonicalForm(algorithm) ?? 'inclusive', inclusivePrefixes);
  const canonicalBytes = canonicalize(signedInfo, options);
  return withDocument(canonicalBytes, ({ root }) => ({ ...readContent(root), canonicalBytes }));
}

function readContent(root: XmlElement): Omit<SignedInfo, 'canonicalBytes'> {
  const [canonicalization, method, ...references] = elementsIn(root);
  if (references.length > REFERENCE_MAX) throw malformed(root);
  return {
    canonicalization: attributeOf(expectDs(canonicalization, 'CanonicalizationMethod', root), 'Algorithm'),
    algorithm: algorithmOf(expectDs(method, 'SignatureMethod', root)),
    references: references.map((reference) => readReference(expectDs(reference, 'Reference', root))),
  };
}

function readReference(reference: XmlElement): SignatureReference {
  const children = elementsIn(reference);
  const hasTransforms = children[0] !== undefined && isDs(children[0], 'Transforms');
  const [method, value, ...others] = hasTransforms ? children.slice(1) : children;
  if (others.length > 0) throw malformed(reference);
  return {
    uri: attributeOf(reference, 'URI'),
    transforms: hasTransforms && children[0] ? readTransforms(children[0]) : [],
    algorithm: algorithmOf(expectDs(method, 'DigestMethod', reference)),
    digest: base64In(expectDs(value, 'DigestValue', reference)),
  };
}

function readTransforms(transforms: XmlElement): SignatureTransform[] {
  const elements = elementsIn(transforms);
  if (elements.length > TRANSFORM_MAX) throw malformed(transforms);
  return elements.map((element) => readTransform(expectDs(element, 'Transform', transforms)));
}

function readTransform(element: XmlElement): SignatureTransform {
  const algorithm = attributeOf(element, 'Algorithm');
  const [parameter, ...others] = elementsIn(element);
  if (!parameter) return { algorithm };
  if (others.length > 0) throw malformed(element);
  if (parameter.name === 'InclusiveNamespaces' && parameter.namespaceUri === exclusiveNamespace) {
    return {
      algorithm,
      inclusivePrefixes: attributeOf(parameter, 'PrefixList')
        .split(/[ \t\r\n]+/)
        .filter(Boolean),
    };
  }
  if (!isDs(parameter, 'XPath')) throw new SignatureRefusal('transform-not-allowed', algorithm);
  return { algorithm, xpath: { expression: textIn(parameter), namespaces: parameter.namespaces } };
}

/** A method without parameters: HMACOutputLength, which cuts a signature short, is one. */
function algorithmOf(method: XmlElement): string {
  if (elementsIn(method).length > 0) throw malformed(method);
  return attributeOf(method, 'Algorithm');
}
