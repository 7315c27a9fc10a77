import { readObjectIdentifier, readOctets } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import { type Asn1Value, readAsn1 } from '../asn1/asn1-value.ts';
import { contextTag, tags } from '../asn1/tags.ts';
import { openWithPassword } from './password-encryption.ts';

/** What was found in the bags of a file: keys as PKCS#8, certificates as DER. */
export interface SafeContents {
  readonly keys: Buffer[];
  readonly certificates: Uint8Array[];
}

const keyBag = '1.2.840.113549.1.12.10.1.1';
const shroudedKeyBag = '1.2.840.113549.1.12.10.1.2';
const certificateBag = '1.2.840.113549.1.12.10.1.3';
const x509Certificate = '1.2.840.113549.1.9.22.1';

/** Adds what the bags hold (RFC 7292 §4.2). Revocation lists, secrets and nested bags are left where they are. */
export function readSafeContents(encoded: Uint8Array, password: string, contents: SafeContents): void {
  for (const bag of readAsn1(encoded).children()) {
    const fields = new Asn1Fields(bag);
    const type = readObjectIdentifier(fields.take(tags.objectIdentifier, 'bagId'));
    const value = new Asn1Fields(fields.take(contextTag(0), 'bagValue')).takeIf(tags.sequence);
    if (!value) continue;
    if (type === keyBag) contents.keys.push(Buffer.from(value.bytes));
    if (type === shroudedKeyBag) contents.keys.push(openShroudedKey(value, password));
    if (type === certificateBag) addCertificate(value, contents);
  }
}

/** EncryptedPrivateKeyInfo (RFC 5208 §6). */
function openShroudedKey(value: Asn1Value, password: string): Buffer {
  const fields = new Asn1Fields(value);
  const algorithm = fields.take(tags.sequence, 'encryptionAlgorithm');
  return openWithPassword(algorithm, readOctets(fields.take(tags.octetString, 'encryptedData')), password);
}

function addCertificate(value: Asn1Value, contents: SafeContents): void {
  const fields = new Asn1Fields(value);
  if (readObjectIdentifier(fields.take(tags.objectIdentifier, 'certId')) !== x509Certificate) return;
  const explicit = new Asn1Fields(fields.take(contextTag(0), 'certValue'));
  contents.certificates.push(Buffer.from(readOctets(explicit.take(tags.octetString, 'certificate'))));
}
