import { Buffer } from 'node:buffer';
import { canonicalize, element, withDocument, type XmlAttributes, type XmlElement, type XmlMarkup } from '@samband/xml';
import type { SigningKey, TokenSigningKey } from '../signing-key.ts';
import { type CanonicalForm, canonicalFormUri, isExclusive, signedInfoOptions } from './canonical-form.ts';
import { dsNamespace, soapNamespace } from './names.ts';
import { type SignatureAlgorithm, signBytes } from './signature-algorithm.ts';
import type { SignatureReference, SignatureTransform } from './verdict.ts';

/** What a new signature says. */
export interface SignatureOrder {
  readonly form: CanonicalForm;
  readonly algorithm: SignatureAlgorithm;
  readonly references: readonly SignatureReference[];
}

/**
 * The ds:Signature for a place in a document. What is signed is the canonical form of ds:SignedInfo *there*: in the
 * inclusive forms that takes in every namespace and xml: attribute around it, in the exclusive ones nothing.
 */
export function writeSignature(
  order: SignatureOrder,
  parent: XmlElement,
  key: SigningKey | TokenSigningKey,
): XmlMarkup {
  const inherited = isExclusive(order.form) ? {} : surroundings(parent);
  const standalone = signedInfoMarkup(order, { ...inherited, 'xmlns:ds': dsNamespace });
  const signed = withDocument(Buffer.from(standalone.toString()), (document) =>
    canonicalize(document, signedInfoOptions(order.form)),
  );
  return element(
    'ds:Signature',
    { 'xmlns:ds': dsNamespace },
    signedInfoMarkup(order, {}),
    element('ds:SignatureValue', {}, signBytes(order.algorithm, key.privateKey, signed).toString('base64')),
    element('ds:KeyInfo', {}, element('ds:X509Data', {}, writeCertificate(key.certificate))),
  );
}

/** ds:Reference of a new signature. */
export function writeReference({ uri, transforms, algorithm, digest }: SignatureReference): XmlMarkup {
  return element(
    'ds:Reference',
    { URI: uri },
    transforms.length > 0 ? element('ds:Transforms', {}, transforms.map(writeTransform)) : undefined,
    element('ds:DigestMethod', { Algorithm: algorithm }),
    element('ds:DigestValue', {}, digest),
  );
}

function signedInfoMarkup({ form, algorithm, references }: SignatureOrder, attributes: XmlAttributes): XmlMarkup {
  return element(
    'ds:SignedInfo',
    attributes,
    element('ds:CanonicalizationMethod', { Algorithm: canonicalFormUri(form) }),
    element('ds:SignatureMethod', { Algorithm: algorithm.uri }),
    references.map(writeReference),
  );
}

function writeTransform({ algorithm, xpath }: SignatureTransform): XmlMarkup {
  return element('ds:Transform', { Algorithm: algorithm }, xpath && writeXPath(xpath));
}

/** Its prefix is declared on it, whatever stands around: the filter then means the same wherever it is copied to. */
function writeXPath({ expression }: NonNullable<SignatureTransform['xpath']>): XmlMarkup {
  return element('ds:XPath', { 'xmlns:SOAP': soapNamespace }, expression);
}

function writeCertificate(certificate: Uint8Array): XmlMarkup {
  return element('ds:X509Certificate', {}, Buffer.from(certificate).toString('base64'));
}

/** Namespaces and xml: attributes that a child of an element inherits (Canonical XML 1.0 §2.4). */
function surroundings(parent: XmlElement): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [prefix, uri] of Object.entries(parent.namespaces)) attributes[prefix ? `xmlns:${prefix}` : 'xmlns'] = uri;
  for (let element: XmlElement | null = parent; element; element = element.parent) {
    for (const { prefix, name, value } of element.attrs) {
      if (prefix === 'xml') attributes[`xml:${name}`] ??= value;
    }
  }
  return attributes;
}
