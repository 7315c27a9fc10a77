import type { Logger } from '@samband/log';

interface Chore {
  /** What it keeps true, for the log. */
  readonly name: string;
  readonly work: () => Promise<unknown>;
}

/** Does the chores from time to time, one after the other; what fails is logged and made up for by the next round. */
export function repeatedly(pauseMs: number, log: Logger, chores: readonly Chore[]): { stop(): Promise<void> } {
  let round: Promise<void> | undefined;
  const timer = setInterval(() => {
    round ??= doAll(chores, log).finally(() => {
      round = undefined;
    });
  }, pauseMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}

async function doAll(chores: readonly Chore[], log: Logger): Promise<void> {
  for (const { name, work } of chores) {
    await work().catch((error: unknown) => log.warn({ err: error, chore: name }, 'a chore of identity failed'));
  }
}
