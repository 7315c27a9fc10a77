import { readObjectIdentifier } from '../asn1/asn1-content.ts';
import { Asn1Fields, fieldsOf } from '../asn1/asn1-fields.ts';
import { readingAs } from '../asn1/asn1-unreadable.ts';
import { type Asn1Value, readAsn1 } from '../asn1/asn1-value.ts';
import { contextTag, tags } from '../asn1/tags.ts';
import { context, type Der, type DerPart, objectIdentifier, sequence } from '../asn1/write-der.ts';
import { CmsUnreadable } from './errors.ts';

/** What a ContentInfo can hold (RFC 5652 §4 to §8, RFC 5083). */
export const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  authEnvelopedData: '1.2.840.113549.1.9.16.1.23',
} as const;

/** The outermost layer: what kind of CMS it is, and the rest unread (RFC 5652 §3). */
export interface ContentInfo {
  readonly contentType: string;
  readonly content: Asn1Value;
}

export function contentInfo(contentType: string, content: DerPart): Der {
  return sequence(objectIdentifier(contentType), context(0, content));
}

export function readContentInfo(cms: Uint8Array): ContentInfo {
  const fields = fieldsOf(readAsn1(cms), tags.sequence, 'ContentInfo');
  const contentType = readObjectIdentifier(fields.take(tags.objectIdentifier, 'contentType'));
  const explicit = new Asn1Fields(fields.take(contextTag(0), 'content'));
  const content = explicit.take(tags.sequence, 'content');
  explicit.end();
  fields.end();
  return { contentType, content };
}

/** Runs a reader of CMS; what it cannot read is `CmsUnreadable`. */
export function readingCms<Result>(read: () => Result): Result {
  return readingAs((cause) => new CmsUnreadable(cause.message, { cause }), read);
}
