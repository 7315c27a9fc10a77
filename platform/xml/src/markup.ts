import { Buffer } from 'node:buffer';
import { escapeAttribute, escapeText } from './xml-text.ts';

/** A piece of XML that is known to be escaped. Only `element` makes one, so a string is always text. */
export class XmlMarkup {
  readonly #xml: string;

  /** Use `element`. */
  constructor(xml: string) {
    this.#xml = xml;
  }

  toString(): string {
    return this.#xml;
  }
}

/** What can stand in an element: text, numbers, elements, lists of them; nothing where there is nothing to write. */
export type XmlContent = string | number | XmlMarkup | null | undefined | readonly XmlContent[];

/** Attribute values; `undefined` leaves the attribute out. */
export type XmlAttributes = Readonly<Record<string, string | number | undefined>>;

/** Names as this code writes them: QName of Namespaces in XML 1.0 without the rarer letters. */
const QUALIFIED_NAME = /^[\p{L}_][\p{L}\p{N}._-]*(?::[\p{L}_][\p{L}\p{N}._-]*)?$/u;

/**
 * One element: `element('Id', { xmlns: 'urn:a', V: value }, 'text', element('Child', {}))`. Strings are escaped;
 * namespaces are written as the attributes they are.
 *
 * @throws {XmlTextNotAllowed} a value holds a character that XML cannot hold
 */
export function element(name: string, attributes: XmlAttributes = {}, ...children: readonly XmlContent[]): XmlMarkup {
  const start = checkName(name) + Object.entries(attributes).map(writeAttribute).join('');
  const content = writeContent(children);
  return new XmlMarkup(content === '' ? `<${start}/>` : `<${start}>${content}</${name}>`);
}

/** The document of a root element: XML declaration and UTF-8 bytes. */
export function markupBytes(root: XmlMarkup): Uint8Array {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`, 'utf8');
}

function writeAttribute([name, value]: readonly [string, string | number | undefined]): string {
  return value === undefined ? '' : ` ${checkName(name)}="${escapeAttribute(String(value))}"`;
}

function writeContent(content: XmlContent): string {
  if (content === null || content === undefined) return '';
  if (content instanceof XmlMarkup) return content.toString();
  if (typeof content === 'object') return content.map(writeContent).join('');
  return escapeText(String(content));
}

function checkName(name: string): string {
  if (!QUALIFIED_NAME.test(name)) throw new TypeError(`Not the name of an element or attribute: ${name}`);
  return name;
}
