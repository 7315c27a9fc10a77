import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../index.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { processesIn } from './running-process.ts';
import { isRunning, preparedDataFolder, startParent, watchdogOf } from './test-parent.ts';

const isLinux = process.platform === 'linux';
const WAIT = { timeout: 15_000, interval: 20 };
/** With these, setpriv is not found, as on other systems than Linux. */
const WITHOUT_SETPRIV = { PATH: dirname(process.execPath) };

async function rowsIn(dataFolder: string): Promise<number[]> {
  const server = await startEmbeddedPostgres({ dataFolder });
  const database = await openDatabase({ url: server.url });
  const { rows } = await database.pool.query<{ number: number }>('select number from acked order by number');
  await database.close();
  await server.stop();
  return rows.map(({ number }) => number);
}

test('kill -9 of the parent stops the server: the watchdog alone does it', async () => {
  const { said, kill } = await startParent(await preparedDataFolder(), { env: WITHOUT_SETPRIV });
  expect(await isRunning(said.pid)).toBe(true);

  await kill();

  await expect.poll(() => isRunning(said.pid), WAIT).toBe(false);
});

test.runIf(isLinux)('kill -9 of the parent and of the watchdog stops the server: the kernel does it', async () => {
  const { said, kill } = await startParent(await preparedDataFolder());

  process.kill(await watchdogOf(said.pid ?? 0), 'SIGKILL');
  await kill();

  await expect.poll(() => isRunning(said.pid), WAIT).toBe(false);
});

test('kill -9 of the parent’s whole process group stops the server', async () => {
  const { said, killGroup } = await startParent(await preparedDataFolder());

  killGroup('SIGKILL');

  await expect.poll(() => isRunning(said.pid), WAIT).toBe(false);
});

test('Ctrl-C in the terminal reaches the parent and not the server', async () => {
  const { said, killGroup, lines } = await startParent(await preparedDataFolder());

  killGroup('SIGINT');

  await expect.poll(() => lines, WAIT).toContain('interrupted');
  expect(await isRunning(said.pid)).toBe(true);
});

test.runIf(isLinux)('a server that outlived its parent is stopped and started anew, with its data', async () => {
  const dataFolder = await preparedDataFolder();
  const { said, kill, lines } = await startParent(dataFolder, { env: WITHOUT_SETPRIV, task: 'insert' });
  await expect.poll(() => lines.length, WAIT).toBeGreaterThan(3);
  process.kill(await watchdogOf(said.pid ?? 0), 'SIGKILL');
  await kill();
  expect(await isRunning(said.pid)).toBe(true);

  const rows = await rowsIn(dataFolder);

  expect(await isRunning(said.pid)).toBe(false);
  expect(rows.length).toBeGreaterThanOrEqual(lines.length);
});

test.runIf(isLinux)('kill -9 of everything at once loses nothing that was committed', async () => {
  const dataFolder = await preparedDataFolder();
  const { said, child, lines } = await startParent(dataFolder, { task: 'insert' });
  await expect.poll(() => lines.length, WAIT).toBeGreaterThan(50);

  const everything = [await watchdogOf(said.pid ?? 0), child.pid ?? 0, said.pid ?? 0];
  const backends = (await processesIn(`${dataFolder}/postgres/data`)) ?? [];
  for (const pid of [...everything, ...backends]) process.kill(pid, 'SIGKILL');

  const rows = await rowsIn(dataFolder);
  const acked = lines.map(Number);
  expect(acked.filter((number) => !rows.includes(number))).toEqual([]);
  expect(rows.length - acked.length).toBeLessThanOrEqual(1);
});

test('a second process on the same data is told in one sentence who has it', async () => {
  const dataFolder = await preparedDataFolder();
  const first = await startParent(dataFolder);

  const { said } = await startParent(dataFolder);

  expect(said.reason).toBe('in-use');
  expect(said.message).toContain(`is in use by process ${first.child.pid}.`);
  expect(await isRunning(first.said.pid)).toBe(true);
});

test('a server that is killed under a living parent is started again, and the pool works again', async () => {
  const server = await startEmbeddedPostgres({ dataFolder: await preparedDataFolder() });
  const database = await openDatabase({ url: server.url });
  const killed = server.pid();

  process.kill(killed, 'SIGKILL');

  const answer = () =>
    database.pool.query('select 1').then(
      () => 'answers',
      (error: { code: string }) => error.code,
    );
  await expect.poll(answer, WAIT).toBe('database-unavailable');
  await expect.poll(answer, WAIT).toBe('answers');
  expect(server.pid()).not.toBe(killed);
  await database.close();
  await server.stop();
});
