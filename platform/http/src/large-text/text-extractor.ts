import { Buffer } from 'node:buffer';
import { RequestMalformed } from '../errors.ts';
import { type ByteStore, createByteStore } from './byte-store.ts';

/** All of the JSON but the large text. */
const REST_MAX_BYTES = 256 * 1024;
/** Of a name in the JSON as much is kept as tells whether it is the one that is sought. */
const NAME_MAX_BYTES = 256;

/** Stands in the JSON for the text that was taken out. */
export const STAND_IN = '(large text)';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

export interface TextExtractor {
  /** Takes the next bytes of the JSON. Errors: RequestMalformed. */
  write(chunk: Buffer): void;
  /** The JSON with the stand-in, and the text as it was written: escapes are still in it; undefined where there is none. */
  end(): { rest: Buffer; text: ByteStore | undefined };
}

/**
 * Takes the text of one field of an object out of JSON while it arrives, so that nobody parses or keeps it as one
 * string. Only text is looked for; whether the rest is JSON is for its parser to say.
 */
export function createTextExtractor(field: string): TextExtractor {
  const rest = createByteStore();
  const text = createByteStore();
  const name = Buffer.alloc(NAME_MAX_BYTES);
  let nameLength = 0;
  let depth = 0;
  let isValueNext = false;
  let within: 'nothing' | 'name' | 'other text' | 'the text' = 'nothing';
  let openBackslashes = 0; // that the last chunk ended in
  let isFound = false;

  function keep(bytes: Buffer): void {
    if (rest.sizeBytes + bytes.length > REST_MAX_BYTES) {
      throw new RequestMalformed(`what stands beside ${field} is larger than ${REST_MAX_BYTES} bytes`);
    }
    rest.add(bytes);
  }

  /** Reads on to the next text, which it opens, or to the end of the chunk. */
  function readOutside(chunk: Buffer, from: number): number {
    let at = from;
    for (; at < chunk.length && chunk[at] !== QUOTE; at++) follow(chunk[at] as number);
    const next = Math.min(at + 1, chunk.length);
    keep(chunk.subarray(from, next));
    if (at < chunk.length) open();
    return next;
  }

  function follow(byte: number): void {
    if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
    else if (depth === 1 && byte === 0x3a) isValueNext = true;
    else if (depth === 1 && byte === 0x2c) isValueNext = false;
  }

  function open(): void {
    const isName = depth === 1 && !isValueNext;
    const isWanted = depth === 1 && isValueNext && name.toString('utf8', 0, nameLength) === field;
    within = isName ? 'name' : isWanted ? 'the text' : 'other text';
    openBackslashes = 0;
    if (isName) nameLength = 0;
    if (isWanted && isFound) throw new RequestMalformed(`${field} stands in it twice`);
    isFound ||= isWanted;
  }

  /** Reads on to the end of the text that is open, or of the chunk. */
  function readText(chunk: Buffer, from: number): number {
    const end = endOfText(chunk, from, openBackslashes);
    const content = chunk.subarray(from, end === -1 ? chunk.length : end);
    if (end === -1) openBackslashes = backslashesBefore(chunk, chunk.length, from, openBackslashes);
    if (within === 'the text') text.add(content);
    else keep(content);
    if (within === 'name') nameLength += content.copy(name, nameLength);
    if (end === -1) return chunk.length;
    if (within === 'the text' && text.sizeBytes > 0) keep(Buffer.from(STAND_IN));
    keep(chunk.subarray(end, end + 1));
    within = 'nothing';
    return end + 1;
  }

  return {
    write(chunk) {
      for (let at = 0; at < chunk.length; ) {
        at = within === 'nothing' ? readOutside(chunk, at) : readText(chunk, at);
      }
    },
    end() {
      return { rest: Buffer.concat([...rest.take()]), text: isFound && text.sizeBytes > 0 ? text : undefined };
    },
  };
}

/** Where the text ends: the next quotation mark with no backslash, or an even number of them, before it. */
function endOfText(chunk: Buffer, from: number, openBackslashes: number): number {
  let end = chunk.indexOf(QUOTE, from);
  while (end !== -1 && backslashesBefore(chunk, end, from, openBackslashes) % 2 === 1) {
    end = chunk.indexOf(QUOTE, end + 1);
  }
  return end;
}

function backslashesBefore(chunk: Buffer, end: number, from: number, openBackslashes: number): number {
  let at = end;
  while (at > from && chunk[at - 1] === BACKSLASH) at -= 1;
  return end - at + (at === from ? openBackslashes : 0);
}
