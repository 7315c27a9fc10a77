const ALPHABET = 0;
const SPACING = 1;
const PADDING = 2;
const FOREIGN = 3;

const kinds = new Uint8Array(256).fill(FOREIGN);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') {
  kinds[character.charCodeAt(0)] = ALPHABET;
}
for (const character of ' \t\r\n') kinds[character.charCodeAt(0)] = SPACING;
kinds['='.charCodeAt(0)] = PADDING;

export type Decoded = { readonly body: Uint8Array; readonly isMalformed: boolean };

/**
 * Decodes base64 (RFC 2045 §6.8): characters outside the alphabet are passed over, and the first `=` is the end, so that
 * a footer some relay added is not decoded into the data. Both are told as malformed, and so is a last group of one.
 */
export function decodeBase64(encoded: Buffer): Decoded {
  const { letters, foreign, paddingAt } = survey(encoded);
  const data = paddingAt === -1 ? encoded : encoded.subarray(0, paddingAt);
  const isMalformed = foreign > 0 || letters % 4 === 1 || hasDataAfter(encoded, paddingAt);
  const text = foreign === 0 ? data.toString('latin1') : onlyLetters(data);
  return { body: Buffer.from(text, 'base64'), isMalformed };
}

/** Counts what stands before the padding, in one pass: this runs over every byte of every payload. */
function survey(encoded: Buffer): { letters: number; foreign: number; paddingAt: number } {
  let letters = 0;
  let foreign = 0;
  for (let at = 0; at < encoded.length; at++) {
    const kind = kinds[encoded[at] as number];
    if (kind === ALPHABET) letters++;
    else if (kind === PADDING) return { letters, foreign, paddingAt: at };
    else if (kind === FOREIGN) foreign++;
  }
  return { letters, foreign, paddingAt: -1 };
}

function hasDataAfter(encoded: Buffer, paddingAt: number): boolean {
  if (paddingAt === -1) return false;
  for (let at = paddingAt; at < encoded.length; at++) {
    const kind = kinds[encoded[at] as number];
    if (kind === ALPHABET || kind === FOREIGN) return true;
  }
  return false;
}

function onlyLetters(data: Buffer): string {
  return Buffer.from(data.filter((byte) => kinds[byte] === ALPHABET)).toString('latin1');
}
