export const CR = 0x0d;
export const LF = 0x0a;
export const SPACE = 0x20;
export const TAB = 0x09;

/** The same memory as a Buffer, for its fast searches. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** One line: where it starts, where its text ends and where the next line starts. Ends at CRLF or LF. */
export type Line = { readonly start: number; readonly end: number; readonly next: number };

/** The line that starts at `start`, looking no further than `limit`. */
export function lineAt(bytes: Buffer, start: number, limit: number): Line {
  const found = bytes.indexOf(LF, start);
  if (found === -1 || found >= limit) return { start, end: limit, next: limit };
  const end = found > start && bytes[found - 1] === CR ? found - 1 : found;
  return { start, end, next: found + 1 };
}

export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}
