import { Worker } from 'node:worker_threads';
import { ServerStopping } from '@samband/http';
import type { Check } from './check-document.ts';
import { CheckTimedOut, TooManyChecks } from './errors.ts';

export interface CheckerOptions {
  /** Checks that run or wait; one more is refused. */
  readonly checksMax?: number;
  /** Time for one check, its wait not counted. */
  readonly timeoutMs?: number;
}

export interface Checker {
  /** Throws TooManyChecks, or CheckTimedOut. */
  check(bytes: Uint8Array): Promise<Check>;
  close(): Promise<void>;
}

interface Job {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly settle: (check: Check) => void;
  readonly fail: (error: Error) => void;
}

const DEFAULTS = { checksMax: 8, timeoutMs: 20_000 };

/** The compiled schemas of all models take about 100 MB, a document of 5 MB as much again. */
const HEAP_MAX_MB = 512;

/**
 * Checks documents one after the other in a thread of its own, started with the first. A document that takes too long
 * or brings the thread down fails alone: the next one gets a new thread.
 */
export function createChecker(options: CheckerOptions = {}): Checker {
  const { checksMax, timeoutMs } = { ...DEFAULTS, ...options };
  const jobs: Job[] = []; // the first one runs
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function startWorker(): Worker {
    const started = new Worker(new URL('./check-worker.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MAX_MB },
    });
    started.on('message', (check: Check) => {
      if (worker === started) finish((job) => job.settle(check));
    });
    started.on('error', (error: Error) => {
      if (worker === started) dropWorker((job) => job.fail(error));
    });
    return started;
  }

  function dropWorker(tell: (job: Job) => void): void {
    void worker?.terminate();
    worker = undefined;
    finish(tell);
  }

  function finish(tell: (job: Job) => void): void {
    clearTimeout(timer);
    worker?.unref(); // an idle checker keeps no process alive
    const job = jobs.shift();
    if (job) tell(job);
    runFirst();
  }

  function runFirst(): void {
    const [job] = jobs;
    if (job === undefined) return;
    worker ??= startWorker();
    worker.ref();
    timer = setTimeout(() => dropWorker(({ fail }) => fail(new CheckTimedOut(timeoutMs))), timeoutMs);
    worker.postMessage(job.bytes, [job.bytes.buffer]);
  }

  return {
    check(bytes) {
      if (isClosed) return Promise.reject(new ServerStopping());
      if (jobs.length >= checksMax) return Promise.reject(new TooManyChecks(checksMax));
      return new Promise((settle, fail) => {
        jobs.push({ bytes: new Uint8Array(bytes), settle, fail }); // a copy: it is handed over, not shared
        if (jobs.length === 1) runFirst();
      });
    },

    async close() {
      isClosed = true;
      clearTimeout(timer);
      for (const { fail } of jobs.splice(0)) fail(new ServerStopping());
      const last = worker;
      worker = undefined;
      await last?.terminate();
    },
  };
}
