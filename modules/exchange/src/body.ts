import { createHash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

// Level 1 measured on a MsgHead of 8.5 kB: within a few percent of level 3 in size, at half the CPU.
const compression = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** A document as it is stored, and how it was packed. */
export interface PackedBody {
  /** 0: zstd. */
  readonly packing: number;
  readonly content: Buffer;
}

/** Compresses a document for storage (zstd). */
export function packBody(bytes: Uint8Array): PackedBody {
  return { packing: 0, content: zstdCompressSync(bytes, compression) };
}

/** The document as it came, byte for byte. `sizeBytes` is what was stored of its size: nothing larger is unpacked. */
export function unpackBody({ content }: PackedBody, sizeBytes: number): Buffer {
  return zstdDecompressSync(content, { maxOutputLength: Math.max(1, sizeBytes) });
}

/** SHA-256 over the bytes as they came: tells a true duplicate from a false one, and is the first proof in a trace. */
export function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
