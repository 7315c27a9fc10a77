import { execFile } from 'node:child_process';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { gatheredLines } from './gathered-lines.ts';

function openLines() {
  const writes: string[] = [];
  return { writes, lines: gatheredLines({ write: (text) => writes.push(text) }) };
}

test('lines of one turn are one write, in their order, and the next turn is another', async () => {
  const { writes, lines } = openLines();

  lines.write('a\n');
  lines.write('b\n');
  expect(writes).toEqual([]);
  await turn();
  lines.write('c\n');
  await turn();

  expect(writes).toEqual(['a\nb\n', 'c\n']);
});

test('a turn that writes without end does not fill the memory', async () => {
  const { writes, lines } = openLines();

  for (let count = 0; count < 1_000; count++) lines.write(`${'x'.repeat(199)}\n`);
  expect(writes.join('').length).toBeGreaterThan(100_000);
  await turn();

  expect(writes.join('')).toHaveLength(200_000);
});

test('what was logged just before an uncaught error is written', async () => {
  const program = `
    import { createLogger } from '${new URL('./create-logger.ts', import.meta.url).href}';
    createLogger({ format: 'json' }).info('the last words');
    throw new Error('broken');`;

  const ended = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]).catch(
    (error: unknown) => error as { stdout: string; code: number },
  );

  expect(ended).toMatchObject({ code: 1, stdout: expect.stringContaining('the last words') });
});
