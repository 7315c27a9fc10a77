import { createLogger } from '@samband/log';
import { createMetrics } from '@samband/telemetry';
import { expect, test } from 'vitest';
import { removeDaily, startHousekeeping } from './housekeeping.ts';
import { openTestExchange } from './test-exchange.ts';

const { database, exchange, clock } = await openTestExchange();
const { retention } = exchange;
const lines: string[] = [];
const log = createLogger({ level: 'info', format: 'json', destination: { write: (line) => lines.push(line) } });
const given = { database, retention, log, now: () => clock.now };

async function runsSoFar(): Promise<number> {
  const { rows } = await database.pool.query(
    'select count(*)::int as runs from exchange.retention_plan where run_at is not null',
  );
  return rows[0].runs;
}

test('makes the partitions that are missing as soon as it starts, and counts what was astray', async () => {
  clock.now = new Date('2033-01-01T00:00:00Z');
  const metrics = createMetrics();
  const housekeeping = await startHousekeeping({ ...given, metrics, isRetentionOn: false });
  await housekeeping.stop();
  const { rows } = await database.pool.query(`select to_regclass('exchange.message_2033_03')::text as made`);
  expect(rows).toEqual([{ made: 'exchange.message_2033_03' }]);
  expect(await metrics.text()).toContain('exchange_rows_without_partition 0');
});

test('removes once a day, and only where it is switched on', async () => {
  clock.now = new Date();
  await removeDaily({ ...given, isRetentionOn: false });
  expect(await runsSoFar()).toBe(0);
  await removeDaily({ ...given, isRetentionOn: true });
  await removeDaily({ ...given, isRetentionOn: true });
  expect(await runsSoFar()).toBe(1);
  expect(lines.some((line) => line.includes('retention: removed'))).toBe(true);
});

test('a step that fails is logged and stops nothing', async () => {
  const broken = {
    ...database,
    pool: { connect: () => Promise.reject(new Error('no connection')) },
  } as unknown as typeof database;
  const housekeeping = await startHousekeeping({ ...given, database: broken, isRetentionOn: false });
  await housekeeping.stop();
  expect(lines.some((line) => line.includes('housekeeping of the exchange failed'))).toBe(true);
});
