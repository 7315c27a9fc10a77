import type { Buffer } from 'node:buffer';

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const SLASH = 0x2f;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const DASH = 0x2d;

/**
 * Offset of the end tag of the first element at a depth (the root has depth 1), in a document that was parsed without a
 * fault and whose encoding has ASCII as ASCII. Undefined where that element has no end tag of its own (`<a/>`).
 */
export function findEndTag(bytes: Buffer, atDepth: number): number | undefined {
  let depth = 0;
  for (let at = bytes.indexOf(LESS_THAN); at !== -1; at = bytes.indexOf(LESS_THAN, at)) {
    const next = bytes[at + 1];
    if (next === EXCLAMATION || next === QUESTION) {
      at = sectionEnd(bytes, at);
    } else if (next === SLASH) {
      if (depth === atDepth) return at;
      depth--;
      at += 2;
    } else {
      at = tagEnd(bytes, at);
      const isEmpty = bytes[at - 1] === SLASH;
      if (!isEmpty) depth++;
      else if (depth + 1 === atDepth) return undefined;
    }
  }
  return undefined;
}

/** The offset after a comment, CDATA section or processing instruction. */
function sectionEnd(bytes: Buffer, at: number): number {
  const isComment = bytes[at + 2] === DASH;
  if (bytes[at + 1] === QUESTION) return bytes.indexOf('?>', at + 2) + 2;
  return bytes.indexOf(isComment ? '-->' : ']]>', at + 4) + 3;
}

/** Offset of the `>` that ends a start tag: one inside of quotes does not. */
function tagEnd(bytes: Buffer, from: number): number {
  for (let at = from; ; at++) {
    const byte = bytes[at];
    if (byte === GREATER_THAN || byte === undefined) return at;
    if (byte === DOUBLE_QUOTE || byte === SINGLE_QUOTE) at = bytes.indexOf(byte, at + 1);
  }
}
