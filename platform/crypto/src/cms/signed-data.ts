import { readObjectIdentifier, readOctets } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import { Asn1Unreadable } from '../asn1/asn1-unreadable.ts';
import type { Asn1Value } from '../asn1/asn1-value.ts';
import { contextTag, tags } from '../asn1/tags.ts';
import { readSignatureAlgorithm } from '../trust/signature-algorithm.ts';
import { type ContentInfo, contentTypes } from './content-info.ts';
import { type DigestAlgorithm, digestAlgorithmOf } from './digest-algorithms.ts';
import { CmsUnreadable } from './errors.ts';
import { type HolderIdentifier, readHolderIdentifier } from './holder-identifier.ts';
import { readSignedAttributes, type SignedAttributes } from './signed-attributes.ts';

/** SignedData as it was written: nothing is checked (RFC 5652 §5.1). */
export interface SignedData {
  readonly contentType: string;
  /** Undefined where the content goes beside the signature. */
  readonly content: Uint8Array | undefined;
  /** DER of those that were sent along. Anybody can put any certificate there. */
  readonly certificates: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
}

/** RFC 5652 §5.3. */
export interface SignerInfo {
  readonly holder: HolderIdentifier;
  readonly digest: DigestAlgorithm | undefined;
  readonly algorithm: CmsSignatureAlgorithm | undefined;
  readonly signatureAlgorithmOid: string;
  /** Undefined: the signature covers the content itself. */
  readonly attributes: SignedAttributes | undefined;
  readonly signature: Uint8Array;
}

/** `digest` is undefined where the OID says RSA only, and the digest stands beside it. */
export interface CmsSignatureAlgorithm {
  readonly keyType: 'rsa' | 'ec';
  readonly digest: DigestAlgorithm | undefined;
  /** Octets of salt; there with RSA-PSS only. */
  readonly pssSaltLength?: number;
}

const rsaEncryption = '1.2.840.113549.1.1.1';
const sha1WithRsaEncryption = '1.2.840.113549.1.1.5';

/** More than any document has, and so few that checking them all takes no time. */
const signersMax = 16;
const certificatesMax = 64;

export function isSigned({ contentType }: ContentInfo): boolean {
  return contentType === contentTypes.signedData;
}

/** Throws Asn1Unreadable, or CmsUnreadable where it is another kind. */
export function readSignedData(info: ContentInfo): SignedData {
  if (!isSigned(info)) throw new CmsUnreadable('it is not signed');
  const fields = new Asn1Fields(info.content);
  fields.take(tags.integer, 'version');
  fields.take(tags.set, 'digestAlgorithms');
  const content = readEncapsulated(fields.take(tags.sequence, 'encapContentInfo'));
  const certificates = readCertificates(fields.takeIf(contextTag(0)));
  fields.takeIf(contextTag(1)); // crls
  const signers = atMost(signersMax, fields.take(tags.set, 'signerInfos')).map(readSigner);
  fields.end();
  return { ...content, certificates, signers };
}

function readEncapsulated(value: Asn1Value): Pick<SignedData, 'contentType' | 'content'> {
  const fields = new Asn1Fields(value);
  const contentType = readObjectIdentifier(fields.take(tags.objectIdentifier, 'eContentType'));
  const explicit = fields.takeIf(contextTag(0));
  const content = explicit && readOctets(new Asn1Fields(explicit).take(tags.octetString, 'eContent'));
  fields.end();
  return { contentType, content };
}

/** Other kinds of certificates than X.509 are tagged, and left out. */
function readCertificates(set: Asn1Value | undefined): Uint8Array[] {
  if (!set) return [];
  return atMost(certificatesMax, set)
    .filter(({ tag }) => tag === tags.sequence)
    .map(({ bytes }) => bytes);
}

function atMost(countMax: number, set: Asn1Value): Asn1Value[] {
  const values: Asn1Value[] = [];
  for (const value of set.children()) {
    if (values.push(value) > countMax) throw new Asn1Unreadable(`more than ${countMax} of a kind`);
  }
  return values;
}

function readSigner(value: Asn1Value): SignerInfo {
  const fields = new Asn1Fields(value);
  fields.take(tags.integer, 'version');
  const holder = readHolderIdentifier(fields);
  const digest = digestAlgorithmOf(fields.take(tags.sequence, 'digestAlgorithm'));
  const attributes = fields.takeIf(contextTag(0));
  const identifier = fields.take(tags.sequence, 'signatureAlgorithm');
  const signature = readOctets(fields.take(tags.octetString, 'signature'));
  fields.takeIf(contextTag(1)); // unsignedAttrs: nothing in them could be believed
  fields.end();
  return {
    holder,
    digest,
    signatureAlgorithmOid: oidOf(identifier),
    algorithm: algorithmOf(identifier),
    attributes: attributes && readSignedAttributes(attributes),
    signature,
  };
}

/** `rsaEncryption` is what most write in CMS (RFC 3370 §3.2); the others say the digest too. */
function algorithmOf(identifier: Asn1Value): CmsSignatureAlgorithm | undefined {
  const oid = oidOf(identifier);
  if (oid === rsaEncryption) return { keyType: 'rsa', digest: undefined };
  if (oid === sha1WithRsaEncryption) return { keyType: 'rsa', digest: 'sha1' };
  return readSignatureAlgorithm(identifier);
}

function oidOf(identifier: Asn1Value): string {
  return readObjectIdentifier(new Asn1Fields(identifier).take(tags.objectIdentifier, 'algorithm'));
}
