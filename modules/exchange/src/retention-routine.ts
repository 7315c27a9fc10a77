import type { Logger } from '@samband/log';
import type { Retention } from './retention.ts';

const dayMs = 24 * 3_600_000;
const routineName = 'daily run';

/**
 * Plans and runs once a day, and writes down both: what was going to be removed, and what was. Of several nodes that do so
 * at once, those that come later find nothing left.
 */
export function startRetentionRoutine(retention: Retention, log: Logger): { readonly stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = runOnce(retention, log);
  }, dayMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** One planned run; a failure is logged, and the next day tries again. */
export async function runOnce(retention: Retention, log: Logger): Promise<void> {
  try {
    const plan = await retention.plan(routineName);
    if (plan.removals.length === 0) return;
    log.info({ plan: plan.token, removals: plan.removals }, 'retention: what has had its time');
    log.info({ plan: plan.token, ...(await retention.run(plan.token, routineName)) }, 'retention: removed');
  } catch (error) {
    log.error({ err: error }, 'retention: the daily run failed');
  }
}
