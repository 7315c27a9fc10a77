import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { readObjectIdentifier, readOctets, readSmallInteger } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import type { Asn1Value } from '../asn1/asn1-value.ts';
import { tags } from '../asn1/tags.ts';
import { contentAlgorithmOf } from '../cms/content-algorithms.ts';
import { Pkcs12Unreadable } from './errors.ts';
import { bmpPassword, derivedFor, derivePkcs12 } from './pkcs12-key-derivation.ts';
import { decryptRc2Cbc } from './rc2.ts';

/** A minute's work on a slow machine: what claims to need more is not opened. */
export const iterationsMax = 5_000_000;

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2 = '1.2.840.113549.1.5.12';

const pbkdf2Digests = new Map([
  ['1.2.840.113549.2.7', 'sha1'],
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
]);

/** The older schemes of PKCS#12, all with SHA-1 (RFC 7292 §C). */
const legacySchemes = new Map<string, { cipher: 'des-ede3-cbc' | 'rc2'; keySizeBytes: number }>([
  ['1.2.840.113549.1.12.1.3', { cipher: 'des-ede3-cbc', keySizeBytes: 24 }],
  ['1.2.840.113549.1.12.1.4', { cipher: 'des-ede3-cbc', keySizeBytes: 16 }],
  ['1.2.840.113549.1.12.1.5', { cipher: 'rc2', keySizeBytes: 16 }],
  ['1.2.840.113549.1.12.1.6', { cipher: 'rc2', keySizeBytes: 5 }],
]);

/** Opens what a password protects, by PBES2 (RFC 8018 §6.2) or a scheme of PKCS#12. Throws Pkcs12Unreadable, Asn1Unreadable. */
export function openWithPassword(identifier: Asn1Value, encrypted: Uint8Array, password: string): Buffer {
  const fields = new Asn1Fields(identifier);
  const oid = readObjectIdentifier(fields.take(tags.objectIdentifier, 'algorithm'));
  const parameters = new Asn1Fields(fields.take(tags.sequence, 'parameters'));
  const open = oid === pbes2 ? readPbes2(parameters, password) : readLegacy(oid, parameters, password);
  try {
    return open(encrypted);
  } catch (cause) {
    throw new Pkcs12Unreadable('password', { cause });
  }
}

type Opener = (encrypted: Uint8Array) => Buffer;

function readPbes2(parameters: Asn1Fields, password: string): Opener {
  const derivation = new Asn1Fields(parameters.take(tags.sequence, 'keyDerivationFunc'));
  const scheme = new Asn1Fields(parameters.take(tags.sequence, 'encryptionScheme'));
  const cipher = contentAlgorithmOf(readObjectIdentifier(scheme.take(tags.objectIdentifier, 'algorithm')));
  const isPbkdf2 = readObjectIdentifier(derivation.take(tags.objectIdentifier, 'algorithm')) === pbkdf2;
  if (!isPbkdf2 || cipher?.mode !== 'cbc') throw new Pkcs12Unreadable('algorithm');
  const iv = readOctets(scheme.take(tags.octetString, 'iv'));
  const fields = new Asn1Fields(derivation.take(tags.sequence, 'PBKDF2-params'));
  const salt = readOctets(fields.take(tags.octetString, 'salt'));
  const iterations = readIterations(fields.take(tags.integer, 'iterationCount'));
  fields.takeIf(tags.integer);
  const digest = readPbkdf2Digest(fields.takeIf(tags.sequence));
  const key = pbkdf2Sync(Buffer.from(password, 'utf8'), salt, iterations, cipher.keySizeBytes, digest);
  return (encrypted) => decryptCbc(cipher.name, key, iv, encrypted);
}

function readPbkdf2Digest(identifier: Asn1Value | undefined): string {
  if (!identifier) return 'sha1';
  const oid = readObjectIdentifier(new Asn1Fields(identifier).take(tags.objectIdentifier, 'prf'));
  const digest = pbkdf2Digests.get(oid);
  if (!digest) throw new Pkcs12Unreadable('algorithm');
  return digest;
}

function readLegacy(oid: string, parameters: Asn1Fields, password: string): Opener {
  const scheme = legacySchemes.get(oid);
  if (!scheme) throw new Pkcs12Unreadable('algorithm');
  const salt = readOctets(parameters.take(tags.octetString, 'salt'));
  const iterations = readIterations(parameters.take(tags.integer, 'iterations'));
  const common = { digest: 'sha1', password: bmpPassword(password), salt, iterations } as const;
  const key = derivePkcs12({ ...common, purpose: derivedFor.key, sizeBytes: scheme.keySizeBytes });
  const iv = derivePkcs12({ ...common, purpose: derivedFor.iv, sizeBytes: 8 });
  if (scheme.cipher === 'rc2') return (encrypted) => decryptRc2Cbc(key, iv, encrypted);
  // Two keys: the first is used again.
  const tripleKey = key.length === 24 ? key : Buffer.concat([key, key.subarray(0, 8)]);
  return (encrypted) => decryptCbc('des-ede3-cbc', tripleKey, iv, encrypted);
}

export function readIterations(value: Asn1Value): number {
  const iterations = readSmallInteger(value);
  if (iterations < 1 || iterations > iterationsMax) throw new Pkcs12Unreadable('algorithm');
  return iterations;
}

function decryptCbc(cipher: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Buffer {
  const decipher = createDecipheriv(cipher, key, iv);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
}
