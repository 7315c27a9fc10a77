import type { Buffer } from 'node:buffer';
import { findByte, findText, NextOccurrence, startsWithText } from './byte-search.ts';
import { isReference } from './character-reference.ts';
import { XmlNotWellFormed, XmlRefused } from './errors.ts';
import type { XmlLimits } from './limits.ts';
import { positionAt } from './source-position.ts';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const EXCLAMATION = 0x21;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const SLASH = 0x2f;
const LESS_THAN = 0x3c;
const EQUALS = 0x3d;
const GREATER_THAN = 0x3e;
const QUESTION = 0x3f;
const COLON = 0x3a;
const UNDERSCORE = 0x5f;

/** Up to here libxml2 is quick enough to say where the end tag is missing; the scan only knows that one is. */
const PARSER_TELLS_MAX_BYTES = 1_000_000;

export interface MarkupProfile {
  readonly elementCount: number;
  /** The longest stretch without markup, and so the longest text node at most. */
  readonly textMaxBytes: number;
}

/**
 * Goes once through the bytes of a document, in an encoding where ASCII is ASCII, and refuses what is too deep, too many
 * or too long, and every DOCTYPE, before libxml2 has spent time or memory on it. libxml2 alone takes ten million
 * attributes and unlimited elements, and reads a document to its end before it finds that the end is missing.
 *
 * It is no parser. In a well-formed document it sees the same tags as a parser does; in any other it either says so
 * itself or leaves that to libxml2, which stops at the first fault.
 */
export function scanMarkup(bytes: Buffer, limits: XmlLimits): MarkupProfile {
  return new MarkupScan(bytes, limits).run();
}

class MarkupScan {
  readonly #bytes: Buffer;
  readonly #limits: XmlLimits;
  readonly #namespacesInScope: Int32Array;
  readonly #nextReference: NextOccurrence;
  readonly #nextSectionEnd: NextOccurrence;
  #depth = 0;
  #nodeCount = 0;
  #elementCount = 0;
  #attributeCount = 0;
  #textMaxBytes = 0;

  constructor(bytes: Buffer, limits: XmlLimits) {
    this.#bytes = bytes;
    this.#limits = limits;
    this.#namespacesInScope = new Int32Array(limits.depthMax + 1);
    this.#nextReference = new NextOccurrence(bytes, '&');
    this.#nextSectionEnd = new NextOccurrence(bytes, ']]>');
  }

  run(): MarkupProfile {
    let position = 0;
    for (;;) {
      const tag = findByte(this.#bytes, LESS_THAN, position);
      this.#text(position, tag === -1 ? this.#bytes.length : tag);
      if (tag === -1) break;
      position = this.#markup(tag);
    }
    if (this.#elementCount === 0) throw this.#fault('The document has no element', this.#bytes.length);
    if (this.#depth > 0 && this.#bytes.length > PARSER_TELLS_MAX_BYTES)
      throw this.#fault('The document ends before its elements do', this.#bytes.length);
    return { elementCount: this.#elementCount, textMaxBytes: this.#textMaxBytes };
  }

  /** One piece of markup that starts at `tag`; gives the offset after it. */
  #markup(tag: number): number {
    switch (this.#bytes[tag + 1]) {
      case SLASH:
        return this.#endTag(tag);
      case EXCLAMATION:
        return this.#declaration(tag);
      case QUESTION:
        return this.#longNode(tag, '?>', 2);
      default:
        return this.#startTag(tag);
    }
  }

  #text(from: number, to: number): void {
    if (to - from > this.#textMaxBytes) this.#textMaxBytes = to - from;
    if (this.#nextSectionEnd.from(from) < to) throw this.#fault("Text holds ']]>'", this.#nextSectionEnd.from(from));
    this.#references(from, to);
  }

  /** Without a DOCTYPE only five names and numbers can be referred to. */
  #references(from: number, to: number): void {
    for (let at = this.#nextReference.from(from); at < to; at = this.#nextReference.from(at + 1)) {
      if (!isReference(this.#bytes, at)) throw this.#fault('A reference stands for no character', at);
    }
  }

  #endTag(tag: number): number {
    if (--this.#depth < 0) throw this.#fault('An end tag has no start tag', tag);
    const end = findByte(this.#bytes, GREATER_THAN, tag);
    if (end === -1) throw this.#fault('The document ends inside a tag', this.#bytes.length);
    return end + 1;
  }

  #declaration(tag: number): number {
    if (startsWithText(this.#bytes, '<!--', tag)) return this.#longNode(tag, '-->', 4);
    if (startsWithText(this.#bytes, '<![CDATA[', tag)) return this.#cdata(tag);
    if (startsWithText(this.#bytes, '<!DOCTYPE', tag)) {
      throw new XmlRefused('doctype', 'The document has a DOCTYPE', positionAt(this.#bytes, tag));
    }
    throw this.#fault('A markup declaration stands where none can', tag);
  }

  /** Comment or processing instruction. */
  #longNode(tag: number, terminator: string, openerBytes: number): number {
    this.#countNode(tag);
    const end = findText(this.#bytes, terminator, tag + openerBytes);
    if (end === -1) throw this.#fault('The document ends inside a comment or processing instruction', tag);
    this.#limit('comment-size', end - tag, this.#limits.commentSizeMaxBytes, tag);
    return end + terminator.length;
  }

  #cdata(tag: number): number {
    this.#countNode(tag);
    const end = this.#nextSectionEnd.from(tag);
    if (end === Number.POSITIVE_INFINITY) throw this.#fault('The document ends inside a CDATA section', tag);
    if (end - tag > this.#textMaxBytes) this.#textMaxBytes = end - tag;
    return end + 3;
  }

  #startTag(tag: number): number {
    this.#countNode(tag);
    this.#elementCount++;
    const nameEnd = this.#nameEnd(tag + 1);
    if (!isNameStart(this.#bytes[tag + 1])) throw this.#fault('A tag has no name', tag);
    this.#limit('name-size', nameEnd - tag, this.#limits.nameSizeMaxBytes, tag);
    return this.#attributes(tag, nameEnd);
  }

  #attributes(tag: number, from: number): number {
    const bytes = this.#bytes;
    let count = 0;
    let namespaces = 0;
    let position = from;
    for (;;) {
      this.#limit('tag-size', position - tag, this.#limits.tagSizeMaxBytes, tag);
      const byte = bytes[position];
      if (byte === undefined) throw this.#fault('The document ends inside a tag', position);
      if (byte === GREATER_THAN) break;
      if (isSpace(byte) || byte === SLASH) {
        position = this.#skipSpace(position + 1);
        continue;
      }
      if (startsWithText(this.#bytes, 'xmlns', position)) namespaces++;
      position = this.#attribute(position);
      this.#limit('attributes', ++count, this.#limits.attributesPerElementMax, tag);
    }
    this.#attributeCount += count;
    this.#limit('attributes', this.#attributeCount, this.#limits.attributeCountMax, tag);
    this.#enter(tag, namespaces, bytes[position - 1] === SLASH);
    return position + 1;
  }

  /** Name, equals sign and quoted value; gives the offset after the closing quote. */
  #attribute(from: number): number {
    const nameEnd = this.#nameEnd(from);
    this.#limit('name-size', nameEnd - from, this.#limits.nameSizeMaxBytes, from);
    const equals = this.#skipSpace(nameEnd);
    const open = this.#skipSpace(equals + 1);
    const quote = this.#bytes[open];
    if (this.#bytes[equals] !== EQUALS || (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE)) {
      throw this.#fault('An attribute has no quoted value', from);
    }
    const close = findByte(this.#bytes, quote, open + 1);
    if (close === -1) throw this.#fault('The document ends inside an attribute', from);
    this.#limit('attribute-size', close - open, this.#limits.attributeSizeMaxBytes, from);
    this.#references(open + 1, close);
    return close + 1;
  }

  #enter(tag: number, namespaces: number, isEmpty: boolean): void {
    const depth = this.#depth + 1;
    this.#limit('depth', depth, this.#limits.depthMax, tag);
    const inScope = (this.#namespacesInScope[this.#depth] ?? 0) + namespaces;
    this.#limit('namespaces', inScope, this.#limits.namespacesInScopeMax, tag);
    this.#namespacesInScope[depth] = inScope;
    if (!isEmpty) this.#depth = depth;
  }

  /** The offset after a name: names are read loosely here, libxml2 reads them by the letter. */
  #nameEnd(from: number): number {
    const bytes = this.#bytes;
    // One above the limit is enough to know that the limit is passed.
    const end = Math.min(bytes.length, from + this.#limits.nameSizeMaxBytes + 1);
    let position = from;
    while (position < end) {
      const byte = bytes[position] ?? 0;
      if (byte <= SPACE || byte === EQUALS || byte === GREATER_THAN || byte === SLASH || byte === LESS_THAN) break;
      if (byte === DOUBLE_QUOTE || byte === SINGLE_QUOTE) break;
      position++;
    }
    return position;
  }

  #skipSpace(from: number): number {
    const bytes = this.#bytes;
    const end = Math.min(bytes.length, from + this.#limits.tagSizeMaxBytes);
    let position = from;
    while (position < end && isSpace(bytes[position])) position++;
    return position;
  }

  #countNode(tag: number): void {
    this.#limit('nodes', ++this.#nodeCount, this.#limits.nodeCountMax, tag);
  }

  #limit(reason: keyof typeof LIMIT_TEXTS, value: number, max: number, offset: number): void {
    if (value <= max) return;
    throw new XmlRefused(reason, LIMIT_TEXTS[reason], { max, ...positionAt(this.#bytes, offset) });
  }

  #fault(message: string, offset: number): XmlNotWellFormed {
    return new XmlNotWellFormed(message, positionAt(this.#bytes, offset));
  }
}

const LIMIT_TEXTS = {
  depth: 'The elements of the document are nested too deep',
  nodes: 'The document has too many elements',
  attributes: 'The document has too many attributes',
  'attribute-size': 'An attribute of the document is too long',
  'tag-size': 'A tag of the document is too long',
  'name-size': 'A name in the document is too long',
  namespaces: 'The document declares too many namespaces inside each other',
  'comment-size': 'A comment or processing instruction of the document is too long',
} as const;

/** Loosely: letters, `_`, `:` and everything that is not ASCII. */
function isNameStart(byte: number | undefined): boolean {
  return byte !== undefined && (byte >= 0x80 || byte === UNDERSCORE || byte === COLON || isLetter(byte));
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === TAB;
}
