import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@samband/db';
import type { TestProject } from 'vitest/node';
import { dropDatabasesNamed } from './maintenance.ts';
import { RUN_PREFIX } from './names.ts';

/**
 * One PostgreSQL for a whole run of Vitest: the server at SAMBAND_TEST_DATABASE_URL, or an embedded one on a temporary
 * folder that goes away afterwards. Tests find it by `inject('databaseUrl')`, through `testDatabase`.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const givenUrl = process.env['SAMBAND_TEST_DATABASE_URL'];
  const namePrefix = `${RUN_PREFIX}${process.pid}_${Date.now().toString(36)}_`;
  const { url, stop } = givenUrl
    ? { url: givenUrl, stop: () => dropDatabasesNamed(givenUrl, namePrefix) }
    : await ownServer();
  project.provide('databaseUrl', url);
  project.provide('databaseNamePrefix', namePrefix);
  return stop;
}

async function ownServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'samband-test-'));
  const server = await startEmbeddedPostgres({ dataFolder, isDisposable: true });
  const stop = async () => {
    await server.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}
