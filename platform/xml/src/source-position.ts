const LINE_FEED = 0x0a;

/** Line and column (1-based, in bytes) of one offset: counted only when there is something to report. */
export function positionAt(bytes: Uint8Array, offset: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  const end = Math.min(offset, bytes.length);
  for (let index = 0; index < end; index++) {
    if (bytes[index] === LINE_FEED) {
      line++;
      lineStart = index + 1;
    }
  }
  return { line, column: end - lineStart + 1 };
}
