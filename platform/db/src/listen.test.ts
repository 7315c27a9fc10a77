import { testDatabase } from '@samband/testing';
import { expect, test } from 'vitest';
import type { ListenEvent } from './index.ts';

const database = await testDatabase();

/** Ends the sessions that listen, as a restart of the server would. */
async function endListeningSessions(): Promise<void> {
  await database.pool.query(`
    select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query like 'listen %' and pid <> pg_backend_pid()`);
}

test('hears what is sent on its channel, and nothing else', async () => {
  const heard: ListenEvent[] = [];
  const listening = await database.listen('Channel "one"', (event) => heard.push(event));

  await database.pool.query(`select pg_notify('other', 'no'), pg_notify('Channel "one"', 'yes')`);

  await expect.poll(() => heard).toEqual([{ kind: 'notified', payload: 'yes' }]);
  await listening.close();
});

test('connects again when the connection is lost, says so once, and hears again', async () => {
  const heard: ListenEvent[] = [];
  const listening = await database.listen('again', (event) => heard.push(event));

  for (const round of [1, 2]) {
    await endListeningSessions();
    await expect.poll(() => heard.filter(({ kind }) => kind === 'reconnected').length).toBe(round);
    await database.pool.query(`select pg_notify('again', '${round}')`);
    await expect.poll(() => heard.at(-1)).toEqual({ kind: 'notified', payload: String(round) });
  }

  await listening.close();
});

test('hears nothing after it was closed', async () => {
  const heard: ListenEvent[] = [];
  const listening = await database.listen('closed', (event) => heard.push(event));
  const other = await database.listen('closed', (event) => heard.push(event));

  await listening.close();
  await database.pool.query(`select pg_notify('closed', '')`);

  await expect.poll(() => heard).toEqual([{ kind: 'notified', payload: '' }]);
  await other.close();
  await endListeningSessions();
  expect(heard).toHaveLength(1);
});
