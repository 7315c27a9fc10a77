import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '@samband/db';
import { createUnpacking } from './body.ts';
import { BodyRemoved } from './errors.ts';
import { prepared } from './prepared.ts';

/** The driver takes about a millisecond to read so much. */
const SLICE_BYTES = 256 * 1024;

interface Slice {
  readonly packing: number;
  readonly content: Buffer;
}

// The content is stored apart and not compressed again, so that PostgreSQL reads no more of it than it is asked for.
const selectSlice = prepared<Slice>(
  'body-slice',
  `select packing, substring(content from $2 for ${SLICE_BYTES}) as content from exchange.body where message_id = $1`,
);

/**
 * A large document in pieces as it came: never more of it in memory than a few of them. Errors, at once: BodyRemoved;
 * while reading: DatabaseUnavailable, and an Error where what is stored is not whole.
 */
export async function openLargeBody(database: Database, id: string, sizeBytes: number): Promise<AsyncIterable<Buffer>> {
  const first = await sliceAt(database, id, 1);
  return whole(unpacked(first.packing, slices(database, id, first)), sizeBytes);
}

/** All of a large document, read piece by piece so that nobody is held up. Errors: as openLargeBody. */
export async function readLargeBody(database: Database, id: string, sizeBytes: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(sizeBytes);
  let at = 0;
  for await (const piece of await openLargeBody(database, id, sizeBytes)) at += piece.copy(bytes, at);
  return bytes;
}

async function sliceAt(database: Database, id: string, from: number): Promise<Slice> {
  const [slice] = await selectSlice(database, id, from);
  if (!slice) throw new BodyRemoved(id);
  return slice;
}

async function* slices(database: Database, id: string, first: Slice): AsyncGenerator<Buffer> {
  let { content } = first;
  for (let from = 1 + SLICE_BYTES; ; from += SLICE_BYTES) {
    yield content;
    if (content.length < SLICE_BYTES) return;
    ({ content } = await sliceAt(database, id, from));
  }
}

async function* unpacked(packing: number, packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unpacking = createUnpacking(packing);
  const filled = pipeline(Readable.from(packed, { objectMode: false }), unpacking);
  filled.catch(() => {}); // said by the loop too, which reads from the broken end
  yield* unpacking as AsyncIterable<Buffer>;
  await filled;
}

/** Passes on what was stored of its size, no more and no less. */
async function* whole(pieces: AsyncIterable<Buffer>, sizeBytes: number): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const piece of pieces) {
    read += piece.length;
    if (read > sizeBytes) break;
    yield piece;
  }
  if (read !== sizeBytes) throw new Error(`a document of ${sizeBytes} bytes is stored as ${read} or more`);
}
