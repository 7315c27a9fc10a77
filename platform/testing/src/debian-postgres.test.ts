import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startDebianPostgres } from './debian-postgres.ts';
import { withServer } from './maintenance.ts';

test('starts the PostgreSQL 15 of Debian, and leaves nothing behind', { timeout: 120_000 }, async (context) => {
  const server = await startDebianPostgres();
  context.skip(!server, 'PostgreSQL 15 of Debian is not installed');
  if (!server) return;
  const folder = new URL(server.url.replace('@/', '@host/')).searchParams.get('host') ?? '';

  const version = await withServer(server.url, ({ pool }) => pool.query('show server_version_num'));
  await server.stop();

  expect(version.rows[0]).toMatchObject({ server_version_num: expect.stringMatching(/^15/) });
  expect(existsSync(folder)).toBe(false);
});
