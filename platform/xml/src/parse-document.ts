import { Buffer } from 'node:buffer';
import { ParseOption, XmlDocument, XmlParseError } from 'libxml2-wasm';
import { asciiCompatible, detectEncoding, refuseMalformedBytes, type XmlEncoding } from './encoding.ts';
import { XmlNotWellFormed, XmlRefused } from './errors.ts';
import { findForbiddenCharacter } from './forbidden-characters.ts';
import { defaultXmlLimits, type XmlLimits } from './limits.ts';
import { scanMarkup } from './markup-scan.ts';
import { positionAt } from './source-position.ts';

/** Never NOENT, DTDLOAD, XINCLUDE or UNZIP: no entity is replaced and nothing is fetched, included or unpacked. */
const SAFE_OPTIONS =
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_NOWARNING;

/** libxml2 refuses a text node above 10,000,000 bytes unless told that large ones are meant. */
const TEXT_WITHOUT_HUGE_MAX_BYTES = 10_000_000;

/** A byte of the other encodings is at most three bytes in the UTF-8 that libxml2 counts. */
const GROWTH: Readonly<Record<XmlEncoding, number>> = {
  'UTF-8': 1,
  'UTF-16LE': 1,
  'UTF-16BE': 1,
  'ISO-8859-1': 2,
  'ISO-8859-15': 3,
  'windows-1252': 3,
};

const MESSAGE_MAX_CHARACTERS = 300;

/**
 * Parses a document after its limits are checked; the caller disposes it. Throws XmlRefused or XmlNotWellFormed.
 */
export function parseDocument(bytes: Uint8Array, limits: Partial<XmlLimits> = {}): XmlDocument {
  const allLimits = { ...defaultXmlLimits, ...limits };
  refuseSize(bytes, allLimits.sizeMaxBytes);
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  refuseOtherFormats(source);
  const found = detectEncoding(source);
  if (found.encoding.startsWith('UTF-16')) refuseSize(source, allLimits.utf16SizeMaxBytes);
  const readable = asciiCompatible(source, found);
  // Cheapest refusals first: the scan needs no valid characters, and most hostile documents end in it.
  const { textMaxBytes } = scanMarkup(readable, allLimits);
  refuseMalformedBytes(readable, found.encoding);
  refuseForbiddenCharacters(readable, found.encoding);
  const needsHuge = textMaxBytes * GROWTH[found.encoding] > TEXT_WITHOUT_HUGE_MAX_BYTES;
  const document = parse(readable, {
    option: needsHuge ? SAFE_OPTIONS | ParseOption.XML_PARSE_HUGE : SAFE_OPTIONS,
    // UTF-16 was turned into UTF-8, whatever its declaration says.
    ...(found.encoding.startsWith('UTF-16') ? { encoding: 'utf-8' } : {}),
  });
  return withoutDtd(document);
}

/** Parses what this package has itself written from a document that passed: no limits again. The caller disposes it. */
export function parseTrusted(bytes: Uint8Array): XmlDocument {
  return XmlDocument.fromBuffer(bytes, { option: SAFE_OPTIONS | ParseOption.XML_PARSE_HUGE });
}

export function refuseSize(bytes: Uint8Array, sizeMaxBytes: number): void {
  if (!(bytes instanceof Uint8Array)) throw new TypeError('XML is read from bytes: a string has lost its encoding');
  if (bytes.byteLength <= sizeMaxBytes) return;
  throw new XmlRefused('size', 'The document is too large', { sizeBytes: bytes.byteLength, max: sizeMaxBytes });
}

/** A document starts with `<`, after a byte order mark and white space at most: gzip, zip, EBCDIC and prose do not. */
export function refuseOtherFormats(bytes: Buffer): void {
  const start = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\0 \t\r\n]*(.)?/s.exec(bytes.toString('latin1', 0, 1_000));
  if (start?.[1] === '<') return;
  throw new XmlNotWellFormed(bytes.length === 0 ? 'The document is empty' : 'The document does not start with a tag', {
    line: 1,
  });
}

function refuseForbiddenCharacters(bytes: Buffer, encoding: XmlEncoding): void {
  const at = findForbiddenCharacter(bytes, encoding.startsWith('UTF'));
  if (at !== -1)
    throw new XmlNotWellFormed('The document holds a character that XML does not allow', positionAt(bytes, at));
}

function parse(bytes: Buffer, options: { option: ParseOption; encoding?: string }): XmlDocument {
  try {
    return XmlDocument.fromBuffer(bytes, options);
  } catch (fault) {
    throw readFault(fault);
  }
}

/** What libxml2 or the machine it runs in threw, as one of our errors; anything else is thrown on unchanged. */
export function readFault(fault: unknown): unknown {
  if (fault instanceof XmlParseError) {
    const first = fault.details.find((detail) => detail.level >= 2);
    const message = (first?.message ?? fault.message).trim().slice(0, MESSAGE_MAX_CHARACTERS);
    return new XmlNotWellFormed(message, { line: first?.line });
  }
  if (isMachineFault(fault)) {
    return new XmlRefused('parser-fault', 'The document is more than the parser can read');
  }
  return fault;
}

/** A trap in WebAssembly, or recursion that ran out of stack: the document asked for more than the parser has. */
function isMachineFault(fault: unknown): boolean {
  return fault instanceof RangeError || (fault instanceof Error && fault.name === 'RuntimeError');
}

/** The scan has refused every DOCTYPE it saw; this one asks the parser too, so that no difference between them matters. */
function withoutDtd(document: XmlDocument): XmlDocument {
  if (document.dtd === null) return document;
  document.dispose();
  throw new XmlRefused('doctype', 'The document has a DOCTYPE');
}
