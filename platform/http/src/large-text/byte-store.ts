import { Buffer } from 'node:buffer';

/** Pieces are of this size: small enough to be worked on between two other requests, large enough to be few. */
const BLOCK_BYTES = 64 * 1024;

/** Bytes that come little by little, kept in blocks of one size, whatever the size of what came. */
export interface ByteStore {
  readonly sizeBytes: number;
  add(bytes: Uint8Array): void;
  /** Hands out the blocks in order, and lets go of each. */
  take(): Generator<Buffer>;
}

export function createByteStore(): ByteStore {
  let blocks: Buffer[] = [];
  let last = Buffer.alloc(0);
  let used = 0;
  let sizeBytes = 0;

  function nextBlock(): void {
    last = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    used = 0;
    blocks.push(last);
  }

  return {
    get sizeBytes() {
      return sizeBytes;
    },
    add(bytes) {
      for (let at = 0; at < bytes.length; ) {
        if (used === last.length) nextBlock();
        const part = bytes.subarray(at, at + last.length - used);
        last.set(part, used);
        used += part.length;
        at += part.length;
      }
      sizeBytes += bytes.length;
    },
    *take() {
      const taken = blocks.reverse();
      blocks = [];
      sizeBytes = 0;
      for (let block = taken.pop(); block !== undefined; block = taken.pop()) {
        yield taken.length > 0 ? block : block.subarray(0, used);
      }
    },
  };
}
