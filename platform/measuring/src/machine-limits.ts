import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '@samband/db';
import { inParallel } from './in-parallel.ts';

/** How many times a second this disk makes 8 kB durable, one after another: what no commit can beat. */
export async function fsyncsPerSecond(folder: string, durationMs: number): Promise<number> {
  const file = await open(join(folder, 'fsync.bench'), 'w');
  const block = Buffer.alloc(8_192, 'x');
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < durationMs) {
    await file.write(block, 0, block.length, count * block.length);
    await file.datasync();
    count += 1;
  }
  const seconds = (performance.now() - started) / 1_000;
  await file.close();
  return count / seconds;
}

/**
 * Rows a second when a body goes to one table with a primary key and nothing else, 64 in a statement over two
 * connections: what the same database does without keys, events, deliveries, a feed, or looking at the document.
 */
export async function rawInsertsPerSecond(database: Database, body: Buffer, durationMs: number): Promise<number> {
  const { pool } = database;
  await pool.query('create table raw_insert (id uuid primary key default gen_random_uuid(), body bytea not null)');
  await pool.query('alter table raw_insert alter column body set storage external');
  const rows = 64;
  const text = `insert into raw_insert (body) values ${Array.from({ length: rows }, (_, n) => `($${n + 1})`).join(',')}`;
  const values = Array.from({ length: rows }, () => body);
  const { perSecond } = await inParallel(2, durationMs, () => pool.query({ name: 'raw-insert', text, values }));
  await pool.query('drop table raw_insert');
  return perSecond * rows;
}
