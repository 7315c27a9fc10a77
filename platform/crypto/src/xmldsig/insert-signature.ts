import { Buffer } from 'node:buffer';
import { detectEncoding, withDocument, type XmlDocument, XmlElement, type XmlMarkup } from '@samband/xml';
import { findEndTag } from './end-tag.ts';
import { XmlNotSignable } from './errors.ts';
import { hasSignature, isSoap, type SignaturePlace } from './find-signature.ts';

/** The root has depth 1. */
const depthOf: Readonly<Record<SignaturePlace, number>> = { 'soap-header': 2, document: 1 };

/** libxml2-wasm cannot keep a prefix of this name, so nothing can be said of the namespaces in force. */
const UNKEPT_PREFIX = 'xmlns:__proto__';

/**
 * The document with a signature as the last child of where it belongs. It is spliced into the bytes, so that all others
 * stay as they are: comments, line ends, encoding.
 *
 * @param write makes the signature; what it changes in the parsed document is lost
 */
export function insertSignature(
  document: Uint8Array,
  place: SignaturePlace,
  write: (parsed: XmlDocument) => XmlMarkup,
): Uint8Array {
  const bytes = Buffer.from(document.buffer, document.byteOffset, document.byteLength);
  const signature = withDocument(bytes, (parsed) => {
    refuseUnsignable(parsed, bytes);
    if (place === 'soap-header') soapHeader(parsed);
    return write(parsed);
  });
  const at = findEndTag(bytes, depthOf[place]);
  if (at === undefined) throw noPlace(place);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(signature.toString()), bytes.subarray(at)]);
}

/** The header of a SOAP envelope: its first element. */
export function soapHeader({ root }: XmlDocument): XmlElement {
  let child = root.firstChild;
  while (child && !(child instanceof XmlElement)) child = child.next;
  if (!child || !isSoap(root, 'Envelope') || !isSoap(child, 'Header')) throw noPlace('soap-header');
  return child;
}

export function noPlace(place: SignaturePlace): XmlNotSignable {
  const message = place === 'document' ? 'The root of the document is empty' : 'There is no SOAP header with content';
  return new XmlNotSignable('no-place', message);
}

function refuseUnsignable(parsed: XmlDocument, bytes: Buffer): void {
  if (hasSignature(parsed)) throw new XmlNotSignable('already-signed', 'The document holds a signature');
  if (detectEncoding(bytes).encoding.startsWith('UTF-16')) {
    throw new XmlNotSignable('encoding', 'A document in UTF-16 is not signed: write it in UTF-8');
  }
  if (bytes.includes(UNKEPT_PREFIX)) throw new XmlNotSignable('no-place', 'A namespace prefix cannot be kept');
}
