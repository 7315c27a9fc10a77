import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64 } from './base64.ts';
import { decodeLarge, largeAnswer, largeAnswerBytes } from './large-document.ts';

/** A text that comes in pieces of so many characters. */
function largeText(text: string, pieceLength: number) {
  async function* pieces() {
    for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
  }
  return { sizeBytes: text.length, pieces };
}

const pieceLength = fc.integer({ min: 1, max: 20 });
const nearly = fc.string({ unit: fc.constantFrom('A', 'Q', 'z', '+', '/', '=', '\n', ' ', '-', 'ø'), maxLength: 30 });

test('property: in pieces a text is the same bytes, or as little base64, as it is whole', async () => {
  const real = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  await fc.assert(
    fc.asyncProperty(fc.oneof(real, nearly), pieceLength, async (text, length) => {
      const whole = await Promise.resolve(text).then(decodeBase64).catch(String);
      const inPieces = await decodeLarge(largeText(text, length)).catch(String);
      expect(inPieces).toEqual(whole);
    }),
    { numRuns: 500 },
  );
});

test('property: the answer is the JSON that a small document gets, and as long as it says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 10 }), { maxLength: 8 }), async (parts) => {
      async function* pieces() {
        for (const part of parts) yield Buffer.from(part);
      }
      const document = Buffer.concat(parts);
      let answer = '';
      for await (const piece of largeAnswer(pieces())) answer += piece;

      expect(answer.length).toBe(largeAnswerBytes(document.length));
      expect(JSON.parse(answer)).toEqual({
        businessDocument: document.toString('base64'),
        contentType: 'application/xml',
        contentTransferEncoding: 'base64',
      });
    }),
  );
});
