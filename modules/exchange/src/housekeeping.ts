import type { Database } from '@samband/db';
import type { Logger } from '@samband/log';
import type { Metrics } from '@samband/telemetry';
import { makePartitions } from './partitions.ts';
import type { Retention } from './retention.ts';
import { lastRunOf } from './retention-store.ts';

const everyMs = 3_600_000;
/** A little less than a day, so that the hour of the run does not wander. */
const runAfterMs = 23 * 3_600_000;
const routine = 'daily run';

export interface HousekeepingOptions {
  readonly database: Database;
  readonly retention: Retention;
  /** Whether what has had its time is removed once a day; if not, an operator plans and runs. */
  readonly isRetentionOn: boolean;
  readonly log: Logger;
  readonly metrics?: Metrics;
  readonly now?: () => Date;
}

/**
 * What keeps the store in order: partitions are made ahead, at once and then every hour, and once a day what has had its
 * time is removed. Failures are logged, and the next hour tries again: meanwhile the net below the partitions catches what
 * comes. Of several nodes, those that come later find nothing to do.
 */
export async function startHousekeeping(options: HousekeepingOptions) {
  const astray = options.metrics?.gauge(
    'exchange_rows_without_partition',
    'Rows in a default partition: none is right',
  );
  const failures = options.metrics?.counter('exchange_housekeeping_failures_total', 'Steps that failed and come again');

  async function attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      failures?.add({});
      options.log.error({ err: error }, 'housekeeping of the exchange failed; it is tried again within the hour');
    }
  }

  async function partitions(): Promise<void> {
    const { made, misplaced } = await makePartitions(options.database, nowOf(options));
    astray?.set({}, misplaced);
    if (made > 0) options.log.info({ made }, 'partitions made for the coming months');
    if (misplaced > 0) options.log.warn({ misplaced }, 'messages came for which there was no partition');
  }

  await attempt(partitions);
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => attempt(partitions)).then(() => attempt(() => removeDaily(options)));
  }, everyMs);
  timer.unref();
  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      await running;
    },
  };
}

/** Plans and runs, unless somebody's daily run was less than a day ago. Both are logged: what was to go, and what went. */
export async function removeDaily(options: HousekeepingOptions): Promise<void> {
  const { database, retention, isRetentionOn, log } = options;
  if (!isRetentionOn) return;
  const last = await lastRunOf(database, routine);
  if (last && nowOf(options).getTime() - last.getTime() < runAfterMs) return;
  const plan = await retention.plan(routine);
  if (plan.removals.length > 0)
    log.info({ plan: plan.token, removals: plan.removals }, 'retention: what has had its time');
  const run = await retention.run(plan.token, routine);
  log.info({ plan: plan.token, ...run }, 'retention: removed');
}

function nowOf({ now }: HousekeepingOptions): Date {
  return now ? now() : new Date();
}
