import { createThreadPool, ThreadPoolFull, WorkTimedOut } from '@samband/threads';
import type { Check } from './check-document.ts';
import { CheckTimedOut, TooManyChecks } from './errors.ts';

export interface CheckerOptions {
  /** Checks that run or wait; one more is refused. */
  readonly checksMax?: number;
  /** Time for one check, its wait not counted. */
  readonly timeoutMs?: number;
}

export interface Checker {
  /** Errors: TooManyChecks, CheckTimedOut, WorkBroken, ThreadPoolClosed. */
  check(bytes: Uint8Array): Promise<Check>;
  close(): Promise<void>;
}

const DEFAULTS = { checksMax: 8, timeoutMs: 20_000 };

/** The compiled schemas of all models take about 100 MB, a document of 5 MB as much again. */
const HEAP_MAX_MB = 512;

/** Checks documents one after the other in a thread of its own: the exchange, which lives in the main one, is not held up. */
export function createChecker(options: CheckerOptions = {}): Checker {
  const { checksMax, timeoutMs } = { ...DEFAULTS, ...options };
  const pool = createThreadPool<Uint8Array, Check>({
    program: new URL('./check-thread.ts', import.meta.url),
    waitingMax: checksMax - 1,
    timeoutMs,
    heapMaxMb: HEAP_MAX_MB,
  });
  return {
    async check(bytes) {
      const copy = new Uint8Array(bytes); // it is handed over, not shared
      try {
        return await pool.run(copy, [copy.buffer]);
      } catch (error) {
        if (error instanceof ThreadPoolFull) throw new TooManyChecks(checksMax);
        if (error instanceof WorkTimedOut) throw new CheckTimedOut(timeoutMs);
        throw error;
      }
    },
    close: () => pool.close(),
  };
}
