import { Buffer } from 'node:buffer';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { detectEncoding, type EncodingFound, refuseMalformedBytes, type XmlEncoding } from './encoding.ts';
import { XmlNotWellFormed, XmlRefused } from './errors.ts';
import { defaultXmlLimits } from './limits.ts';
import { refuseOtherFormats, refuseSize } from './parse-document.ts';

export interface SniffOptions {
  /**
   * Name → where it stands: `MsgHead/MsgInfo/MsgId` for an element's text, `MsgHead/MsgInfo/Type/@V` for an attribute.
   * Local names; the first occurrence counts; text is that of the element itself, without surrounding white space.
   */
  readonly fields?: Readonly<Record<string, string>>;
  /** Read no further than the end of this element, found or not: `MsgHead/MsgInfo`. */
  readonly endPath?: string;
  /** Collect the namespaces of elements down to this depth (the root has depth 1). Default 1. */
  readonly namespaceDepth?: number;
  /** Default 64: the streaming parser's time grows with the square of the depth. */
  readonly depthMax?: number;
  /** Default 256 KiB. At this point the sniffer stops with what it has. */
  readonly readMaxBytes?: number;
  readonly sizeMaxBytes?: number;
}

export interface XmlSniff {
  readonly encoding: XmlEncoding;
  /** Local name of the root element. */
  readonly root: string;
  /** '' for none. */
  readonly namespace: string;
  /** In the order they were met, without ''. */
  readonly namespaces: readonly string[];
  /** What was found of the fields that were asked for. */
  readonly fields: Readonly<Record<string, string>>;
  /** Why it stopped: everything asked for was found, the end path or the document ended, or enough bytes were read. */
  readonly stoppedAt: 'found' | 'end-path' | 'end-of-document' | 'read-limit';
}

const CHUNK_BYTES = 4096;

/**
 * Looks at the start of a document, without building a tree, for routing: what is it, and who is it for. It stops as
 * soon as it knows, so the rest of the document is not checked.
 *
 * @throws {XmlRefused} and {XmlNotWellFormed} as withDocument does, for the part that was read
 */
export function sniff(bytes: Uint8Array, options: SniffOptions = {}): XmlSniff {
  refuseSize(bytes, options.sizeMaxBytes ?? defaultXmlLimits.sizeMaxBytes);
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  refuseOtherFormats(source);
  const found = detectEncoding(source);
  const search = new Search(options);
  const stoppedAt = feed(source, found, search, options.readMaxBytes ?? 256 * 1024);
  if (!search.root) throw new XmlNotWellFormed('The document has no element in the part that is read', { line: 1 });
  return {
    encoding: found.encoding,
    ...search.root,
    namespaces: [...search.namespaces],
    fields: search.fields,
    stoppedAt,
  };
}

/** Thrown by the search through the parser to end it in the middle of a chunk. */
class Enough extends Error {
  readonly stoppedAt: 'found' | 'end-path';
  constructor(stoppedAt: 'found' | 'end-path') {
    super();
    this.stoppedAt = stoppedAt;
  }
}

function feed(source: Buffer, found: EncodingFound, search: Search, readMaxBytes: number): XmlSniff['stoppedAt'] {
  const parser = search.parser;
  const decode = chunkDecoder(found.encoding);
  const end = Math.min(source.length, readMaxBytes);
  // The decoder gives control characters for the bytes that windows-1252 lacks.
  if (found.encoding === 'windows-1252') refuseMalformedBytes(source.subarray(0, end), found.encoding);
  try {
    for (let start = found.markBytes; start < end; start += CHUNK_BYTES) {
      const chunk = source.subarray(start, Math.min(start + CHUNK_BYTES, end));
      parser.write(decode(chunk, start + CHUNK_BYTES < source.length));
    }
    if (end < source.length) return 'read-limit';
    parser.close();
    return 'end-of-document';
  } catch (stop) {
    if (stop instanceof Enough) return stop.stoppedAt;
    throw stop;
  }
}

type DecodeChunk = (chunk: Buffer, more: boolean) => string;

/** Turns chunks into text, refusing bytes the encoding does not have. */
function chunkDecoder(encoding: XmlEncoding): DecodeChunk {
  // The decoder of that name follows the Web and reads windows-1252, so this one is ours.
  if (encoding === 'ISO-8859-1') return (chunk) => chunk.toString('latin1');
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (chunk, more) => {
    try {
      return decoder.decode(chunk, { stream: more });
    } catch {
      throw new XmlNotWellFormed(`The document holds bytes that are not ${encoding}`);
    }
  };
}

/** Follows the parser through the document and keeps what was asked for. */
class Search {
  readonly parser = new SaxesParser({ xmlns: true, position: false });
  readonly namespaces = new Set<string>();
  readonly fields: Record<string, string> = {};
  root: { root: string; namespace: string } | undefined;
  readonly #wanted: Map<string, string[]>;
  readonly #endPath: string | undefined;
  readonly #namespaceDepth: number;
  readonly #depthMax: number;
  readonly #readsOn: boolean;
  readonly #path: string[] = [];
  #text: string | undefined;

  constructor({ fields = {}, endPath, namespaceDepth, depthMax = 64 }: SniffOptions) {
    this.#wanted = Map.groupBy(Object.keys(fields), (name) => fields[name] ?? '') as Map<string, string[]>;
    this.#endPath = endPath;
    this.#namespaceDepth = namespaceDepth ?? 1;
    this.#depthMax = depthMax;
    // Asked for namespaces below the root or for an end: then the end decides, not the fields.
    this.#readsOn = endPath !== undefined || this.#namespaceDepth > 1;
    this.parser.on('doctype', () => {
      throw new XmlRefused('doctype', 'The document has a DOCTYPE');
    });
    this.parser.on('error', (fault) => {
      throw new XmlNotWellFormed(fault.message, { line: this.parser.line });
    });
    this.parser.on('opentag', (tag) => this.#open(tag));
    this.parser.on('closetag', () => this.#close());
    this.parser.on('text', (text) => this.#addText(text));
    this.parser.on('cdata', (text) => this.#addText(text));
  }

  #open(tag: SaxesTagNS): void {
    this.#path.push(tag.local);
    if (this.#path.length > this.#depthMax) {
      throw new XmlRefused('depth', 'The elements of the document are nested too deep', { max: this.#depthMax });
    }
    this.root ??= { root: tag.local, namespace: tag.uri };
    if (tag.uri && this.#path.length <= this.#namespaceDepth) this.namespaces.add(tag.uri);
    const path = this.#path.join('/');
    for (const attribute of Object.values(tag.attributes)) this.#keep(`${path}/@${attribute.local}`, attribute.value);
    this.#text = this.#wanted.has(path) ? '' : undefined;
    this.#stopWhenFound();
  }

  #close(): void {
    const path = this.#path.join('/');
    this.#path.pop();
    if (this.#text !== undefined) this.#keep(path, this.#text.trim());
    this.#text = undefined;
    if (path === this.#endPath) throw new Enough('end-path');
    this.#stopWhenFound();
  }

  #addText(text: string): void {
    if (this.#text !== undefined) this.#text += text;
  }

  #keep(path: string, value: string): void {
    for (const name of this.#wanted.get(path) ?? []) this.fields[name] ??= value;
    this.#wanted.delete(path);
  }

  #stopWhenFound(): void {
    if (this.#wanted.size === 0 && !this.#readsOn) throw new Enough('found');
  }
}
