import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createTestServer } from './test-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'samband-problems-'));
writeFileSync(join(folder, 'port-taken.md'), '# port-taken\n\nThe port is held by another process.\n');
writeFileSync(join(folder, 'README.md'), 'about this folder');
writeFileSync(join(folder, 'secret.txt'), 'hush');
afterAll(() => rmSync(folder, { recursive: true }));

const { server } = createTestServer({ problemPagesFolder: folder });

test('a code has its page at the address that a problem gives', async () => {
  const answer = await server.inject('/problems/port-taken');

  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(answer.body).toContain('The port is held by another process.');
});

test.each(['README', 'secret', 'secret.txt', 'unknown', '..%2Fport-taken', '__proto__'])(
  'nothing else in the folder or outside it is served: %s',
  async (code) => {
    expect((await server.inject(`/problems/${code}`)).statusCode).toBe(404);
  },
);
