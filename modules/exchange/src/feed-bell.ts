import type { Database, ListenEvent } from '@samband/db';

const channel = 'exchange_feed';

/** One who waits for news of some HER-ids. */
export interface Listener {
  /** Resolves when there may be something new since the last call, or when `signal` ends it. */
  readonly news: (signal: AbortSignal) => Promise<void>;
  readonly leave: () => void;
}

export interface FeedBell {
  /** Listens for these HER-ids from now on. Rejects when the database cannot be reached the first time. */
  readonly join: (herIds: readonly number[]) => Promise<Listener>;
}

/**
 * Tells those who follow the feed that something came: one connection that listens (NOTIFY, once a batch), for all of them
 * together. When that connection is lost and made again, everybody looks once, for what was rung in between.
 */
export function createFeedBell(database: Pick<Database, 'listen'>): FeedBell {
  const byHerId = new Map<number, Set<() => void>>();
  let listening: Promise<unknown> | undefined;

  function hear(event: ListenEvent): void {
    const named = event.kind === 'notified' && event.payload !== '' ? event.payload.split(',').map(Number) : undefined;
    for (const herId of named ?? byHerId.keys()) for (const wake of byHerId.get(herId) ?? []) wake();
  }

  async function listen(): Promise<void> {
    listening ??= database.listen(channel, hear);
    try {
      await listening;
    } catch (error) {
      listening = undefined;
      throw error;
    }
  }

  return {
    async join(herIds) {
      await listen();
      const waiting = createWaiting();
      for (const herId of herIds) joinOne(byHerId, herId, waiting.wake);
      return {
        news: waiting.news,
        leave: () => {
          for (const herId of herIds) leaveOne(byHerId, herId, waiting.wake);
        },
      };
    },
  };
}

/** Remembers one ring that came while nobody waited, so that none is missed between reading and waiting. */
function createWaiting() {
  let hasRung = false;
  let resume: () => void = () => undefined;
  return {
    wake() {
      hasRung = true;
      resume();
    },
    async news(signal: AbortSignal): Promise<void> {
      if (!hasRung && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        resume = resolve;
        signal.addEventListener('abort', resume);
        await promise;
        signal.removeEventListener('abort', resume);
      }
      hasRung = false;
    },
  };
}

function joinOne(byHerId: Map<number, Set<() => void>>, herId: number, wake: () => void): void {
  const wakes = byHerId.get(herId) ?? new Set();
  byHerId.set(herId, wakes.add(wake));
}

function leaveOne(byHerId: Map<number, Set<() => void>>, herId: number, wake: () => void): void {
  const wakes = byHerId.get(herId);
  wakes?.delete(wake);
  if (wakes?.size === 0) byHerId.delete(herId);
}
