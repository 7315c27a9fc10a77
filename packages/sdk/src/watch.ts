import { NetworkProblem } from './network-problem.ts';
import { NetworkUnreachable } from './network-unreachable.ts';
import type { Notification, notificationCalls } from './notifications.ts';
import { backOffMs, pause } from './wait.ts';

export interface WatchOptions {
  readonly herIds: readonly number[];
  /** Start after this place; keep the last offset you have dealt with, and nothing is missed or seen twice. */
  readonly offset: number;
  /** Ends the watch quietly. */
  readonly signal?: AbortSignal;
  /** First wait when nothing is new, in milliseconds. Default 1000. */
  readonly pollMinMs?: number;
  /** Longest wait when nothing is new, or the network is away, in milliseconds. Default 15 000. */
  readonly pollMaxMs?: number;
  /** Told of trouble that the watch goes on through. */
  readonly onTrouble?: (trouble: Error) => void;
}

const PAGE_SIZE = 100;
/** Failures in a row before the watch gives up: about ten minutes at the longest wait. */
const FAILURES_MAX = 40;

type Feed = ReturnType<typeof notificationCalls>['notifications'];

/** Follows the feed, asking less often while nothing comes. Ends on the signal; throws what does not pass by itself. */
export async function* watchFeed(feed: Feed, options: WatchOptions): AsyncGenerator<Notification, void, void> {
  let { offset } = options;
  for (let idleTurns = 0; !options.signal?.aborted; ) {
    const page = await nextPage(feed, options, offset);
    if (!page) return;
    const fresh = page.filter((notification) => notification.offset > offset);
    for (const notification of fresh) {
      offset = notification.offset;
      yield notification;
    }
    idleTurns = fresh.length > 0 ? 0 : idleTurns + 1;
    if (idleTurns > 0 && !(await waited(options, idleTurns))) return;
  }
}

/** A page, trying again while the failure may pass; undefined when the watch was stopped. */
async function nextPage(feed: Feed, options: WatchOptions, offset: number) {
  const { herIds, signal } = options;
  for (let failures = 1; !signal?.aborted; failures++) {
    try {
      return await feed({ herIds, offset, limit: PAGE_SIZE }, signal ? { signal } : {});
    } catch (thrown) {
      if (signal?.aborted) return undefined;
      if (failures >= FAILURES_MAX || !passes(thrown)) throw thrown;
      options.onTrouble?.(thrown);
      if (!(await waited(options, failures))) return undefined;
    }
  }
  return undefined;
}

function passes(thrown: unknown): thrown is Error {
  if (thrown instanceof NetworkUnreachable) return true;
  return thrown instanceof NetworkProblem && (thrown.status === 408 || thrown.status === 429 || thrown.status >= 500);
}

async function waited(options: WatchOptions, turn: number): Promise<boolean> {
  const { pollMinMs = 1_000, pollMaxMs = 15_000, signal } = options;
  try {
    await pause(backOffMs(turn, pollMinMs, pollMaxMs), signal);
    return true;
  } catch {
    return false; // stopped while waiting
  }
}
