import { type HeaderField, MailHeaders } from './headers.ts';
import { HEADER_BLOCK_MAX_BYTES, HEADER_FIELDS_MAX } from './limits.ts';
import { isBlank, type Line, lineAt } from './lines.ts';
import type { ProblemNotes } from './problem.ts';
import { headerText } from './text.ts';

/** A field's name (RFC 5322 §3.6.8), with the space before the colon that some write. */
const FIELD = /^([!-9;-~]{1,200})[ \t]{0,10}:/;
/** Long enough for any name FIELD takes. */
const NAME_PROBE_BYTES = 220;
/** What mbox files have before a mail; a mailbox that lets it slip out should not cost the mail. */
const MBOX_LINE = 'From ';

export type HeaderBlock = { readonly headers: MailHeaders; readonly bodyStart: number };

/**
 * The header fields from `start`, and where the body begins. Lines end in CRLF or LF. A line that can be no field ends
 * the block as an empty one would, as other readers do, so that no byte of the body is lost.
 */
export function readHeaders(bytes: Buffer, start: number, end: number, problems: ProblemNotes): HeaderBlock {
  const limit = Math.min(end, start + HEADER_BLOCK_MAX_BYTES);
  const fields: HeaderField[] = [];
  let at = skipMboxLine(bytes, start, limit);
  while (at < limit && fields.length < HEADER_FIELDS_MAX) {
    const line = lineAt(bytes, at, limit);
    if (line.end === line.start) return { headers: new MailHeaders(fields), bodyStart: line.next };
    const field = readField(bytes, line, limit);
    if (!field) {
      problems.note('header-separator-missing', `at byte ${at}`);
      return { headers: new MailHeaders(fields), bodyStart: at };
    }
    fields.push(field.field);
    at = field.next;
  }
  if (at === end) return { headers: new MailHeaders(fields), bodyStart: end };
  problems.note('header-block-too-large', `at byte ${at}`);
  return { headers: new MailHeaders(fields), bodyStart: afterEmptyLine(bytes, at, end) };
}

function skipMboxLine(bytes: Buffer, start: number, limit: number): number {
  const isMbox = bytes.toString('latin1', start, Math.min(limit, start + MBOX_LINE.length)) === MBOX_LINE;
  return isMbox ? lineAt(bytes, start, limit).next : start;
}

/** One field with its folded lines, or undefined where the line is none. */
function readField(bytes: Buffer, first: Line, limit: number): { field: HeaderField; next: number } | undefined {
  const probe = bytes.toString('latin1', first.start, Math.min(first.end, first.start + NAME_PROBE_BYTES));
  const match = FIELD.exec(probe);
  if (!match) return undefined;
  const texts = [headerText(bytes.subarray(first.start + match[0].length, first.end))];
  let next = first.next;
  while (next < limit && isBlank(bytes[next])) {
    const line = lineAt(bytes, next, limit);
    texts.push(headerText(bytes.subarray(line.start, line.end)));
    next = line.next;
  }
  return { field: { name: match[1] ?? '', value: texts.join('').trim() }, next };
}

function afterEmptyLine(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const line = lineAt(bytes, at, end);
    if (line.end === line.start) return line.next;
    at = line.next;
  }
  return end;
}
