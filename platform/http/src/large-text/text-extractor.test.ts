import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLargeText } from './large-text.ts';
import { createTextExtractor, STAND_IN } from './text-extractor.ts';

/** What comes out of the JSON when it arrives in chunks of these sizes. */
async function extracted(json: string | Buffer, sizes: readonly number[] = [1_000_000]) {
  const bytes = Buffer.from(json);
  const extractor = createTextExtractor('document');
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    extractor.write(bytes.subarray(at, at + size));
    at += size;
  }
  const { rest, text } = extractor.end();
  const pieces: string[] = [];
  if (text) for await (const piece of createLargeText(text).pieces()) pieces.push(piece);
  return { rest: rest.toString(), text: text && pieces.join(''), longest: Math.max(0, ...pieces.map((p) => p.length)) };
}

const sizes = fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 5 });
const ascii = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 50 });
const others = fc.dictionary(fc.string(), fc.jsonValue()).filter((fields) => !Object.hasOwn(fields, 'document'));

test('property: text and rest are what JSON.parse makes of the whole, however it arrives', async () => {
  const cases = fc.record({ before: others, text: ascii, after: others, sizes, isEscaped: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(cases, async ({ before, text, after, sizes: chunks, isEscaped }) => {
      const document = isEscaped ? escapedWhole(text) : JSON.stringify(text);
      const outer = [...Object.entries(before), ...Object.entries(after)].map(([k, v]) => [k, JSON.stringify(v)]);
      outer.splice(Object.keys(before).length, 0, ['document', document]);
      const json = `{ ${outer.map(([k, v]) => `${JSON.stringify(k)} : ${v}`).join(' ,\n')} }`;

      const found = await extracted(json, chunks);

      expect(found.text).toBe(text);
      expect(JSON.parse(found.rest)).toEqual({ ...JSON.parse(json), document: STAND_IN });
    }),
    { numRuns: 300 },
  );
});

/** Every character as an escape. */
function escapedWhole(text: string): string {
  const escapes = Array.from(text, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${escapes.join('')}"`;
}

test('a text of megabytes comes in small pieces, escapes across their borders too', async () => {
  const text = `${'A+/b'.repeat(300_000)}\n`;
  const escaped = JSON.stringify(text).replaceAll('/', '\\/').replaceAll('+', '\\u002B');

  const found = await extracted(`{"document":${escaped},"n":1}`, [65_536]);

  expect(found.text).toBe(text);
  expect(found.longest).toBeLessThanOrEqual(65_536 + 5);
});

test('property: rows of backslashes and quotation marks end nothing too early and nothing too late', async () => {
  const tricky = fc.string({ unit: fc.constantFrom('\\', '"', 'a', 'u', '0'), minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(tricky, sizes, async (text, chunks) => {
      const json = JSON.stringify({ [`x${text}`]: text, document: text, [`y${text}`]: [text, { document: text }] });
      const found = await extracted(
        json,
        chunks.map((size) => 1 + (size % 7)),
      );
      expect(found.text).toBe(text);
      expect(JSON.parse(found.rest)).toEqual({ ...JSON.parse(json), document: STAND_IN });
    }),
    { numRuns: 300 },
  );
});

test('64 kB of backslashes at every border are read in their own time, not in its square', async () => {
  const text = '\\'.repeat(4_000_000);

  expect((await extracted(JSON.stringify({ document: text }), [65_536])).text).toBe(text);
});

test('only the field of the outermost object is meant', async () => {
  const inner = '{"a":{"document":"inner"},"b":["document","x"],"c":"document"}';
  expect(await extracted(inner)).toMatchObject({ text: undefined, rest: inner });
  expect(await extracted('["document","x"]')).toMatchObject({ text: undefined });
  expect(await extracted('{"document":17}')).toMatchObject({ text: undefined, rest: '{"document":17}' });
  expect(await extracted('{"document":""}')).toMatchObject({ text: undefined, rest: '{"document":""}' });
});

test('what is no JSON stays what it is, for the parser to say', async () => {
  for (const broken of ['', '{', '"', '{"document":"abc', '{"document" "abc"}', '}}}{{{"document":"x"', 'document']) {
    const { rest } = await extracted(broken);
    expect(() => JSON.parse(rest)).toThrow();
  }
});

test('a control character or an escape that JSON does not know is refused', async () => {
  await expect(extracted('{"document":"a\nb"}')).rejects.toMatchObject({ code: 'request-malformed' });
  await expect(extracted('{"document":"a\\x62"}')).rejects.toMatchObject({ code: 'request-malformed' });
  await expect(extracted('{"document":"a\\u00"}')).rejects.toMatchObject({ code: 'request-malformed' });
});

test('the field twice, and too much beside it, are refused', async () => {
  await expect(extracted('{"document":"a","document":"b"}')).rejects.toThrow('twice');
  await expect(extracted(`{"document":"a","other":"${'x'.repeat(300_000)}"}`)).rejects.toThrow('beside document');
});
