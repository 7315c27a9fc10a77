import { NotBase64 } from './errors.ts';

/**
 * Decodes base64 strictly (RFC 4648 §4), line breaks allowed. Node's own decoder skips what it does not know, so that a
 * damaged document would come out shorter and look whole: the length tells. Errors: NotBase64.
 */
export function decodeBase64(text: string): Buffer {
  const compact = /\s/.test(text) ? text.replaceAll(/\s+/g, '') : text;
  const bytes = Buffer.from(compact, 'base64');
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  const isWhole = compact.length % 4 === 0 && bytes.length === (compact.length / 4) * 3 - padding;
  if (!isWhole || /[-_]/.test(compact)) throw new NotBase64();
  return bytes;
}
