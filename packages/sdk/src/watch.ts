import { NetworkProblem } from './network-problem.ts';
import { NetworkUnreachable } from './network-unreachable.ts';
import { isWithoutStream } from './no-stream.ts';
import type { Notification, NotificationCalls } from './notifications.ts';
import { backOffMs, pause } from './wait.ts';

export interface WatchOptions {
  readonly herIds: readonly number[];
  /** Start after this place; keep the last offset you have dealt with, and nothing is missed or seen twice. */
  readonly offset: number;
  /** Ends the watch quietly. */
  readonly signal?: AbortSignal;
  /** False: asks page by page, also where the network has a stream. */
  readonly stream?: boolean;
  /** First wait after trouble, or where pages are asked for and nothing is new, in milliseconds. Default 1000. */
  readonly waitMinMs?: number;
  /** Longest such wait, in milliseconds. Default 30 000. */
  readonly waitMaxMs?: number;
  /** Told of trouble that the watch goes on through. */
  readonly onTrouble?: (trouble: Error) => void;
}

/** What a watch reads from. */
export type Feed = Pick<NotificationCalls, 'notifications' | 'notificationStream'>;

const PAGE_SIZE = 100;
const WAIT_MIN_MS = 1_000;
const WAIT_MAX_MS = 30_000;
/** However long a `Retry-After` asks for: a mistaken one must not put a journal system to sleep. */
const RETRY_AFTER_MAX_MS = 5 * 60_000;
/** Failures in a row before the watch gives up: about twenty minutes at the longest wait. */
const FAILURES_MAX = 40;

/**
 * Follows the feed as it grows: as a stream, which is opened again after where it was whenever it ends, or page by page
 * where the network has no stream. Ends on the signal, or when the network closes the stream for good; throws what does
 * not pass by itself.
 */
export async function* watchFeed(feed: Feed, options: WatchOptions): AsyncGenerator<Notification, void, void> {
  const { signal, waitMaxMs = WAIT_MAX_MS } = options;
  const place: Place = { offset: options.offset, isStreaming: options.stream !== false };
  for (let waits = 0, failures = 0; !signal?.aborted; ) {
    const [before, startedAtMs] = [place.offset, performance.now()];
    let trouble: Error | undefined;
    try {
      const isOver = yield* place.isStreaming ? streamTurn(feed, options, place) : pageTurn(feed, options, place);
      if (isOver) return;
    } catch (thrown) {
      if (signal?.aborted) return;
      if (place.isStreaming && isWithoutStream(thrown)) {
        place.isStreaming = false;
        continue;
      }
      trouble = passing(thrown);
    }
    const wasLively = place.offset > before || performance.now() - startedAtMs > waitMaxMs;
    failures = trouble ? (wasLively ? 1 : failures + 1) : 0;
    if (trouble) options.onTrouble?.(trouble);
    if (trouble && failures >= FAILURES_MAX) throw trouble;
    // Also a stream that was fine is opened again after a moment: all clients lose theirs when the network restarts.
    waits = wasLively ? Number(place.isStreaming || trouble !== undefined) : waits + 1;
    if (waits > 0 && !(await waited(options, waits, trouble))) return;
  }
}

interface Place {
  offset: number;
  isStreaming: boolean;
}

/** One stream from its beginning to its end. True when there will be no other. */
async function* streamTurn(
  feed: Feed,
  { herIds, signal }: WatchOptions,
  place: Place,
): AsyncGenerator<Notification, boolean, void> {
  const stream = await feed.notificationStream({ herIds, offset: place.offset }, signal ? { signal } : {});
  if (!stream) return true;
  for await (const notification of stream) yield* fresh([notification], place);
  return false;
}

async function* pageTurn(
  feed: Feed,
  { herIds, signal }: WatchOptions,
  place: Place,
): AsyncGenerator<Notification, boolean, void> {
  const query = { herIds, offset: place.offset, limit: PAGE_SIZE };
  yield* fresh(await feed.notifications(query, signal ? { signal } : {}), place);
  return false;
}

/** A feed may repeat itself, where a stream is opened again above all; the reader sees each place once. */
function* fresh(notifications: readonly Notification[], place: Place): Generator<Notification, void, void> {
  for (const notification of notifications) {
    if (notification.offset <= place.offset) continue;
    place.offset = notification.offset;
    yield notification;
  }
}

/** @throws what does not pass by itself */
function passing(thrown: unknown): Error {
  if (thrown instanceof NetworkUnreachable || (thrown instanceof NetworkProblem && thrown.passes)) return thrown;
  throw thrown;
}

async function waited(options: WatchOptions, turn: number, trouble: Error | undefined): Promise<boolean> {
  const { waitMinMs = WAIT_MIN_MS, waitMaxMs = WAIT_MAX_MS, signal } = options;
  const askedMs = trouble instanceof NetworkProblem ? (trouble.retryAfterSeconds ?? 0) * 1000 : 0;
  try {
    await pause(Math.max(backOffMs(turn, waitMinMs, waitMaxMs), Math.min(askedMs, RETRY_AFTER_MAX_MS)), signal);
    return true;
  } catch {
    return false; // stopped while waiting
  }
}
