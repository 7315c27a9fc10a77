import { Buffer } from 'node:buffer';
import { detectEncoding, type XmlEncoding } from '@samband/xml';

/** The text of a document and how it stands in bytes, so that a change to the text can be made in the bytes alone. */
export interface SourceText {
  readonly text: string;
  readonly bytes: Buffer;
  readonly encoding: XmlEncoding;
}

/** Decodes a document by its byte order mark or declaration; a byte order mark stays as the first character. */
export function readSourceText(document: Uint8Array): SourceText {
  const bytes = Buffer.from(document.buffer, document.byteOffset, document.byteLength);
  const { encoding } = detectEncoding(bytes);
  return { text: decode(bytes, encoding), bytes, encoding };
}

/** Two to five times as fast as `Buffer.toString` for text that is not all ASCII. */
const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });

function decode(bytes: Buffer, encoding: XmlEncoding): string {
  switch (encoding) {
    case 'UTF-8':
      return UTF_8.decode(bytes);
    // TextDecoder follows the Web and reads windows-1252 under this name.
    case 'ISO-8859-1':
      return bytes.toString('latin1');
    default:
      return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  }
}

export interface Replacement {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/**
 * The document with parts of its text replaced. Every byte outside them stays as it was; a character that the encoding
 * does not have becomes a numeric reference, so `by` must be markup or text, not a name.
 */
export function replaceInBytes(source: SourceText, replacements: readonly Replacement[]): Uint8Array {
  const parts: Buffer[] = [];
  let textAt = 0;
  let byteAt = 0;
  for (const { start, end, by } of replacements.toSorted((one, other) => one.start - other.start)) {
    if (start < textAt || end < start) throw new Error('replacements overlap');
    const byteStart = byteAt + byteLength(source, textAt, start);
    parts.push(source.bytes.subarray(byteAt, byteStart), encodeMarkup(by, source.encoding));
    byteAt = byteStart + byteLength(source, start, end);
    textAt = end;
  }
  parts.push(source.bytes.subarray(byteAt));
  return new Uint8Array(Buffer.concat(parts));
}

function byteLength({ text, encoding }: SourceText, start: number, end: number): number {
  switch (encoding) {
    case 'UTF-8':
      return Buffer.byteLength(text.slice(start, end), 'utf8');
    case 'UTF-16LE':
    case 'UTF-16BE':
      return (end - start) * 2;
    default:
      return end - start;
  }
}

/** Beyond ASCII the eight-bit encodings differ from each other: there a reference is right in all of them. */
function encodeMarkup(markup: string, encoding: XmlEncoding): Buffer {
  switch (encoding) {
    case 'UTF-8':
      return Buffer.from(markup, 'utf8');
    case 'UTF-16LE':
      return Buffer.from(markup, 'utf16le');
    case 'UTF-16BE':
      return Buffer.from(markup, 'utf16le').swap16();
    case 'ISO-8859-1':
      return Buffer.from(markup.replace(/[^\0-\xff]/gu, reference), 'latin1');
    default:
      return Buffer.from(markup.replace(/[^\0-\x7f]/gu, reference), 'latin1');
  }
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
