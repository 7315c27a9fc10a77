import type { Buffer } from 'node:buffer';
import { findByte } from './byte-search.ts';

const LINE_FEED = 0x0a;

/** Line and column (1-based, in bytes) of one offset: counted only when there is something to report. */
export function positionAt(bytes: Buffer, offset: number): { line: number; column: number } {
  const before = bytes.subarray(0, offset);
  let line = 1;
  let lineStart = 0;
  for (let at = findByte(before, LINE_FEED, 0); at !== -1; at = findByte(before, LINE_FEED, lineStart)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: before.length - lineStart + 1 };
}
