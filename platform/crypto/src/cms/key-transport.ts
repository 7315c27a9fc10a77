import { constants, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto';
import { readObjectIdentifier } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import type { Asn1Value } from '../asn1/asn1-value.ts';
import { contextTag, tags } from '../asn1/tags.ts';
import { context, type Der, nullValue, objectIdentifier, sequence } from '../asn1/write-der.ts';
import type { TokenKey } from '../keys/token-key.ts';
import { type DigestAlgorithm, digestAlgorithmOf, digestIdentifier } from './digest-algorithms.ts';

/** How the key of the content is encrypted to a receiver (RFC 8017 §7). */
export type KeyTransport =
  | 'rsa-pkcs1-v1_5'
  | 'rsa-oaep-sha1'
  | 'rsa-oaep-sha256'
  | 'rsa-oaep-sha384'
  | 'rsa-oaep-sha512';

const rsaEncryption = '1.2.840.113549.1.1.1';
const rsaesOaep = '1.2.840.113549.1.1.7';
const mgf1 = '1.2.840.113549.1.1.8';

/** The AlgorithmIdentifier. OAEP's parameters leave out what is SHA-1, which is their default (RFC 8017 §A.2.1). */
export function keyTransportIdentifier(transport: KeyTransport): Der {
  const digest = oaepDigest(transport);
  if (!digest) return sequence(objectIdentifier(rsaEncryption), nullValue);
  if (digest === 'sha1') return sequence(objectIdentifier(rsaesOaep), sequence());
  const hash = digestIdentifier(digest);
  const mask = sequence(objectIdentifier(mgf1), hash);
  return sequence(objectIdentifier(rsaesOaep), sequence(context(0, hash), context(1, mask)));
}

/** Undefined where it is none that we take: other digests for the mask than for the hash, or a label. */
export function readKeyTransport(identifier: Asn1Value): { oid: string; transport: KeyTransport | undefined } {
  const fields = new Asn1Fields(identifier);
  const oid = readObjectIdentifier(fields.take(tags.objectIdentifier, 'algorithm'));
  if (oid === rsaEncryption) return { oid, transport: 'rsa-pkcs1-v1_5' };
  if (oid !== rsaesOaep) return { oid, transport: undefined };
  const digest = readOaepDigest(fields.takeIf(tags.sequence));
  return { oid, transport: digest && `rsa-oaep-${digest}` };
}

function readOaepDigest(parameters: Asn1Value | undefined): DigestAlgorithm | undefined {
  if (!parameters) return 'sha1';
  const fields = new Asn1Fields(parameters);
  const hash = explicit(fields.takeIf(contextTag(0)));
  const mask = explicit(fields.takeIf(contextTag(1)));
  const label = fields.takeIf(contextTag(2));
  fields.end();
  const digest = hash ? digestAlgorithmOf(hash) : 'sha1';
  const maskDigest = mask ? readMaskDigest(mask) : 'sha1';
  return digest === maskDigest && (!label || hasNoLabel(label)) ? digest : undefined;
}

function readMaskDigest(mask: Asn1Value): DigestAlgorithm | undefined {
  const fields = new Asn1Fields(mask);
  if (readObjectIdentifier(fields.take(tags.objectIdentifier, 'maskGenAlgorithm')) !== mgf1) return undefined;
  const hash = fields.takeIf(tags.sequence);
  return hash ? digestAlgorithmOf(hash) : 'sha1';
}

/** The default written out: pSpecifiedEmpty, an OCTET STRING without octets. */
function hasNoLabel(label: Asn1Value): boolean {
  const parameter = new Asn1Fields(new Asn1Fields(label).take(tags.sequence, 'pSourceAlgorithm'));
  parameter.take(tags.objectIdentifier, 'pSource');
  return (parameter.takeIf(tags.octetString)?.content.length ?? 0) === 0;
}

function explicit(field: Asn1Value | undefined): Asn1Value | undefined {
  return field && new Asn1Fields(field).take(tags.sequence, 'AlgorithmIdentifier');
}

/** The key of the content, encrypted to a public RSA key. */
export function wrapKey(contentKey: Uint8Array, publicKey: KeyObject, transport: KeyTransport): Buffer {
  return publicEncrypt({ key: publicKey, ...padding(transport) }, contentKey);
}

/**
 * The key of the content. May throw, or (PKCS#1 v1.5) return chance octets where the padding was broken: OpenSSL 3.2 and
 * later reject implicitly, which is why Node 24 decrypts so at all.
 */
export function unwrapKey(encryptedKey: Uint8Array, privateKey: KeyObject | TokenKey, transport: KeyTransport): Buffer {
  if (privateKey.type === 'token') return privateKey.decrypt(tokenPadding(transport), encryptedKey);
  return privateDecrypt({ key: privateKey, ...padding(transport) }, encryptedKey);
}

function padding(transport: KeyTransport): { padding: number; oaepHash?: string } {
  const digest = oaepDigest(transport);
  return digest
    ? { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: digest }
    : { padding: constants.RSA_PKCS1_PADDING };
}

function tokenPadding(transport: KeyTransport): Parameters<TokenKey['decrypt']>[0] {
  switch (transport) {
    case 'rsa-pkcs1-v1_5':
      return 'pkcs1-v1_5';
    case 'rsa-oaep-sha1':
      return 'oaep-sha1';
    case 'rsa-oaep-sha256':
      return 'oaep-sha256';
    default:
      throw new RangeError(`tokens are not asked for ${transport}`);
  }
}

/** The digest of an OAEP transport, hash and mask alike; undefined for PKCS#1 v1.5. */
function oaepDigest(transport: KeyTransport): DigestAlgorithm | undefined {
  switch (transport) {
    case 'rsa-pkcs1-v1_5':
      return undefined;
    case 'rsa-oaep-sha1':
      return 'sha1';
    case 'rsa-oaep-sha256':
      return 'sha256';
    case 'rsa-oaep-sha384':
      return 'sha384';
    case 'rsa-oaep-sha512':
      return 'sha512';
  }
}
