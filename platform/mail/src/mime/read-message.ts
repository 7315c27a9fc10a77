import { type HeaderField, MailHeaders } from './headers.ts';
import { asBuffer } from './lines.ts';
import type { MailMessage } from './mail-message.ts';
import { ProblemNotes } from './problem.ts';
import { readHeaders } from './read-headers.ts';
import { entityHead, type PartTree, readParts } from './read-parts.ts';

/**
 * Reads a mail (RFC 5322, MIME). It never throws: what is odd stands in `problems`, and as much is read as can be.
 * Nothing is copied but what had to be decoded, and every part says where it lies in the original.
 */
export function readMessage(bytes: Uint8Array): MailMessage {
  const buffer = asBuffer(bytes);
  const problems = new ProblemNotes();
  const { headers, bodyStart } = readHeaders(buffer, 0, buffer.length, problems);
  return messageOf(buffer, headers, bodyStart, problems);
}

/**
 * The same for a message in an HTTP request or answer, where the header fields of the mail are those of HTTP. The parts
 * of a post lie at their offsets in the body.
 */
export function readHttp(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: Uint8Array,
): MailMessage {
  const fields = Object.entries(headers).flatMap(([name, value]) => fieldsOf(name, value));
  return messageOf(asBuffer(body), new MailHeaders(fields), 0, new ProblemNotes());
}

function fieldsOf(name: string, value: string | readonly string[] | undefined): HeaderField[] {
  if (value === undefined) return [];
  return (typeof value === 'string' ? [value] : value).map((one) => ({ name, value: one }));
}

function messageOf(bytes: Buffer, headers: MailHeaders, bodyStart: number, problems: ProblemNotes): MailMessage {
  const head = entityHead(headers, problems);
  const tree: PartTree = { bytes, problems, parts: [] };
  readParts(tree, { ...head, start: 0, bodyStart, end: bytes.length }, 0);
  const messageId = headers.get('message-id');
  return { ...head, bytes, messageId, parts: tree.parts, problems: problems.list };
}

/** The first header field of that name (whatever its case), as it was written. */
export function headerOf(message: { readonly headers: MailHeaders }, name: string): string | undefined {
  return message.headers.get(name);
}
