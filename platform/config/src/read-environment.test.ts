import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { readEnvironment } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'samband-environment-'));
const file = join(folder, '.env');
writeFileSync(file, 'SAMBAND_HTTP_PORT=9090\n# a remark\nSAMBAND_DEMO="off"\n');
afterAll(() => rmSync(folder, { recursive: true }));

test('takes what the file says', () => {
  expect(readEnvironment(file)).toMatchObject({ SAMBAND_HTTP_PORT: '9090', SAMBAND_DEMO: 'off' });
});

test('lets the environment win over the file', () => {
  vi.stubEnv('SAMBAND_HTTP_PORT', '7070');

  expect(readEnvironment(file)['SAMBAND_HTTP_PORT']).toBe('7070');
  vi.unstubAllEnvs();
});

test('needs no file', () => {
  expect(readEnvironment(join(folder, 'absent'))['PATH']).toBe(process.env['PATH']);
});

test('leaves the environment of the process as it was', () => {
  readEnvironment(file);

  expect(process.env['SAMBAND_HTTP_PORT']).toBeUndefined();
});
