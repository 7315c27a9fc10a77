import { NotBase64 } from './errors.ts';

/**
 * Decodes base64 strictly (RFC 4648 §4), line breaks allowed. Node's own decoder skips what it does not know and takes
 * several spellings for the same bytes (`Ű` for `p`, bits left over at the end), so that a damaged document could look
 * whole: only the text that the bytes would be written as is taken. Errors: NotBase64.
 */
export function decodeBase64(text: string): Buffer {
  const compact = /[\r\n\t ]/.test(text) ? text.replaceAll(/[\r\n\t ]+/g, '') : text;
  const bytes = Buffer.from(compact, 'base64');
  if (bytes.toString('base64') !== compact) throw new NotBase64();
  return bytes;
}
