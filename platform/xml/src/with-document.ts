import { XmlDocument, XmlNode } from 'libxml2-wasm';
import type { XmlLimits } from './limits.ts';
import { parseDocument } from './parse-document.ts';

/**
 * Reads a document, lets `use` look at it, and frees it, however `use` ends. Nothing of the document may leave `use`:
 * its nodes point into memory that is freed, so a result that is a document, a node, an array of nodes or a promise is
 * a TypeError.
 *
 * @param bytes the document as it came; its encoding is found by byte order mark or declaration
 * @param use works synchronously on the document
 * @param limits replaces single limits of `defaultXmlLimits`
 * @returns what `use` gave
 * @throws {XmlRefused} a limit is passed or a feature is not allowed
 * @throws {XmlNotWellFormed} the bytes are not an XML document
 */
export function withDocument<T>(
  bytes: Uint8Array,
  use: (document: XmlDocument) => T,
  limits: Partial<XmlLimits> = {},
): T {
  const document = parseDocument(bytes, limits);
  try {
    const result = use(document);
    refuseEscape(result);
    return result;
  } finally {
    document.dispose();
  }
}

function refuseEscape(result: unknown): void {
  const first = Array.isArray(result) ? result[0] : result;
  if (first instanceof XmlDocument || first instanceof XmlNode) {
    throw new TypeError('withDocument: a document or node must not be returned, it is freed when use ends');
  }
  if (typeof (result as { then?: unknown } | null | undefined)?.then === 'function') {
    throw new TypeError('withDocument: use must be synchronous, the document is freed when it returns');
  }
}
