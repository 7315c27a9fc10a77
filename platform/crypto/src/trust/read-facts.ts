import { createPublicKey, type KeyObject } from 'node:crypto';
import { readBitString } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import type { Asn1Limits } from '../asn1/asn1-limits.ts';
import { readTime } from '../asn1/asn1-time.ts';
import { Asn1Unreadable } from '../asn1/asn1-unreadable.ts';
import { type Asn1Value, readAsn1 } from '../asn1/asn1-value.ts';
import { distinguishedNameText, readDistinguishedName } from '../asn1/distinguished-name.ts';
import { contextTag, tags } from '../asn1/tags.ts';
import type { Certificate, Name } from './certificate.ts';
import { readCertificateExtensions } from './certificate-extensions.ts';
import { organizationNumberOf } from './organization-number.ts';
import { readSigned, requireSameAlgorithm } from './signed.ts';

export type CertificateFacts = Omit<Certificate, 'der' | 'thumbprint' | 'fingerprint'>;

/** RFC 5280 §4.1, field by field. Throws `Asn1Unreadable`. */
export function readFacts(der: Uint8Array, limits: Asn1Limits): CertificateFacts {
  const whole = readSigned(readAsn1(der, limits), 'tbsCertificate');
  whole.rest.end();
  const fields = new Asn1Fields(whole.content);
  fields.takeIf(contextTag(0));
  const serialNumber = serialNumberText(fields.take(tags.integer, 'serialNumber').content);
  requireSameAlgorithm(fields.take(tags.sequence, 'signature'), whole);
  const issuer = readName(fields.take(tags.sequence, 'issuer'));
  const validity = new Asn1Fields(fields.take(tags.sequence, 'validity'));
  const subject = readName(fields.take(tags.sequence, 'subject'));
  const key = readKey(fields.take(tags.sequence, 'subjectPublicKeyInfo'));
  fields.takeIf(contextTag(1));
  fields.takeIf(contextTag(2));
  const extensions = readCertificateExtensions(fields.takeIf(contextTag(3)));
  fields.end();
  const organizationNumber = organizationNumberOf(subject.attributes);
  return {
    serialNumber,
    issuer,
    subject,
    notBefore: timeOf(validity, 'notBefore'),
    notAfter: timeOf(validity, 'notAfter'),
    ...key,
    ...extensions,
    ...(organizationNumber !== undefined && { organizationNumber }),
    signed: whole.signed,
  };
}

/** Upper-case hex without leading zero octets: those only say that the number is positive. */
export function serialNumberText(content: Uint8Array): string {
  const first = content.findIndex((octet) => octet !== 0);
  if (first < 0) return '00';
  return Buffer.from(content.subarray(first)).toString('hex').toUpperCase();
}

export function readName(value: Asn1Value): Name {
  const attributes = readDistinguishedName(value);
  return { attributes, text: distinguishedNameText(attributes), der: value.bytes };
}

function timeOf(fields: Asn1Fields, name: string): Date {
  const value = fields.takeAny();
  if (!value) throw new Asn1Unreadable(`${name} is missing`);
  return readTime(value);
}

function readKey(info: Asn1Value): { publicKey: KeyObject; publicKeyBits: Uint8Array } {
  const fields = new Asn1Fields(info);
  fields.take(tags.sequence, 'algorithm');
  const publicKeyBits = readBitString(fields.take(tags.bitString, 'subjectPublicKey'));
  try {
    const publicKey = createPublicKey({ key: Buffer.from(info.bytes), format: 'der', type: 'spki' });
    return { publicKey, publicKeyBits };
  } catch {
    throw new Asn1Unreadable('a public key of no kind that is known');
  }
}
