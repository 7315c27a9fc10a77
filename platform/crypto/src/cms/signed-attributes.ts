import { readObjectIdentifier, readOctets } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import { readTime } from '../asn1/asn1-time.ts';
import { Asn1Unreadable } from '../asn1/asn1-unreadable.ts';
import type { Asn1Value } from '../asn1/asn1-value.ts';
import { tags } from '../asn1/tags.ts';
import { type Der, derBytes, objectIdentifier, octetString, sequence, setOf, time } from '../asn1/write-der.ts';

/** What a signer signs together with the content (RFC 5652 §11). */
export interface SignedAttributes {
  /** The SET OF that the signature covers: it is sent under `[0]`, and signed as a SET (§5.4). */
  readonly signedBytes: Uint8Array;
  readonly contentType: string | undefined;
  readonly messageDigest: Uint8Array | undefined;
  /** What the signer says; nobody checked that clock. */
  readonly signingTime: Date | undefined;
}

const contentTypeOid = '1.2.840.113549.1.9.3';
const messageDigestOid = '1.2.840.113549.1.9.4';
const signingTimeOid = '1.2.840.113549.1.9.5';
const setIdentifier = 0x31;

/** Reads the attributes; those that we do not use are only covered. */
export function readSignedAttributes(value: Asn1Value): SignedAttributes {
  const values = new Map<string, Asn1Value>();
  for (const attribute of value.children()) {
    const fields = new Asn1Fields(attribute);
    const type = readObjectIdentifier(fields.take(tags.objectIdentifier, 'attrType'));
    // Twice the same would let two readers see two digests.
    if (values.has(type)) throw new Asn1Unreadable('a signed attribute stands twice');
    values.set(type, fields.take(tags.set, 'attrValues'));
    fields.end();
  }
  const contentType = only(values.get(contentTypeOid));
  const messageDigest = only(values.get(messageDigestOid));
  const signingTime = only(values.get(signingTimeOid));
  return {
    signedBytes: asSet(value.bytes),
    contentType: contentType && readObjectIdentifier(contentType),
    messageDigest: messageDigest && readOctets(messageDigest),
    signingTime: signingTime && readTime(signingTime),
  };
}

/** The attributes that we sign, as a SET OF in DER. */
export function signedAttributes(contentType: string, messageDigest: Uint8Array, signingTime: Date): Buffer {
  return derBytes(
    setOf(
      attribute(contentTypeOid, objectIdentifier(contentType)),
      attribute(messageDigestOid, octetString(messageDigest)),
      attribute(signingTimeOid, time(signingTime)),
    ),
  );
}

/** Attributes that are sent under another tag, as the SET OF that signatures and authentication tags cover. */
export function asSet(attributes: Uint8Array): Buffer {
  const set = Buffer.from(attributes);
  set[0] = setIdentifier;
  return set;
}

/**
 * Whether a content is itself such a SET OF. Signed without attributes it could have been cut from another message, where
 * it was the attributes: the signature is right for both.
 */
export function looksLikeSignedAttributes(content: Uint8Array): boolean {
  return content[0] === setIdentifier && Buffer.from(content).includes(derBytes(objectIdentifier(messageDigestOid)));
}

function only(values: Asn1Value | undefined): Asn1Value | undefined {
  if (!values) return undefined;
  const fields = new Asn1Fields(values);
  const value = fields.takeAny();
  fields.end();
  return value;
}

function attribute(type: string, value: Der): Der {
  return sequence(objectIdentifier(type), setOf(value));
}
