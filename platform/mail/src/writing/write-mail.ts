import { randomBytes } from 'node:crypto';
import { base64Lines } from './base64-lines.ts';
import { headerLine, type MailHeader } from './header-line.ts';

/** A body to write: it always goes in base64, so that no mail server on the way has a line to change. */
export type BodyToWrite = {
  /** With its parameters, as it shall stand. */
  readonly contentType: string;
  /** Without `<` and `>`. */
  readonly contentId?: string;
  readonly headers?: readonly MailHeader[];
  readonly body: Uint8Array;
};

export type MailToWrite = BodyToWrite & { readonly headers: readonly MailHeader[] };

export type MultipartRelatedToWrite = {
  readonly headers: readonly MailHeader[];
  /** The type of the root, without parameters (RFC 2387 §3.1). */
  readonly type: string;
  readonly root: BodyToWrite & { readonly contentId: string };
  readonly parts: readonly BodyToWrite[];
  /** Text before the first part, which no reader takes as content. */
  readonly preamble?: string;
};

const mimeVersion: MailHeader = { name: 'MIME-Version', value: '1.0' };

/** A mail of one part. Errors: MailHeaderRefused. */
export function writeMail({ headers, ...content }: MailToWrite): Uint8Array {
  return writeEntity({ ...content, headers: [...headers, mimeVersion] });
}

/** A multipart/related (RFC 2387) whose `start` names the root, which stands first. Errors: MailHeaderRefused. */
export function writeMultipartRelated(mail: MultipartRelatedToWrite): Uint8Array {
  const { type, root, parts, preamble } = mail;
  // A line of base64 holds no "-", so that no content can hold the boundary.
  const boundary = `----=_Part_${randomBytes(16).toString('hex')}`;
  const contentType = `multipart/related; type="${type}"; boundary="${boundary}"; start="<${root.contentId}>"`;
  const headers = [...mail.headers, mimeVersion, { name: 'Content-Type', value: contentType }];
  const chunks: Uint8Array[] = [Buffer.from(`${headers.map(headerLine).join('')}\r\n`)];
  if (preamble !== undefined) chunks.push(Buffer.from(`${preamble}\r\n`));
  for (const part of [root, ...parts]) chunks.push(Buffer.from(`--${boundary}\r\n`), writeEntity(part));
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return Buffer.concat(chunks);
}

function writeEntity({ headers = [], contentType, contentId, body }: BodyToWrite): Buffer {
  const fields: MailHeader[] = [
    ...headers,
    { name: 'Content-Type', value: contentType },
    ...(contentId === undefined ? [] : [{ name: 'Content-ID', value: `<${contentId}>` }]),
    { name: 'Content-Transfer-Encoding', value: 'base64' },
  ];
  return Buffer.concat([Buffer.from(`${fields.map(headerLine).join('')}\r\n`), base64Lines(body)]);
}
