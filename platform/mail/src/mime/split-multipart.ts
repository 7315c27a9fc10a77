import { CR, isBlank, LF, lineAt } from './lines.ts';
import type { ProblemNotes } from './problem.ts';

/** Where one part lies in the mail, without the line break that belongs to the boundary after it. */
export type PartRange = { readonly start: number; readonly end: number };

type Delimiter = { readonly start: number; readonly next: number; readonly isClosing: boolean };

/**
 * The parts between the lines `--boundary` (RFC 2046 §5.1.1). The boundary is compared as bytes, whatever characters it
 * holds, and only spaces may follow it, so that one boundary may begin another. At most `partsMax` are given.
 */
export function splitMultipart(
  bytes: Buffer,
  range: PartRange,
  boundary: string,
  partsMax: number,
  problems: ProblemNotes,
): PartRange[] {
  const parts: PartRange[] = [];
  const marker = Buffer.from(`--${boundary}`);
  let open = nextDelimiter(bytes, range.start, range.end, marker);
  if (!open) problems.note('boundary-not-found', `from byte ${range.start}`);
  while (open && !open.isClosing) {
    if (parts.length >= partsMax) {
      problems.note('parts-too-many', `from byte ${open.start}`);
      break;
    }
    const close = nextDelimiter(bytes, open.next, range.end, marker);
    if (!close) problems.note('closing-boundary-missing', `from byte ${open.start}`);
    parts.push({ start: open.next, end: close ? beforeLineBreak(bytes, open.next, close.start) : range.end });
    open = close;
  }
  return parts;
}

function nextDelimiter(bytes: Buffer, start: number, end: number, marker: Buffer): Delimiter | undefined {
  let at = start;
  while (at < end) {
    const found = bytes.indexOf(marker, at);
    if (found === -1 || found + marker.length > end) return undefined;
    const delimiter = delimiterAt(bytes, found, start, end, marker.length);
    if (delimiter) return delimiter;
    at = found + 1;
  }
  return undefined;
}

function delimiterAt(bytes: Buffer, found: number, start: number, end: number, length: number): Delimiter | undefined {
  if (found > start && bytes[found - 1] !== LF) return undefined;
  const isClosing = bytes.toString('latin1', found + length, Math.min(end, found + length + 2)) === '--';
  let at = found + length + (isClosing ? 2 : 0);
  while (at < end && isBlank(bytes[at])) at++;
  const line = lineAt(bytes, at, end);
  return line.end === at ? { start: found, next: line.next, isClosing } : undefined;
}

/** The line break before a boundary belongs to the boundary. */
function beforeLineBreak(bytes: Buffer, start: number, delimiter: number): number {
  if (delimiter <= start) return start;
  const lineFeed = delimiter - 1;
  return lineFeed > start && bytes[lineFeed - 1] === CR ? lineFeed - 1 : lineFeed;
}
