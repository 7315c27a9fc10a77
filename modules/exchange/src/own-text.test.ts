import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { ownText } from './own-text.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of heap that a thousand MsgIds take, each cut out of a document of its own. */
function heapOfKept(keep: (text: string) => string): number {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const kept = Array.from({ length: 1_000 }, (_, number) => {
    const document = Buffer.from(`<MsgId>${String(number).padStart(36, '0')}</MsgId>${'x'.repeat(8_500)}`).toString();
    return keep(document.slice('<MsgId>'.length, '<MsgId>'.length + 36));
  });
  collectGarbage();
  const bytes = process.memoryUsage().heapUsed - before;
  expect(kept).toHaveLength(1_000);
  return bytes;
}

test('a text of its own does not keep the document that it was cut out of', () => {
  expect(heapOfKept((text) => text)).toBeGreaterThan(5_000_000);
  expect(heapOfKept(ownText)).toBeLessThan(1_000_000);
});

test('a text of its own says the same', () => {
  for (const text of ['', 'a', 'Ærlig talt, på norsk – 𝄞']) expect(ownText(text)).toBe(text);
});
