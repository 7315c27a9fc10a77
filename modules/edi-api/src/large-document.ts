import type { LargeText } from '@samband/http';
import { decodeBase64 } from './base64.ts';
import { NotBase64 } from './errors.ts';

const whiteSpace = /[\r\n\t ]+/g;

/**
 * A large document out of its base64, piece by piece, as strictly as a small one. Errors: NotBase64.
 * In a buffer of its own, so that it can be handed over to another thread.
 */
export async function decodeLarge(text: LargeText): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(Math.ceil((text.sizeBytes / 4) * 3));
  let length = 0;
  let open = '';
  for await (const piece of text.pieces()) {
    const characters = open + piece.replaceAll(whiteSpace, '');
    // The last group is kept back: only at the very end may it be padded.
    const end = Math.max(0, Math.ceil(characters.length / 4 - 1) * 4);
    const groups = characters.slice(0, end);
    if (groups.includes('=')) throw new NotBase64();
    length += decodeBase64(groups).copy(bytes, length);
    open = characters.slice(end);
  }
  length += decodeBase64(open).copy(bytes, length);
  return bytes.subarray(0, length);
}

const before = '{"businessDocument":"';
const after = '","contentType":"application/xml","contentTransferEncoding":"base64"}';

/** How long the answer with a document of this size is. */
export function largeAnswerBytes(documentBytes: number): number {
  return before.length + Math.ceil(documentBytes / 3) * 4 + after.length;
}

/** The answer with a large document, as JSON that is written while the document is read. */
export async function* largeAnswer(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  yield before;
  let open = Buffer.alloc(0);
  for await (const piece of pieces) {
    const bytes = open.length === 0 ? piece : Buffer.concat([open, piece]);
    const end = bytes.length - (bytes.length % 3);
    yield bytes.toString('base64', 0, end);
    open = Buffer.from(bytes.subarray(end));
  }
  yield open.toString('base64') + after;
}
