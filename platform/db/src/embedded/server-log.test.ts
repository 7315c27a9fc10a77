import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainFailure, rotateServerLog } from './server-log.ts';
import { temporaryFolder } from './test-parent.ts';

test('a log over its size is moved aside while the server goes on writing to the same file', async () => {
  const file = join(await temporaryFolder(), 'postgres.log');
  const writer = await open(file, 'a');
  await writer.write('old '.repeat(10));

  await rotateServerLog(file, 20);
  await writer.write('new');
  await writer.close();

  expect(await readFile(file, 'utf8')).toBe('new');
  expect(await readFile(`${file}.1`, 'utf8')).toBe('old '.repeat(10));
});

test('a log within its size is left alone, and one that is not there is no error', async () => {
  const file = join(await temporaryFolder(), 'postgres.log');
  await (await open(file, 'a')).close();

  await rotateServerLog(file, 20);
  await rotateServerLog(`${file}.other`, 20);

  await expect(stat(`${file}.1`)).rejects.toThrow(/ENOENT/);
});

test.each([
  ['initdb: error: could not look up effective user ID 4711: user does not exist', 'account', /no entry/],
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'disk-full', /is full/],
  [
    'postgres: error while loading shared libraries: libx.so.1: cannot open shared object file',
    'missing-library',
    /libx\.so\.1/,
  ],
  ['2026 [1] LOG:  starting\n2026 [1] FATAL:  something new', 'start-failed', /\[1\] FATAL: {2}something new$/],
  ['', 'start-failed', /it said nothing/],
])('%s is explained', (output, reason, message) => {
  const refusal = explainFailure(output, 'data');

  expect(refusal.reason).toBe(reason);
  expect(refusal.message).toMatch(message);
});
