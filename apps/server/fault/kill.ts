import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../src/seeded-random.ts';
import { untilAcceptingAgain } from './outage.ts';
import { pullThePlug, type Target, targets } from './plug.ts';
import { startTraffic } from './traffic.ts';
import { startTrialNetwork } from './trial-network.ts';
import { judge, type Verdict } from './verdict.ts';

export interface KillOptions {
  readonly runs: number;
  readonly seed: number;
  /** Told after each run. */
  readonly onRun?: (run: KillRun) => void;
}

export interface KillRun {
  readonly run: number;
  readonly target: Target;
  /** From the kill to the answer to the first letter that was sent after it. */
  readonly recoveryMs: number;
}

export interface KillResult extends Verdict {
  readonly runs: readonly KillRun[];
}

const lanesOfSender = 4;

/**
 * Kills the server, PostgreSQL and both in turn, at random moments while letters and receipts go both ways, and starts
 * again what was killed; at the end holds everything that was promised against what is there.
 */
export async function killRuns({ runs, seed, onRun }: KillOptions): Promise<KillResult> {
  const random = seededRandom(seed);
  const network = await startTrialNetwork();
  try {
    const traffic = startTraffic(network, lanesOfSender);
    const done: KillRun[] = [];
    for (let run = 0; run < runs; run++) {
      await sleep(50 + random() * 600);
      const target = targets[run % targets.length] ?? 'both';
      const killedMs = performance.now();
      pullThePlug(target, network.server().pid, network.dataFolder);
      if (target !== 'database') await network.restart();
      const recoveryMs = await untilAcceptingAgain(traffic, killedMs);
      done.push({ run, target, recoveryMs });
      onRun?.({ run, target, recoveryMs });
    }
    await traffic.finish();
    return { ...(await judge(network, traffic)), runs: done };
  } finally {
    await network.remove();
  }
}
