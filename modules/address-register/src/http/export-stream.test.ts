import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { RegisterExport } from '../export.ts';
import { exportStream } from './export-stream.ts';

/** An export that never ends by itself, of text that does not shrink. */
function endless() {
  const state = { isOver: false, lines: 0 };
  async function* lines() {
    try {
      for (;;) {
        state.lines += 1;
        yield { text: randomBytes(3_000).toString('base64') };
      }
    } finally {
      state.isOver = true;
    }
  }
  return { state, lines: lines() as unknown as RegisterExport };
}

test.each(['gzip', 'identity'])('is made only as fast as it is read (%s)', async (encoding) => {
  const { state, lines } = endless();
  const { stream } = await exportStream(lines, encoding);
  await once(stream, 'readable');

  const before = state.lines;
  await new Promise((resolve) => setTimeout(resolve, 50));

  // What the streams between hold, and no more.
  expect(state.lines - before).toBeLessThan(200);
  stream.destroy();
});

test.each([
  ['gzip', true],
  ['gzip', false],
  ['identity', true],
  ['identity', false],
])('is given up when the client goes away (%s, begun: %s)', async (encoding, isBegun) => {
  const { state, lines } = endless();
  const { stream } = await exportStream(lines, encoding);
  if (isBegun) await once(stream, 'readable');
  expect(state.isOver).toBe(false);

  stream.destroy();

  await expect.poll(() => state.isOver).toBe(true);
});

test('a failure before the first line is thrown, so that it can be answered', async () => {
  const failing = (async function* () {
    yield* await Promise.reject<RegisterExport>(new Error('no'));
  })();

  await expect(exportStream(failing, 'gzip')).rejects.toThrow('no');
});
