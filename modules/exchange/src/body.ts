import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, createZstdDecompress, type ZstdDecompress, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** A document as it is stored, and how it was packed. */
export interface PackedBody {
  /** Number of the dictionary; 0: without one. */
  readonly packing: number;
  readonly content: Buffer;
}

// Level 1 measured on a MsgHead of 8.5 kB: within a few percent of level 3 in size, at two thirds of its CPU.
const level = { [constants.ZSTD_c_compressionLevel]: 1 };
// Half of what zlib takes unasked: a letter of 8.5 kB packs into less than 2.
const packedChunkBytes = 8 * 1024;

/**
 * What zstd may take for granted of a document, by number: an eighth of a letter is what all letters share. All are kept
 * for ever, since what was packed with one needs the same bytes to be unpacked. ADR 0013.
 */
const dictionaries = readDictionaries(join(import.meta.dirname, '..', 'dictionaries'));
const newest = Math.max(...dictionaries.keys());

function readDictionaries(folder: string): Map<number, Buffer> {
  const names = readdirSync(folder).filter((name) => /^[1-9]\d*\.txt$/.test(name));
  return new Map(names.map((name) => [Number.parseInt(name, 10), readFileSync(join(folder, name))]));
}

/**
 * Compresses a document for storage: zstd with the newest dictionary. Told the size beforehand, zstd makes its tables no
 * larger than it takes, which is most of the work for a document of a few kB; what is packed is the same.
 */
export function packBody(bytes: Uint8Array): PackedBody {
  const dictionary = dictionaries.get(newest);
  const size = { pledgedSrcSize: bytes.byteLength, chunkSize: packedChunkBytes };
  return {
    packing: newest,
    content: zstdCompressSync(bytes, { params: level, ...size, ...(dictionary && { dictionary }) }),
  };
}

/** The same for a large document, which gains nothing by a dictionary. */
export function packLargeBody(bytes: Uint8Array): PackedBody {
  return { packing: 0, content: zstdCompressSync(bytes, { params: level }) };
}

/** The document as it came, byte for byte. `sizeBytes` is what was stored of its size: nothing larger is unpacked. */
export function unpackBody({ packing, content }: PackedBody, sizeBytes: number): Buffer {
  return zstdDecompressSync(content, { maxOutputLength: Math.max(1, sizeBytes), ...dictionaryOf(packing) });
}

/** Unpacks a document while its content arrives, off the thread that answers everybody, in pieces of 192 kB. */
export function createUnpacking(packing: number): ZstdDecompress {
  return createZstdDecompress({ chunkSize: 192 * 1024, ...dictionaryOf(packing) });
}

function dictionaryOf(packing: number): { readonly dictionary?: Buffer } {
  const dictionary = dictionaries.get(packing);
  if (packing > 0 && !dictionary)
    throw new Error(`the document was packed with dictionary ${packing}, which is not here`);
  return dictionary ? { dictionary } : {};
}

/** SHA-256 over the bytes as they came: tells a true duplicate from a false one, and is the first proof in a trace. */
export function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
