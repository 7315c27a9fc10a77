import { Buffer } from 'node:buffer';

/** What base64 text is. */
export interface Base64Facts {
  readonly sizeBytes: number;
  /** Whether a strict decoder takes it (RFC 4648 §4): the alphabet only, padded to whole groups; white space is allowed. */
  readonly isStrict: boolean;
}

/**
 * Looks at the text by decoding it: Node's decoder skips what it does not know, so that the length tells whether it did.
 * For 5 MB that is a tenth of what looking at each character takes.
 */
export function inspectBase64(text: string): Base64Facts {
  const compact = /[\r\n\t ]/.test(text) ? text.replaceAll(/[\r\n\t ]+/g, '') : text;
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  const sizeBytes = Buffer.from(compact, 'base64').length;
  const isWhole = sizeBytes === (compact.length / 4) * 3 - padding;
  // The decoder takes the letters of the URL alphabet too, and the last eight bits of any other character.
  return { sizeBytes, isStrict: isWhole && isAscii(compact) && !/[-_]/.test(compact) };
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/** The first bytes of base64 text, at most `countMax`; white space is passed over. */
export function firstBytes(text: string, countMax: number): Buffer {
  // More than the letters needed, so that the breaks of lines of four and more do not shorten it.
  const letters = text.slice(0, countMax * 3).replace(/\s+/g, '');
  return Buffer.from(letters.slice(0, Math.ceil(countMax / 3) * 4), 'base64');
}
