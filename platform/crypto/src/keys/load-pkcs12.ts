import { createHmac, createPrivateKey, createPublicKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { readObjectIdentifier, readOctets } from '../asn1/asn1-content.ts';
import { Asn1Fields, fieldsOf } from '../asn1/asn1-fields.ts';
import { readingAs } from '../asn1/asn1-unreadable.ts';
import { type Asn1Value, readAsn1 } from '../asn1/asn1-value.ts';
import { contextTag, tags } from '../asn1/tags.ts';
import { contentTypes } from '../cms/content-info.ts';
import { digestAlgorithmOf } from '../cms/digest-algorithms.ts';
import { readCertificate } from '../trust/certificate.ts';
import { Pkcs12Unreadable } from './errors.ts';
import { openWithPassword, readIterations } from './password-encryption.ts';
import { readSafeContents, type SafeContents } from './pkcs12-bags.ts';
import { bmpPassword, derivedFor, derivePkcs12 } from './pkcs12-key-derivation.ts';

/** A key and the certificate that names it, ready to sign with and to decrypt with. */
export interface KeyWithCertificate {
  readonly privateKey: KeyObject;
  /** DER */
  readonly certificate: Uint8Array;
  /** DER of the other certificates that were in the file. */
  readonly chain: readonly Uint8Array[];
}

const encryptedData = '1.2.840.113549.1.7.6';
const fileLimits = { sizeMaxBytes: 1024 * 1024, depthMax: 32, headersMax: 20_000 };

/**
 * The keys in a PKCS#12 file (RFC 7292), as issuers of enterprise certificates hand them out: modern files (PBES2, SHA-256)
 * and old ones (RC2, 3DES, SHA-1). Takes as long as the file's own count of iterations, usually some milliseconds.
 *
 * @throws Pkcs12Unreadable
 */
export function loadPkcs12(file: Uint8Array, password: string): KeyWithCertificate[] {
  const contents = readingAs(
    (cause) => new Pkcs12Unreadable('not-pkcs12', { cause }),
    () => readPfx(readAsn1(file, fileLimits), password),
  );
  if (contents.keys.length === 0) throw new Pkcs12Unreadable('no-key');
  const privateKeys = contents.keys.map(importKey);
  return privateKeys.map((privateKey) => withCertificate(privateKey, contents.certificates));
}

/** RFC 7292 §4. */
function readPfx(value: Asn1Value, password: string): SafeContents {
  const fields = fieldsOf(value, tags.sequence, 'PFX');
  fields.take(tags.integer, 'version');
  const authSafe = new Asn1Fields(fields.take(tags.sequence, 'authSafe'));
  // A file may be signed instead of protected by a password: nobody hands those out.
  if (contentTypeOf(authSafe) !== contentTypes.data) throw new Pkcs12Unreadable('algorithm');
  const authenticated = explicitOctets(authSafe);
  const mac = fields.takeIf(tags.sequence);
  if (mac) checkMac(mac, authenticated, password);
  return readAuthenticatedSafe(readAsn1(authenticated, fileLimits), password);
}

function readAuthenticatedSafe(value: Asn1Value, password: string): SafeContents {
  const contents: SafeContents = { keys: [], certificates: [] };
  for (const info of value.children()) {
    const fields = new Asn1Fields(info);
    const type = contentTypeOf(fields);
    if (type === contentTypes.data) readSafeContents(explicitOctets(fields), password, contents);
    else if (type === encryptedData) readSafeContents(openEncryptedData(fields, password), password, contents);
    else throw new Pkcs12Unreadable('algorithm');
  }
  return contents;
}

/** RFC 5652 §8. */
function openEncryptedData(fields: Asn1Fields, password: string): Uint8Array {
  const data = new Asn1Fields(
    new Asn1Fields(fields.take(contextTag(0), 'content')).take(tags.sequence, 'EncryptedData'),
  );
  data.take(tags.integer, 'version');
  const info = new Asn1Fields(data.take(tags.sequence, 'encryptedContentInfo'));
  info.take(tags.objectIdentifier, 'contentType');
  const algorithm = info.take(tags.sequence, 'contentEncryptionAlgorithm');
  return openWithPassword(algorithm, readOctets(info.take(contextTag(0), 'encryptedContent'), contextTag(0)), password);
}

/** RFC 7292 §4: an HMAC under a key of the password. An empty password is written in two ways. */
function checkMac(value: Asn1Value, authenticated: Uint8Array, password: string): void {
  const fields = new Asn1Fields(value);
  const digestInfo = new Asn1Fields(fields.take(tags.sequence, 'mac'));
  const digest = digestAlgorithmOf(digestInfo.take(tags.sequence, 'digestAlgorithm'));
  if (!digest) throw new Pkcs12Unreadable('algorithm');
  const expected = readOctets(digestInfo.take(tags.octetString, 'digest'));
  const salt = readOctets(fields.take(tags.octetString, 'macSalt'));
  const iterationsField = fields.takeIf(tags.integer);
  const iterations = iterationsField ? readIterations(iterationsField) : 1;
  const writings = password === '' ? [bmpPassword(''), Buffer.alloc(0)] : [bmpPassword(password)];
  const isRight = writings.some((writing) => {
    const derivation = {
      digest,
      purpose: derivedFor.mac,
      password: writing,
      salt,
      iterations,
      sizeBytes: expected.length,
    };
    const mac = createHmac(digest, derivePkcs12(derivation)).update(authenticated).digest();
    return mac.length === expected.length && timingSafeEqual(mac, expected);
  });
  if (!isRight) throw new Pkcs12Unreadable('password');
}

function contentTypeOf(fields: Asn1Fields): string {
  return readObjectIdentifier(fields.take(tags.objectIdentifier, 'contentType'));
}

function explicitOctets(fields: Asn1Fields): Uint8Array {
  return readOctets(new Asn1Fields(fields.take(contextTag(0), 'content')).take(tags.octetString, 'octets'));
}

function importKey(pkcs8: Buffer): KeyObject {
  try {
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  } catch (cause) {
    throw new Pkcs12Unreadable('password', { cause });
  }
}

/** The certificate is found by its public key: the ids that files give to both are often missing or wrong. */
function withCertificate(privateKey: KeyObject, certificates: readonly Uint8Array[]): KeyWithCertificate {
  const publicKey = createPublicKey(privateKey);
  const certificate = certificates.find((candidate) => readCertificate(candidate).publicKey.equals(publicKey));
  if (!certificate) throw new Pkcs12Unreadable('no-certificate');
  return { privateKey, certificate, chain: certificates.filter((other) => other !== certificate) };
}
