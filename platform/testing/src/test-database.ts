import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, type MigrationSet, migrate, openDatabase } from '@samband/db';
import { afterAll, inject } from 'vitest';
import { urlOfDatabase, withServer } from './maintenance.ts';
import './names.ts';

/** Any constant: one template is made at a time. */
const TEMPLATE_LOCK_KEY = 7_309_453;
const POOL_MAX = 5;

/**
 * A migrated database for one test file, dropped when the file is done; call it at the top of the file. The sets are
 * migrated once a run into a template, and each file gets a clone of that, which takes about a tenth of a second.
 */
export async function testDatabase(sets: readonly MigrationSet[] = []): Promise<Database> {
  const serverUrl = inject('databaseUrl');
  const prefix = inject('databaseNamePrefix');
  const name = `${prefix}${randomBytes(6).toString('hex')}`;
  const template = `${prefix}template_${await digestOf(sets)}`;
  await withServer(serverUrl, async (server) => {
    await server.pool.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK_KEY]);
    await ensureTemplate(server, serverUrl, template, sets);
    await server.pool.query(`create database ${name} template ${template}`);
  });
  const database = await openDatabase({ url: urlOfDatabase(serverUrl, name), poolMax: POOL_MAX });
  afterAll(async () => {
    await database.close();
    await withServer(serverUrl, ({ pool }) => pool.query(`drop database if exists ${name} with (force)`));
  });
  return database;
}

/** Made under another name and renamed when it is migrated: a template that is there is a whole one. */
async function ensureTemplate(
  { pool }: Database,
  serverUrl: string,
  template: string,
  sets: readonly MigrationSet[],
): Promise<void> {
  const { rowCount } = await pool.query('select from pg_database where datname = $1', [template]);
  if (rowCount) return;
  const draft = `${template}_draft`;
  await pool.query(`drop database if exists ${draft} with (force)`);
  await pool.query(`create database ${draft} template template0 encoding 'UTF8'`);
  await withServer(urlOfDatabase(serverUrl, draft), (database) => migrate(database, sets));
  await pool.query(`alter database ${draft} rename to ${template}`);
}

/** Names the combination of sets by what is in their files. */
async function digestOf(sets: readonly MigrationSet[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { module, folder } of sets) {
    const names = (await readdir(folder)).sort((a, b) => (a < b ? -1 : 1));
    for (const name of names) hash.update(`${module}\0${name}\0`).update(await readFile(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
