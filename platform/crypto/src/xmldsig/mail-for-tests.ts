import { Buffer } from 'node:buffer';
import type { Attachment } from './verdict.ts';

/**
 * The SOAP part and the attachments of a mail in the fixtures. Knows the mails there and nothing more: the mail reader of
 * the project is above this package.
 */
export function readFixtureMail(mail: Buffer): { envelope: Uint8Array; attachments: Attachment[] } {
  const { head, body } = split(mail.toString('latin1'));
  const boundary = /boundary="([^"]+)"/i.exec(head)?.[1];
  if (boundary === undefined) return { envelope: decode(head, body), attachments: [] };
  const [root, ...others] = `\n${body}`.split(`\n--${boundary}`).slice(1, -1).map(readPart);
  if (!root) throw new Error('the mail has no parts');
  return { envelope: root.bytes, attachments: others };
}

function readPart(part: string): Attachment {
  const { head, body } = split(part.replace(/^\r?\n/, '').replace(/\r$/, ''));
  return { contentId: /^content-id:\s*(\S+)/im.exec(head)?.[1] ?? '', bytes: decode(head, body) };
}

function split(text: string): { head: string; body: string } {
  const end = /\r?\n\r?\n/.exec(text);
  if (!end) throw new Error('the mail has no head');
  return { head: text.slice(0, end.index), body: text.slice(end.index + end[0].length) };
}

function decode(head: string, body: string): Buffer {
  const isBase64 = /^content-transfer-encoding:\s*base64/im.test(head);
  return Buffer.from(body, isBase64 ? 'base64' : 'latin1');
}
