import { hash, type KeyObject, sign } from 'node:crypto';
import {
  context,
  derBytes,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from '../asn1/write-der.ts';
import type { SigningDigest, TokenKey } from '../keys/token-key.ts';
import type { SigningKey, TokenSigningKey } from '../signing-key.ts';
import { readCertificate } from '../trust/certificate.ts';
import { isStrongKey } from '../trust/signed.ts';
import { contentInfo, contentTypes } from './content-info.ts';
import { digestIdentifier } from './digest-algorithms.ts';
import { CmsCertificateUnsuitable } from './errors.ts';
import { holderIdentifier } from './holder-identifier.ts';
import { signedAttributes } from './signed-attributes.ts';

export interface SignOptions {
  /** SHA-256 when absent. */
  readonly digest?: SigningDigest;
  /** Now when absent. */
  readonly signingTime?: Date;
  /** Leaves the content out: it goes beside the signature. */
  readonly detached?: boolean;
  /** DER of issuers that the receiver may lack. */
  readonly chain?: readonly Uint8Array[];
}

const rsaEncryption = '1.2.840.113549.1.1.1';

/**
 * SignedData over the content, with the attributes that RFC 5652 §5.3 wants (content type, digest, time) and the signer's
 * certificate. RSASSA-PKCS1-v1_5, which everybody reads. Gives DER.
 *
 * @throws CmsCertificateUnsuitable, CertificateUnreadable
 */
export function signData(content: Uint8Array, key: SigningKey | TokenSigningKey, options: SignOptions = {}): Buffer {
  const { digest = 'sha256', signingTime = new Date(), detached = false, chain = [] } = options;
  const certificate = readCertificate(key.certificate);
  if (certificate.publicKey.asymmetricKeyType !== 'rsa') throw new CmsCertificateUnsuitable('not-rsa');
  if (!isStrongKey(certificate.publicKey)) throw new CmsCertificateUnsuitable('key-too-short');
  const attributes = signedAttributes(contentTypes.data, hash(digest, content, 'buffer'), signingTime);
  const signerInfo = sequence(
    integer(1),
    holderIdentifier(certificate, 'issuer-and-serial-number'),
    digestIdentifier(digest),
    underTag0(attributes),
    sequence(objectIdentifier(rsaEncryption), nullValue),
    octetString(signWith(key.privateKey, digest, attributes)),
  );
  const encapsulated = detached ? [] : [context(0, octetString(content))];
  const signedData = sequence(
    integer(1),
    setOf(digestIdentifier(digest)),
    sequence(objectIdentifier(contentTypes.data), ...encapsulated),
    context(0, key.certificate, ...chain),
    setOf(signerInfo),
  );
  return derBytes(contentInfo(contentTypes.signedData, signedData));
}

function signWith(key: KeyObject | TokenKey, digest: SigningDigest, data: Uint8Array): Buffer {
  return key.type === 'token' ? key.sign(digest, data) : sign(digest, data, key);
}

/** Signed as a SET, sent as `[0]` IMPLICIT (RFC 5652 §5.4). */
function underTag0(attributes: Uint8Array): Buffer {
  const tagged = Buffer.from(attributes);
  tagged[0] = 0xa0;
  return tagged;
}
