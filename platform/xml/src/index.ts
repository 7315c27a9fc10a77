/**
 * The safe XML reader. A document is bytes until its limits are checked, has no way to read anything but itself, and is
 * freed however its use ends. See README.md for the promises, the limits and the traps.
 */
export type { XmlAttribute, XmlDocument } from 'libxml2-wasm';
export { XmlElement, XmlNode, XmlText, XmlXPath } from 'libxml2-wasm';
export { createElementPaths, elementPath } from './element-path.ts';
export type { XmlEncoding } from './encoding.ts';
export { XmlNotWellFormed, type XmlRefusalReason, XmlRefused } from './errors.ts';
export { defaultXmlLimits, type XmlLimits } from './limits.ts';
export { compileSchema, type SchemaSource, type XmlSchema, XmlSchemaUnusable } from './schema.ts';
export type { XmlSchemaFinding } from './schema-finding.ts';
export { type SniffOptions, sniff, type XmlSniff } from './sniff.ts';
export { withDocument } from './with-document.ts';
export {
  compileXPath,
  evaluateBoolean,
  evaluateNumber,
  findElement,
  findString,
  selectElements,
  selectNodes,
} from './xpath.ts';
