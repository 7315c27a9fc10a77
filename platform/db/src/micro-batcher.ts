import { DomainError } from '@samband/errors';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { isStatementRefused } from './driver-failure.ts';

export interface MicroBatcherOptions<Item, Result> {
  /**
   * Writes the items in one atomic step (one statement or one transaction) and gives one result per item, in order.
   */
  readonly flush: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** Flushes under way at the same time: one database connection each. */
  readonly lanes?: number;
  /** Items in one flush at most. */
  readonly sizeMax?: number;
  /** Bytes in one flush at most; a larger item goes alone. */
  readonly bytesMax?: number;
  readonly bytesOf?: (item: Item) => number;
  /** Items that may wait; more are refused. */
  readonly queueMax?: number;
  /** Bytes that may wait; more are refused, though never a single item in an empty queue. */
  readonly queueBytesMax?: number;
  /**
   * True only where flushing the same items twice does no harm: a flush whose outcome is unknown is then run once
   * more. Otherwise its items are answered with `unavailable`, and the caller decides.
   */
  readonly isIdempotent?: boolean;
}

const LANES = 2;
const SIZE_MAX = 64;
const BYTES_MAX = 1024 * 1024;
const QUEUE_MAX = 4096;
const QUEUE_BYTES_MAX = 256 * 1024 * 1024;

/** More waits to be written than the limit allows. */
export class WriteQueueFull extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'write-queue-full';

  constructor(waiting: number) {
    super('Too much waits to be stored; try again shortly', { waiting }, { retryAfterSeconds: 1 });
  }
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly bytes: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers items from concurrent callers into few flushes. No timer: whenever a lane is free, what waits goes, so a lone
 * item is not delayed, and batches grow by themselves under load.
 *
 * When the server refuses a batch, its items are flushed one by one, so that one bad item fails alone. That is done
 * only on the server's own word that nothing was stored. A lost connection or an unanswered statement may have been
 * committed: it is never silently run again (see `isIdempotent`); every item is answered with the `unavailable` failure.
 */
export function createMicroBatcher<Item, Result>(
  options: MicroBatcherOptions<Item, Result>,
): (item: Item) => Promise<Result> {
  const { lanes = LANES, sizeMax = SIZE_MAX, bytesMax = BYTES_MAX, bytesOf = () => 0 } = options;
  const { queueMax = QUEUE_MAX, queueBytesMax = QUEUE_BYTES_MAX } = options;
  const queue: Waiting<Item, Result>[] = [];
  let queuedBytes = 0;
  let lanesBusy = 0;
  let isStartPlanned = false;

  function startFreeLanes(): void {
    isStartPlanned = false;
    while (lanesBusy < lanes && queue.length > 0) {
      lanesBusy += 1;
      void settle(takeBatch(), options).finally(() => {
        lanesBusy -= 1;
        startFreeLanes();
      });
    }
  }

  function takeBatch(): Waiting<Item, Result>[] {
    let size = 0;
    let bytes = 0;
    for (const waiting of queue) {
      if (size >= sizeMax || (size > 0 && bytes + waiting.bytes > bytesMax)) break;
      size += 1;
      bytes += waiting.bytes;
    }
    queuedBytes -= bytes;
    return queue.splice(0, size);
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      const bytes = bytesOf(item);
      const isOverBytes = queue.length > 0 && queuedBytes + bytes > queueBytesMax;
      if (queue.length >= queueMax || isOverBytes) return reject(new WriteQueueFull(queue.length));
      queue.push({ item, bytes, resolve, reject });
      queuedBytes += bytes;
      if (isStartPlanned) return;
      // Callers of the same turn of the event loop share a batch.
      isStartPlanned = true;
      setImmediate(startFreeLanes);
    });
}

/** Answers every item of the batch; never throws. */
async function settle<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  options: MicroBatcherOptions<Item, Result>,
): Promise<void> {
  try {
    const results = await flushSafely(batch, options);
    for (const [position, waiting] of batch.entries()) waiting.resolve(results[position] as Result);
  } catch (error) {
    if (batch.length > 1 && isStatementRefused(error)) await settleOneByOne(batch, options);
    else for (const waiting of batch) waiting.reject(error);
  }
}

async function settleOneByOne<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  options: MicroBatcherOptions<Item, Result>,
): Promise<void> {
  let outage: DatabaseUnavailable | undefined;
  for (const waiting of batch) {
    // Once the database is away, the rest would only wait for it in turn. Nothing of them was sent.
    if (outage) waiting.reject(outage.asNotDone());
    else outage = await settleAlone(waiting, options);
  }
}

async function settleAlone<Item, Result>(
  waiting: Waiting<Item, Result>,
  options: MicroBatcherOptions<Item, Result>,
): Promise<DatabaseUnavailable | undefined> {
  try {
    const [result] = await flushSafely([waiting], options);
    waiting.resolve(result as Result);
    return undefined;
  } catch (error) {
    waiting.reject(error);
    return error instanceof DatabaseUnavailable ? error : undefined;
  }
}

async function flushSafely<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  { flush, isIdempotent = false }: MicroBatcherOptions<Item, Result>,
): Promise<readonly Result[]> {
  const items = batch.map(({ item }) => item);
  let results: readonly Result[];
  try {
    results = await flush(items);
  } catch (error) {
    const isUnknown = error instanceof DatabaseUnavailable && error.outcome === 'unknown';
    if (!isUnknown || !isIdempotent) throw error;
    results = await flush(items);
  }
  // A bug in the flush: which result is whose cannot be known any more.
  if (results.length !== items.length)
    throw new Error(`flush gave ${results.length} results for ${items.length} items`);
  return results;
}
