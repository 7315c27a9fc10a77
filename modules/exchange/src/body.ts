import { createHash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

// Level 1 measured on a MsgHead of 8.5 kB: within a few percent of level 3 in size, at half the CPU.
const compression = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Compresses a document for storage (zstd). */
export function packBody(bytes: Uint8Array): Buffer {
  return zstdCompressSync(bytes, compression);
}

/** The document as it came, byte for byte. `sizeBytes` is what was stored of its size: nothing larger is unpacked. */
export function unpackBody(body: Uint8Array, sizeBytes: number): Buffer {
  return zstdDecompressSync(body, { maxOutputLength: Math.max(1, sizeBytes) });
}

/** SHA-256 over the bytes as they came: tells a true duplicate from a false one, and is the first proof in a trace. */
export function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
