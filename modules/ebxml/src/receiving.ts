import type { Database } from '@samband/db';
import type { Logger } from '@samband/log';
import { readContent } from './content.ts';
import type { Incoming, Taken } from './received-store.ts';
import { createStoreReceived, postponeReceived, takeDueReceived } from './received-store.ts';

/** Does what is to be done with one thing that came in, and writes down what became of it. */
export type Work = (taken: Taken, bytes: Buffer) => Promise<void>;

export interface Receiving {
  /**
   * Puts it on disk, and works on it after that: resolves with its id as soon as it cannot be lost any more. `done`
   * resolves when it is worked on; it does not reject, since what failed is taken again. Errors: DatabaseUnavailable,
   * WriteQueueFull.
   */
  take(incoming: Incoming): Promise<{ readonly id: string; readonly done: Promise<void> }>;
  /** Takes up what a stop has left, and what failed. Resolves with how many there were. Errors: DatabaseUnavailable. */
  takeUp(): Promise<number>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/** A message of 50 MB is worked on within seconds; whoever takes longer has stopped. */
const leaseMs = 5 * 60_000;
/** At once in one process: the next ones wait on disk. */
const underWayMax = 32;
const bytesMax = 256 * 1024 * 1024;
const [pauseFirstMs, pauseMaxMs] = [5_000, 3_600_000];

/** First on disk, then worked on: a crash between the two loses nothing, and one after it does nothing twice. */
export function createReceiving(database: Database, work: Work, now: () => Date, log?: Logger): Receiving {
  const storeReceived = createStoreReceived(database);
  const underWay = new Set<Promise<void>>();
  let bytesUnderWay = 0;

  const leaseEnd = () => new Date(now().getTime() + leaseMs);
  const isFull = () => underWay.size >= underWayMax || bytesUnderWay >= bytesMax;

  function begin(taken: Taken, bytes: Buffer): Promise<void> {
    bytesUnderWay += bytes.byteLength;
    const done = workSafely(taken, bytes).finally(() => {
      bytesUnderWay -= bytes.byteLength;
      underWay.delete(done);
    });
    underWay.add(done);
    return done;
  }

  /** What could not be ended is tried again: sooner first, then more seldom. The register may be away, or the database. */
  async function workSafely(taken: Taken, bytes: Buffer): Promise<void> {
    try {
      await work(taken, bytes);
    } catch (error) {
      log?.warn(
        { err: error, receivedId: taken.id, attempts: taken.attempts },
        'ebXML message waits: it could not be worked on',
      );
      const pauseMs = Math.min(pauseMaxMs, pauseFirstMs * 2 ** Math.min(20, taken.attempts - 1));
      // Where even this fails the lease ends by itself.
      await postponeReceived(database, taken, new Date(now().getTime() + pauseMs)).catch(() => undefined);
    }
  }

  return {
    async take(incoming) {
      const bytes = Buffer.from(incoming.bytes.buffer, incoming.bytes.byteOffset, incoming.bytes.byteLength);
      // One that finds no place is free for whoever has one, this process too, at the next look.
      const isWaiting = isFull() && incoming.wire !== 'http-sync' && incoming.wire !== 'http-answer';
      const taken = await storeReceived(incoming, now(), isWaiting ? now() : leaseEnd());
      return { id: taken.id, done: isWaiting ? Promise.resolve() : begin(taken, bytes) };
    },

    async takeUp() {
      const free = isFull() ? 0 : underWayMax - underWay.size;
      if (free === 0) return 0;
      const due = await takeDueReceived(database, now(), leaseEnd(), free);
      for (const taken of due) {
        const bytes = await readContent(database, taken.id);
        if (bytes) void begin(taken, bytes);
      }
      return due.length;
    },

    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
