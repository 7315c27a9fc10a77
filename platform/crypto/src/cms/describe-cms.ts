import { readContentInfo, readingCms } from './content-info.ts';
import { isEnveloped, readEnvelopedData } from './enveloped-data.ts';
import type { HolderIdentifier } from './holder-identifier.ts';
import { isSigned, readSignedData, type SignerInfo } from './signed-data.ts';

/** How a certificate is named in CMS: the issuer as text (RFC 4514), numbers in upper-case hex as `Certificate` has them. */
export type HolderDescription =
  | { readonly issuer: string; readonly serialNumber: string }
  | { readonly subjectKeyId: string };

/** What encrypted CMS says of itself. Algorithms that we do not take are there as their OID. */
export interface EnvelopedDescription {
  readonly kind: 'enveloped-data' | 'auth-enveloped-data';
  readonly contentType: string;
  readonly contentAlgorithm: string;
  /** Of the first receiver. */
  readonly keyAlgorithm: string | undefined;
  readonly recipients: readonly (HolderDescription & { readonly keyAlgorithm: string })[];
  /** Receivers by other means than RSA. */
  readonly otherRecipientCount: number;
  readonly encryptedSizeBytes: number;
}

/** What signed CMS says of itself. */
export interface SignedDescription {
  readonly kind: 'signed-data';
  readonly contentType: string;
  /** Undefined where the content goes beside the signature. */
  readonly contentSizeBytes: number | undefined;
  readonly signers: readonly (HolderDescription & {
    readonly digest: string | undefined;
    readonly signatureAlgorithm: string;
    readonly signingTime: Date | undefined;
  })[];
  /** DER of those that were sent along. Anybody can put any certificate there. */
  readonly certificates: readonly Uint8Array[];
}

export type CmsDescription =
  | EnvelopedDescription
  | SignedDescription
  | { readonly kind: 'other'; readonly contentType: string };

/**
 * What CMS says of itself, without any key and without believing any of it.
 *
 * @throws CmsUnreadable
 */
export function describeCms(cms: Uint8Array): CmsDescription {
  return readingCms(() => {
    const info = readContentInfo(cms);
    if (isEnveloped(info)) return describeEnveloped(readEnvelopedData(info));
    if (isSigned(info)) return describeSigned(readSignedData(info));
    return { kind: 'other', contentType: info.contentType };
  });
}

function describeEnveloped(enveloped: ReturnType<typeof readEnvelopedData>): EnvelopedDescription {
  const recipients = enveloped.recipients.map(({ holder, keyTransport, keyAlgorithmOid }) => ({
    ...describeHolder(holder),
    keyAlgorithm: keyTransport ?? keyAlgorithmOid,
  }));
  return {
    kind: enveloped.kind,
    contentType: enveloped.contentType,
    contentAlgorithm: enveloped.contentAlgorithm?.name ?? enveloped.contentAlgorithmOid,
    keyAlgorithm: recipients[0]?.keyAlgorithm,
    recipients,
    otherRecipientCount: enveloped.otherRecipientCount,
    encryptedSizeBytes: enveloped.encryptedContent.length,
  };
}

function describeSigned(signed: ReturnType<typeof readSignedData>): SignedDescription {
  return {
    kind: 'signed-data',
    contentType: signed.contentType,
    contentSizeBytes: signed.content?.length,
    signers: signed.signers.map((signer) => ({
      ...describeHolder(signer.holder),
      digest: signer.digest,
      signatureAlgorithm: signatureName(signer),
      signingTime: signer.attributes?.signingTime,
    })),
    certificates: signed.certificates,
  };
}

function signatureName({ algorithm, signatureAlgorithmOid }: SignerInfo): string {
  if (!algorithm) return signatureAlgorithmOid;
  if (algorithm.keyType === 'ec') return 'ecdsa';
  return algorithm.pssSaltLength === undefined ? 'rsa-pkcs1-v1_5' : 'rsa-pss';
}

function describeHolder(holder: HolderIdentifier): HolderDescription {
  return holder.by === 'subject-key-identifier'
    ? { subjectKeyId: holder.subjectKeyId }
    : { issuer: holder.issuer.text, serialNumber: holder.serialNumber };
}
