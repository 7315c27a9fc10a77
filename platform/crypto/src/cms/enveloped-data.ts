import { readObjectIdentifier, readOctets } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import { Asn1Unreadable } from '../asn1/asn1-unreadable.ts';
import type { Asn1Value } from '../asn1/asn1-value.ts';
import { contextTag, tags } from '../asn1/tags.ts';
import { type ContentAlgorithmFacts, contentAlgorithmOf } from './content-algorithms.ts';
import { type ContentInfo, contentTypes } from './content-info.ts';
import { CmsUnreadable } from './errors.ts';
import { type HolderIdentifier, readHolderIdentifier } from './holder-identifier.ts';
import { type KeyTransport, readKeyTransport } from './key-transport.ts';

/** One receiver to whom the key of the content is encrypted by RSA (KeyTransRecipientInfo, RFC 5652 §6.2.1). */
export interface Recipient {
  readonly holder: HolderIdentifier;
  readonly keyAlgorithmOid: string;
  /** Undefined where it is none that we take. */
  readonly keyTransport: KeyTransport | undefined;
  readonly encryptedKey: Uint8Array;
}

/** EnvelopedData or AuthEnvelopedData as it was written: nothing is decrypted (RFC 5652 §6.1, RFC 5083 §2.1). */
export interface EnvelopedData {
  readonly kind: 'enveloped-data' | 'auth-enveloped-data';
  readonly recipients: readonly Recipient[];
  /** Receivers by key agreement, password and the like: of no use to us. */
  readonly otherRecipientCount: number;
  readonly contentType: string;
  readonly contentAlgorithmOid: string;
  /** Undefined where it is none that we take, or one that does not belong in this kind. */
  readonly contentAlgorithm: ContentAlgorithmFacts | undefined;
  readonly iv: Uint8Array;
  readonly encryptedContent: Uint8Array;
  /** What AuthEnvelopedData has besides: the authentication tag, and the attributes it covers. */
  readonly authenticationTag: Uint8Array;
  readonly authenticatedAttributes: Uint8Array | undefined;
}

/** More than any message is encrypted to. */
const recipientsMax = 256;

export function isEnveloped({ contentType }: ContentInfo): boolean {
  return contentType === contentTypes.envelopedData || contentType === contentTypes.authEnvelopedData;
}

/** Throws Asn1Unreadable, or CmsUnreadable where it is another kind. */
export function readEnvelopedData(info: ContentInfo): EnvelopedData {
  if (!isEnveloped(info)) throw new CmsUnreadable('it is not encrypted');
  const kind = info.contentType === contentTypes.envelopedData ? 'enveloped-data' : 'auth-enveloped-data';
  const fields = new Asn1Fields(info.content);
  fields.take(tags.integer, 'version');
  fields.takeIf(contextTag(0)); // originatorInfo: certificates for key agreement
  const recipients = readRecipients(fields.take(tags.set, 'recipientInfos'));
  const content = readEncryptedContent(fields.take(tags.sequence, 'encryptedContentInfo'), kind);
  const authentication = readAuthentication(fields, kind);
  return { kind, ...recipients, ...content, ...authentication };
}

function readRecipients(set: Asn1Value): Pick<EnvelopedData, 'recipients' | 'otherRecipientCount'> {
  const recipients: Recipient[] = [];
  let otherRecipientCount = 0;
  for (const value of set.children()) {
    if (value.tag === tags.sequence) recipients.push(readRecipient(value));
    else otherRecipientCount += 1;
    if (recipients.length + otherRecipientCount > recipientsMax) throw new Asn1Unreadable('too many receivers');
  }
  return { recipients, otherRecipientCount };
}

function readRecipient(value: Asn1Value): Recipient {
  const fields = new Asn1Fields(value);
  fields.take(tags.integer, 'version');
  const holder = readHolderIdentifier(fields);
  const { oid, transport } = readKeyTransport(fields.take(tags.sequence, 'keyEncryptionAlgorithm'));
  const encryptedKey = readOctets(fields.take(tags.octetString, 'encryptedKey'));
  fields.end();
  return { holder, keyAlgorithmOid: oid, keyTransport: transport, encryptedKey };
}

function readEncryptedContent(value: Asn1Value, kind: EnvelopedData['kind']) {
  const fields = new Asn1Fields(value);
  const contentType = readObjectIdentifier(fields.take(tags.objectIdentifier, 'contentType'));
  const algorithm = new Asn1Fields(fields.take(tags.sequence, 'contentEncryptionAlgorithm'));
  const contentAlgorithmOid = readObjectIdentifier(algorithm.take(tags.objectIdentifier, 'algorithm'));
  const contentAlgorithm = algorithmOfKind(contentAlgorithmOid, kind);
  const iv = contentAlgorithm ? readIv(algorithm, contentAlgorithm) : Uint8Array.of();
  const encryptedContent = readOctets(fields.take(contextTag(0), 'encryptedContent'), contextTag(0));
  fields.end();
  return { contentType, contentAlgorithmOid, contentAlgorithm, iv, encryptedContent };
}

/** CBC belongs in EnvelopedData and GCM in AuthEnvelopedData, where its tag has a place (RFC 5084 §1). */
function algorithmOfKind(oid: string, kind: EnvelopedData['kind']): ContentAlgorithmFacts | undefined {
  const facts = contentAlgorithmOf(oid);
  return facts?.mode === (kind === 'enveloped-data' ? 'cbc' : 'gcm') ? facts : undefined;
}

/** CBC: the IV. GCM: GCMParameters, whose tag length need not be read since the tag itself is there (RFC 5084 §3.2). */
function readIv(algorithm: Asn1Fields, { mode, ivSizeBytes }: ContentAlgorithmFacts): Uint8Array {
  const field = mode === 'cbc' ? algorithm : new Asn1Fields(algorithm.take(tags.sequence, 'GCMParameters'));
  const iv = readOctets(field.take(tags.octetString, 'iv'));
  if (iv.length !== ivSizeBytes) throw new Asn1Unreadable(`the iv has not ${ivSizeBytes} octets`);
  return iv;
}

function readAuthentication(fields: Asn1Fields, kind: EnvelopedData['kind']) {
  if (kind === 'enveloped-data') {
    fields.takeIf(contextTag(1)); // unprotectedAttrs: nothing in them could be believed
    fields.end();
    return { authenticationTag: Uint8Array.of(), authenticatedAttributes: undefined };
  }
  const authenticatedAttributes = fields.takeIf(contextTag(1))?.bytes;
  const authenticationTag = readOctets(fields.take(tags.octetString, 'mac'));
  fields.takeIf(contextTag(2)); // unauthAttrs
  fields.end();
  return { authenticationTag, authenticatedAttributes };
}
