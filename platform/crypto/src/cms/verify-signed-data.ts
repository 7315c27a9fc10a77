import { constants, hash, timingSafeEqual, verify } from 'node:crypto';
import { type Certificate, readCertificate } from '../trust/certificate.ts';
import { isStrongKey } from '../trust/signed.ts';
import { contentTypes, readContentInfo, readingCms } from './content-info.ts';
import type { DigestAlgorithm } from './digest-algorithms.ts';
import { isMeant } from './holder-identifier.ts';
import { looksLikeSignedAttributes } from './signed-attributes.ts';
import { readSignedData, type SignedData, type SignerInfo } from './signed-data.ts';

export interface VerifyOptions {
  /** The content, where it goes beside the signature. */
  readonly detachedContent?: Uint8Array;
  /** SHA-256 and longer when absent. `sha1` only where an agreement says so. */
  readonly digests?: readonly DigestAlgorithm[];
}

export type SignedDataVerdict =
  | {
      readonly valid: true;
      readonly content: Uint8Array;
      /** DER: the one of the given certificates whose key made the signature. */
      readonly signer: Uint8Array;
      readonly digest: DigestAlgorithm;
      /** What the signer says. */
      readonly signingTime: Date | undefined;
    }
  | { readonly valid: false; readonly reason: SignedDataRefusal };

export type SignedDataRefusal =
  | 'content-missing'
  | 'signer-unknown' // none of the given certificates is the one that a signer names
  | 'algorithm-refused' // of the digest, the signature or the key, or two that contradict each other
  | 'attributes-incomplete' // without content type or digest, or for another content type
  | 'attributes-ambiguous' // a content that could have been another message's attributes
  | 'digest-differs'
  | 'signature-differs';

const safeDigests: readonly DigestAlgorithm[] = ['sha256', 'sha384', 'sha512'];

/**
 * Checks SignedData against certificates that the caller trusts for this sender (DER). The signer is found by issuer and
 * serial number or key identifier, never by place: real senders send the chain along in any order.
 *
 * @throws CmsUnreadable where it is no SignedData
 */
export function verifySignedData(
  cms: Uint8Array,
  certificates: readonly Uint8Array[],
  options: VerifyOptions = {},
): SignedDataVerdict {
  const signedData = readingCms(() => readSignedData(readContentInfo(cms)));
  const content = signedData.content ?? options.detachedContent;
  if (!content) return { valid: false, reason: 'content-missing' };
  const candidates = certificates.map(readCertificate);
  for (const signer of signedData.signers) {
    const certificate = candidates.find((candidate) => isMeant(signer.holder, candidate));
    if (certificate) return checkSigner(signer, certificate, signedData, content, options.digests ?? safeDigests);
  }
  return { valid: false, reason: 'signer-unknown' };
}

function checkSigner(
  signer: SignerInfo,
  certificate: Certificate,
  { contentType }: SignedData,
  content: Uint8Array,
  digests: readonly DigestAlgorithm[],
): SignedDataVerdict {
  const digest = agreedDigest(signer, certificate, digests);
  const reason = digest
    ? (faultOfAttributes(signer, contentType, content, digest) ??
      faultOfSignature(signer, certificate, content, digest))
    : 'algorithm-refused';
  if (reason || !digest) return { valid: false, reason: reason ?? 'algorithm-refused' };
  return { valid: true, content, signer: certificate.der, digest, signingTime: signer.attributes?.signingTime };
}

/** The one digest that signer and algorithm name, where it and the key are good enough. */
function agreedDigest(
  { digest, algorithm }: SignerInfo,
  { publicKey }: Certificate,
  digests: readonly DigestAlgorithm[],
): DigestAlgorithm | undefined {
  if (!digest || !digests.includes(digest) || !algorithm) return undefined;
  if (algorithm.digest !== undefined && algorithm.digest !== digest) return undefined;
  return publicKey.asymmetricKeyType === algorithm.keyType && isStrongKey(publicKey) ? digest : undefined;
}

/** RFC 5652 §5.4 and §5.6: the attributes must be for this content, or absent where the content is plain data. */
function faultOfAttributes(
  { attributes }: SignerInfo,
  contentType: string,
  content: Uint8Array,
  digest: DigestAlgorithm,
): SignedDataRefusal | undefined {
  if (!attributes) {
    if (contentType !== contentTypes.data) return 'attributes-incomplete';
    return looksLikeSignedAttributes(content) ? 'attributes-ambiguous' : undefined;
  }
  if (!attributes.messageDigest || attributes.contentType !== contentType) return 'attributes-incomplete';
  const actual = hash(digest, content, 'buffer');
  const same = actual.length === attributes.messageDigest.length && timingSafeEqual(actual, attributes.messageDigest);
  return same ? undefined : 'digest-differs';
}

function faultOfSignature(
  { attributes, algorithm, signature }: SignerInfo,
  { publicKey }: Certificate,
  content: Uint8Array,
  digest: DigestAlgorithm,
): SignedDataRefusal | undefined {
  const saltLength = algorithm?.pssSaltLength;
  const pss = saltLength === undefined ? {} : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  const isRight = verify(digest, attributes?.signedBytes ?? content, { key: publicKey, ...pss }, signature);
  return isRight ? undefined : 'signature-differs';
}
