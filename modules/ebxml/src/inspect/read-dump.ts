import { type MailMessage, readMessage } from '@samband/mail';

/** A message out of a file, and how it came as far as that can be seen. */
export interface Dump {
  readonly mail: MailMessage;
  readonly wire: 'mail' | 'http' | 'none';
}

/**
 * A file as somebody keeps one: a mail, a post with or without its request line, or the envelope alone. An envelope alone
 * has no head, and rules about heads say nothing of it.
 */
export function readDump(bytes: Uint8Array): Dump {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer.toString('latin1', 0, 2_000);
  if (/^[^\w<]{0,8}\s*</.test(start)) return { mail: readMessage(withHead(buffer)), wire: 'none' };
  const line = /^(?:[A-Z]+ \S+ HTTP\/[\d.]+|HTTP\/[\d.]+ \d{3}[^\r\n]*)\r?\n/.exec(start);
  const mail = readMessage(line ? buffer.subarray(line[0].length) : buffer);
  return {
    mail,
    wire: line || !/^(From|To|Received|Message-ID|Delivered-To):/im.test(headIn(start)) ? 'http' : 'mail',
  };
}

/** The head of the whole: a part’s own comes after the first empty line. */
function headIn(start: string): string {
  return start.split(/\r?\n\r?\n/, 1)[0] ?? '';
}

function withHead(envelope: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from('Content-Type: text/xml\r\nContent-Transfer-Encoding: binary\r\n\r\n', 'latin1'),
    envelope,
  ]);
}
