import { withDocument } from '@samband/xml';
import { readSourceText } from '../document/source-text.ts';
import { readOutline } from '../outline/read-outline.ts';
import type { DocumentHeader } from './document-header.ts';
import { readHeaderOf } from './read-header.ts';

/**
 * Reads the header of a document, without checking it against its schema.
 * Throws HeaderUnreadable, XmlRefused or XmlNotWellFormed.
 */
export function readHeader(bytes: Uint8Array): DocumentHeader {
  return withDocument(bytes, () => readHeaderOf(readOutline(readSourceText(bytes).text).root));
}
