import type { Buffer } from 'node:buffer';
import { startsWithText } from './byte-search.ts';

/** The entities that exist without a declaration (XML 1.0 §4.6), and so the only ones in a document without DOCTYPE. */
const PREDEFINED = ['&amp;', '&lt;', '&gt;', '&quot;', '&apos;'];

const NUMBER_SIGN = 0x23;

/** `&#1114111;` is the longest; leading zeros are allowed, without an end. */
const NUMERIC_MAX_BYTES = 32;

/** Whether a character reference or a predefined entity stands at an offset where there is a `&`. */
export function isReference(bytes: Buffer, at: number): boolean {
  if (bytes[at + 1] !== NUMBER_SIGN) return PREDEFINED.some((entity) => startsWithText(bytes, entity, at));
  const numeric = /^&#(?:([0-9]+)|x([0-9A-Fa-f]+));/.exec(bytes.toString('latin1', at, at + NUMERIC_MAX_BYTES));
  if (!numeric) return false;
  return isCharacter(numeric[1] ? Number.parseInt(numeric[1], 10) : Number.parseInt(numeric[2] ?? '', 16));
}

/** Char of XML 1.0 §2.2. */
function isCharacter(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === 0x09 || codePoint === 0x0a || codePoint === 0x0d;
  return (
    codePoint <= 0xd7ff ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}
