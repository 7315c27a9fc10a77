import { setTimeout as sleep } from 'node:timers/promises';
import { startTraffic, type Traffic } from './traffic.ts';
import { startTrialNetwork, type TrialNetwork, type TrialOptions } from './trial-network.ts';
import { judge, type Verdict } from './verdict.ts';

/** Something that goes wrong for a while, and is put right again. */
export interface Outage {
  begin(network: TrialNetwork): Promise<void>;
  end(network: TrialNetwork): Promise<void>;
}

export interface OutageResult extends Verdict {
  /** Letters that were accepted while it lasted. */
  readonly acceptedMeanwhile: number;
  /** From the end of the outage to the answer to the first letter that was sent after it. */
  readonly recoveryMs: number;
}

const lanesOfSender = 4;
const warmUpMs = 1_500;
const recoveryMsMax = 60_000;

/** Traffic before, during and after an outage, and the verdict on all of it. */
export async function outageRun(outage: Outage, lastsMs: number, options: TrialOptions = {}): Promise<OutageResult> {
  const network = await startTrialNetwork(options);
  try {
    const traffic = startTraffic(network, lanesOfSender);
    await sleep(warmUpMs);
    await outage.begin(network);
    const before = traffic.accepted();
    await sleep(lastsMs);
    const acceptedMeanwhile = traffic.accepted() - before;
    await outage.end(network);
    const endedMs = performance.now();
    const recoveryMs = await untilAcceptingAgain(traffic, endedMs);
    await sleep(warmUpMs);
    await traffic.finish();
    return { ...(await judge(network, traffic)), acceptedMeanwhile, recoveryMs };
  } finally {
    await network.remove();
  }
}

/** How long after a moment a letter that was sent after it was accepted. */
export async function untilAcceptingAgain(traffic: Traffic, sinceMs: number): Promise<number> {
  while (performance.now() - sinceMs < recoveryMsMax) {
    const moment = traffic.acceptedAgainMs(sinceMs);
    if (moment !== undefined) return moment - sinceMs;
    await sleep(5);
  }
  throw new Error(`nothing was accepted for ${recoveryMsMax / 1_000} s`);
}
