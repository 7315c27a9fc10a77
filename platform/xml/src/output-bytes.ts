import { Buffer } from 'node:buffer';
import type { XmlOutputBufferHandler } from 'libxml2-wasm';

/**
 * Collects what libxml2 writes. The library's own string collector decodes chunk by chunk and breaks characters that
 * stand across two chunks, so everything here goes through bytes.
 */
export function collectBytes(write: (handler: XmlOutputBufferHandler) => void): Buffer {
  const chunks: Buffer[] = [];
  write({
    write(chunk) {
      // A view into memory that libxml2 uses again: copied at once.
      chunks.push(Buffer.from(chunk));
      return chunk.byteLength;
    },
    close: () => true,
  });
  return Buffer.concat(chunks);
}
