import { type CipherGCM, createCipheriv, type KeyObject, randomBytes } from 'node:crypto';
import {
  contextPrimitive,
  type Der,
  derBytes,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from '../asn1/write-der.ts';
import { type Certificate, readCertificate } from '../trust/certificate.ts';
import { isStrongKey } from '../trust/signed.ts';
import { type ContentAlgorithmFacts, contentAlgorithms } from './content-algorithms.ts';
import { contentInfo, contentTypes } from './content-info.ts';
import { CmsCertificateUnsuitable } from './errors.ts';
import { type HolderIdentifier, holderIdentifier } from './holder-identifier.ts';
import { type KeyTransport, keyTransportIdentifier, wrapKey } from './key-transport.ts';

export interface EncryptOptions {
  /** `aes-256-cbc` (EnvelopedData, what everybody reads) unless the receiver is known to read GCM (AuthEnvelopedData). */
  readonly contentAlgorithm?: 'aes-256-cbc' | 'aes-256-gcm';
  /** PKCS#1 v1.5 unless the receiver is known to read OAEP. */
  readonly keyTransport?: Extract<KeyTransport, 'rsa-pkcs1-v1_5' | 'rsa-oaep-sha1' | 'rsa-oaep-sha256'>;
  readonly recipientsBy?: HolderIdentifier['by'];
}

/**
 * Encrypts to the holders of the certificates (DER), any of whom can open it alone. Gives DER.
 *
 * CBC does not protect what is in it against change: sign before, or around.
 *
 * @throws CmsCertificateUnsuitable for a certificate without an RSA key of at least 2048 bits
 * @throws CertificateUnreadable
 */
export function encryptFor(
  recipients: readonly Uint8Array[],
  content: Uint8Array,
  options: EncryptOptions = {},
): Buffer {
  const { contentAlgorithm = 'aes-256-cbc', keyTransport = 'rsa-pkcs1-v1_5' } = options;
  const { recipientsBy = 'issuer-and-serial-number' } = options;
  if (recipients.length === 0) throw new TypeError('nobody to encrypt to');
  const algorithm = contentAlgorithms.get(contentAlgorithm);
  if (!algorithm) throw new TypeError(`no algorithm ${contentAlgorithm}`);
  const contentKey = randomBytes(algorithm.keySizeBytes);
  const recipientInfos = recipients.map((certificate) => {
    return keyTransRecipientInfo(readCertificate(certificate), recipientsBy, keyTransport, contentKey);
  });
  const encrypted = encryptContent(algorithm, contentKey, content);
  const version = algorithm.mode === 'gcm' || recipientsBy === 'issuer-and-serial-number' ? 0 : 2;
  const fields = [integer(version), setOf(...recipientInfos), encryptedContentInfo(algorithm.oid, encrypted)];
  if (encrypted.tag) fields.push(octetString(encrypted.tag));
  const contentType = encrypted.tag ? contentTypes.authEnvelopedData : contentTypes.envelopedData;
  return derBytes(contentInfo(contentType, sequence(...fields)));
}

function keyTransRecipientInfo(
  certificate: Certificate,
  by: HolderIdentifier['by'],
  transport: KeyTransport,
  contentKey: Uint8Array,
): Der {
  return sequence(
    integer(by === 'issuer-and-serial-number' ? 0 : 2),
    holderIdentifier(certificate, by),
    keyTransportIdentifier(transport),
    octetString(wrapKey(contentKey, rsaKey(certificate), transport)),
  );
}

function rsaKey({ publicKey }: Certificate): KeyObject {
  if (publicKey.asymmetricKeyType !== 'rsa') throw new CmsCertificateUnsuitable('not-rsa');
  if (!isStrongKey(publicKey)) throw new CmsCertificateUnsuitable('key-too-short');
  return publicKey;
}

interface EncryptedContent {
  readonly parameters: Der;
  readonly pieces: readonly Uint8Array[];
  /** Only GCM has one. */
  readonly tag: Uint8Array | undefined;
}

/** CBC with its iv as parameter (RFC 3565 §4.1), or GCM with GCMParameters and a full tag (RFC 5084 §3.2). */
function encryptContent(
  { mode, keySizeBytes, ivSizeBytes }: ContentAlgorithmFacts,
  key: Uint8Array,
  content: Uint8Array,
): EncryptedContent {
  const iv = randomBytes(ivSizeBytes);
  const cipher = createCipheriv(`aes-${keySizeBytes * 8}-${mode}`, key, iv);
  const pieces = [cipher.update(content), cipher.final()];
  if (mode === 'cbc') return { parameters: octetString(iv), pieces, tag: undefined };
  const tag = (cipher as CipherGCM).getAuthTag();
  return { parameters: sequence(octetString(iv), integer(tag.length)), pieces, tag };
}

function encryptedContentInfo(oid: string, { parameters, pieces }: EncryptedContent): Der {
  const algorithm = sequence(objectIdentifier(oid), parameters);
  return sequence(objectIdentifier(contentTypes.data), algorithm, contextPrimitive(0, ...pieces));
}
