import type { Buffer } from 'node:buffer';

/** Below this a loop beats the call into native code; measured with short element texts. */
const NEAR_BYTES = 48;

/** Offset of the next such byte, -1 when there is none. */
export function findByte(bytes: Buffer, byte: number, from: number): number {
  const near = Math.min(from + NEAR_BYTES, bytes.length);
  for (let position = from; position < near; position++) if (bytes[position] === byte) return position;
  return near === bytes.length ? -1 : bytes.indexOf(byte, near);
}

/** Offset of the next such ASCII text, -1 when there is none. */
export function findText(bytes: Buffer, text: string, from: number): number {
  const near = Math.min(from + NEAR_BYTES, bytes.length);
  const first = text.charCodeAt(0);
  for (let position = from; position < near; position++) {
    if (bytes[position] === first && startsWithText(bytes, text, position)) return position;
  }
  return near === bytes.length ? -1 : bytes.indexOf(text, near, 'latin1');
}

export function startsWithText(bytes: Buffer, text: string, at: number): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

/**
 * The next occurrence of an ASCII text at or after a position that only grows. It remembers what it found, so that
 * asking for every stretch of a document goes through the document once.
 */
export class NextOccurrence {
  readonly #bytes: Buffer;
  readonly #text: string;
  #at = -1;

  constructor(bytes: Buffer, text: string) {
    this.#bytes = bytes;
    this.#text = text;
  }

  /** Infinity when there is none. */
  from(position: number): number {
    if (this.#at < position) {
      const found = findText(this.#bytes, this.#text, position);
      this.#at = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#at;
  }
}
