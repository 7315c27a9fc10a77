import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import { collectBytes } from './output-bytes.ts';

export interface SerializeOptions {
  /** Encoding of the bytes and in the declaration. Characters it lacks become character references. Default UTF-8. */
  readonly encoding?: 'UTF-8' | 'ISO-8859-1';
}

/** The document as bytes, with its XML declaration, white space kept as it is. */
export function serialize(document: XmlDocument, { encoding = 'UTF-8' }: SerializeOptions = {}): Uint8Array {
  return collectBytes((handler) => document.save(handler, { encoding, format: false }));
}

/** One element as UTF-8, without what it inherits: the namespaces declared around it are not repeated on it. */
export function serializeElement(element: XmlElement): Uint8Array {
  return collectBytes((handler) => element.save(handler, { encoding: 'UTF-8', format: false }));
}
