import { NotBase64 } from './errors.ts';

/**
 * Decodes base64 strictly (RFC 4648 §4), line breaks allowed. Node's own decoder skips what it does not know and takes
 * several spellings for the same bytes (`Ű` for `p`, bits left over at the end), so that a damaged document could look
 * whole. Writing all of it again to compare would cost more than decoding: the length tells what was skipped, and the
 * rest is looked for. Errors: NotBase64.
 */
export function decodeBase64(text: string): Buffer {
  const compact = /[\r\n\t ]/.test(text) ? text.replaceAll(/[\r\n\t ]+/g, '') : text;
  if (compact.length % 4 !== 0 || !isAscii(compact) || /[-_]/.test(compact)) throw new NotBase64();
  const bytes = Buffer.from(compact, 'base64');
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  const isWhole = bytes.length === (compact.length / 4) * 3 - padding;
  // Only the last group can hold bits that belong to no byte.
  const lastGroup = bytes.subarray(bytes.length - (3 - padding)).toString('base64');
  if (!isWhole || (compact !== '' && lastGroup !== compact.slice(-4))) throw new NotBase64();
  return bytes;
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
