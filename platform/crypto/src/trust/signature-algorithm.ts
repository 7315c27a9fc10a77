import { readObjectIdentifier, readSmallInteger } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import { Asn1Unreadable } from '../asn1/asn1-unreadable.ts';
import type { Asn1Value } from '../asn1/asn1-value.ts';
import { contextTag, tags } from '../asn1/tags.ts';

export interface SignatureAlgorithm {
  readonly digest: 'sha256' | 'sha384' | 'sha512';
  readonly keyType: 'rsa' | 'ec';
  /** Octets of salt; there with RSA-PSS only. */
  readonly pssSaltLength?: number;
}

/** What issuers sign with; SHA-1 and MD5 are not among them, since certificates have been forged with both. */
const algorithms = new Map<string, SignatureAlgorithm>([
  ['1.2.840.113549.1.1.11', { digest: 'sha256', keyType: 'rsa' }],
  ['1.2.840.113549.1.1.12', { digest: 'sha384', keyType: 'rsa' }],
  ['1.2.840.113549.1.1.13', { digest: 'sha512', keyType: 'rsa' }],
  ['1.2.840.10045.4.3.2', { digest: 'sha256', keyType: 'ec' }],
  ['1.2.840.10045.4.3.3', { digest: 'sha384', keyType: 'ec' }],
  ['1.2.840.10045.4.3.4', { digest: 'sha512', keyType: 'ec' }],
]);

const rsaPss = '1.2.840.113549.1.1.10';
const maskGeneration1 = '1.2.840.113549.1.1.8';
const pssDigests = new Map<string, SignatureAlgorithm['digest']>([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** The algorithm that an AlgorithmIdentifier names; undefined where it is not on the list. */
export function readSignatureAlgorithm(identifier: Asn1Value): SignatureAlgorithm | undefined {
  const fields = new Asn1Fields(identifier);
  const oid = readObjectIdentifier(fields.take(tags.objectIdentifier, 'algorithm'));
  return oid === rsaPss ? readPss(fields.takeAny()) : algorithms.get(oid);
}

/** RFC 4055 §3.1. What is left out there means SHA-1, so each field that matters must be present. */
function readPss(parameters: Asn1Value | undefined): SignatureAlgorithm | undefined {
  const fields = parameters && new Asn1Fields(parameters);
  const hash = fields?.takeIf(contextTag(0));
  const mask = fields?.takeIf(contextTag(1));
  const salt = fields?.takeIf(contextTag(2));
  if (!hash || !mask || !salt) return undefined;
  const digest = digestOf(onlyChild(hash));
  if (!digest || maskDigestOf(mask) !== digest) return undefined;
  const pssSaltLength = readSmallInteger(onlyChild(salt));
  return pssSaltLength >= 0 && pssSaltLength <= 64 ? { digest, keyType: 'rsa', pssSaltLength } : undefined;
}

function maskDigestOf(field: Asn1Value): SignatureAlgorithm['digest'] | undefined {
  const fields = new Asn1Fields(onlyChild(field));
  if (readObjectIdentifier(fields.take(tags.objectIdentifier, 'algorithm')) !== maskGeneration1) return undefined;
  return digestOf(fields.take(tags.sequence, 'parameters'));
}

function digestOf(identifier: Asn1Value): SignatureAlgorithm['digest'] | undefined {
  return pssDigests.get(readObjectIdentifier(new Asn1Fields(identifier).take(tags.objectIdentifier, 'algorithm')));
}

function onlyChild(value: Asn1Value): Asn1Value {
  const child = new Asn1Fields(value).takeAny();
  if (!child) throw new Asn1Unreadable('a field is empty');
  return child;
}
