/**
 * The safe XML reader. A document is bytes until its limits are checked, has no way to read anything but itself, and is
 * freed however its use ends. See README.md for the promises, the limits and the traps.
 */
export type { XmlAttribute, XmlDocument } from 'libxml2-wasm';
export { XmlCData, XmlElement, XmlNode, XmlText, XmlXPath } from 'libxml2-wasm';
export { type CanonicalizeOptions, canonicalize } from './canonicalize.ts';
export { replaceElement, setAttribute, setText } from './edit.ts';
export { createElementPaths, elementPath } from './element-path.ts';
export { detectEncoding, type EncodingFound, type XmlEncoding } from './encoding.ts';
export { XmlNotWellFormed, type XmlRefusalReason, XmlRefused } from './errors.ts';
export { parserMemoryBytes } from './libxml2-inner.ts';
export { defaultXmlLimits, type XmlLimits } from './limits.ts';
export { element, markupBytes, type XmlAttributes, type XmlContent, XmlMarkup } from './markup.ts';
export { compileSchema, type SchemaSource, type XmlSchema, XmlSchemaUnusable } from './schema.ts';
export type { XmlSchemaFinding } from './schema-finding.ts';
export { type SerializeOptions, serialize, serializeElement } from './serialize.ts';
export { type SniffOptions, sniff, type XmlSniff } from './sniff.ts';
export { withDocument } from './with-document.ts';
export { XmlTextNotAllowed } from './xml-text.ts';
export {
  compileXPath,
  evaluateBoolean,
  evaluateNumber,
  findElement,
  findString,
  selectElements,
  selectNodes,
} from './xpath.ts';
