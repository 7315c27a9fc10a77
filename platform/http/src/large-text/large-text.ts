import { setImmediate as nextTurn } from 'node:timers/promises';
import { RequestMalformed } from '../errors.ts';
import type { ByteStore } from './byte-store.ts';

/** A text that was too large to be read as part of the JSON it came in. */
export interface LargeText {
  /** As it came; escapes make it longer than what is read. */
  readonly sizeBytes: number;
  /**
   * Its characters in pieces of at most 64 kB, each once; between two of them others get their turn. Characters that are
   * no ASCII come out as other ones that are no ASCII: for base64 and its like. Errors: RequestMalformed.
   */
  pieces(): AsyncGenerator<string>;
}

export function createLargeText(store: ByteStore): LargeText {
  return { sizeBytes: store.sizeBytes, pieces: () => pieces(store) };
}

async function* pieces(store: ByteStore): AsyncGenerator<string> {
  let open = '';
  for (const block of store.take()) {
    const text = open + block.toString('latin1');
    const end = endOfWhole(text);
    open = text.slice(end);
    yield unescaped(text.slice(0, end));
    await nextTurn();
  }
  if (open !== '') yield unescaped(open);
}

/** `\u0041` is the longest escape. */
const ESCAPE_MAX_CHARACTERS = 6;

/** Where to cut, so that no escape is cut: one that begins among the last five characters may go on in the next block. */
function endOfWhole(text: string): number {
  let at = text.indexOf('\\', text.length - ESCAPE_MAX_CHARACTERS + 1);
  if (at === -1) return text.length;
  // In a row of backslashes it is the first that tells which of them begin an escape.
  while (at > 0 && text[at - 1] === '\\') at -= 1;
  while (at < text.length) {
    const escapeLength = text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? ESCAPE_MAX_CHARACTERS : 2;
    if (at + escapeLength > text.length) return at;
    at += escapeLength;
  }
  return text.length;
}

/** What JSON makes of a part of a string (RFC 8259 §7). */
function unescaped(part: string): string {
  try {
    return JSON.parse(`"${part}"`) as string;
  } catch {
    throw new RequestMalformed('the body is not well-formed JSON');
  }
}
