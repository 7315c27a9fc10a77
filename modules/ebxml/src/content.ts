import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';
import type { Database } from '@samband/db';

/** A mail or a post as it is stored. */
export interface PackedContent {
  readonly sizeBytes: number;
  readonly digest: Buffer;
  readonly packing: 0 | 1;
  readonly bytes: Buffer;
}

// Half of a mail is base64 of something encrypted: level 1 gets its quarter back, and more buys next to nothing.
const params = { [constants.ZSTD_c_compressionLevel]: 1 };
/** A mail with a letter of 8.5 kB packs into less, so that nothing is put together from pieces. */
const chunkSize = 16 * 1024;
/** Above this the work is done in another thread. */
const largeBytes = 256 * 1024;
const [compressElsewhere, decompressElsewhere] = [promisify(zstdCompress), promisify(zstdDecompress)];

/** Compresses what is to be kept byte for byte. */
export async function packContent(content: Uint8Array): Promise<PackedContent> {
  const isLarge = content.byteLength > largeBytes;
  // Told the size beforehand, zstd makes its tables no larger than it takes.
  const options = { params, pledgedSrcSize: content.byteLength };
  const packed = isLarge
    ? await compressElsewhere(content, options)
    : zstdCompressSync(content, { ...options, chunkSize });
  const isWorthIt = packed.byteLength < content.byteLength;
  return {
    sizeBytes: content.byteLength,
    digest: createHash('sha256').update(content).digest(),
    packing: isWorthIt ? 1 : 0,
    bytes: isWorthIt ? packed : Buffer.from(content.buffer, content.byteOffset, content.byteLength),
  };
}

/** The same bytes again. Nothing larger is unpacked than was packed. */
export async function unpackContent({ packing, bytes, sizeBytes }: Omit<PackedContent, 'digest'>): Promise<Buffer> {
  if (packing === 0) return bytes;
  const options = { maxOutputLength: Math.max(1, sizeBytes) };
  return sizeBytes > largeBytes ? decompressElsewhere(bytes, options) : zstdDecompressSync(bytes, options);
}

/** Values of a content row, in the order of its columns. */
export function contentValues(id: string, content: PackedContent): unknown[] {
  return [id, content.sizeBytes, content.digest, content.packing, content.bytes];
}

/** What was stored under an id, byte for byte; undefined when its time was over. Errors: DatabaseUnavailable. */
export async function readContent(database: Database, id: string): Promise<Buffer | undefined> {
  const { rows } = await database.pool.query<Omit<PackedContent, 'digest'>>({
    name: 'ebxml-content',
    text: 'select size_bytes as "sizeBytes", packing, bytes from ebxml.content where id = $1',
    values: [id],
  });
  return rows[0] && unpackContent(rows[0]);
}
