import { type Transferable, Worker } from 'node:worker_threads';
import type { Outcome } from './answer-jobs.ts';
import { ThreadPoolClosed, ThreadPoolFull, WorkBroken, WorkTimedOut } from './errors.ts';
import { RelayedFailure } from './relayed-failure.ts';

export interface ThreadPoolOptions {
  /** The program of a thread, which calls `answerJobs`. */
  readonly program: URL;
  readonly threads?: number;
  /** Jobs that may wait for a thread; one more is refused. */
  readonly waitingMax?: number;
  /** Time for one job, its wait not counted. */
  readonly timeoutMs?: number;
  /** A thread without work ends after this, and gives its memory back. */
  readonly idleMs?: number;
  /** JavaScript heap of one thread. */
  readonly heapMaxMb?: number;
}

export interface ThreadPool<Job, Result> {
  /**
   * Does a job in a thread; buffers in `transfer` are handed over and empty here from then on. Errors: what the job
   * throws (an expected failure as RelayedFailure), ThreadPoolFull, WorkTimedOut, WorkBroken, ThreadPoolClosed.
   */
  run(job: Job, transfer?: readonly Transferable[]): Promise<Result>;
  close(): Promise<void>;
}

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly transfer: readonly Transferable[];
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread<Job, Result> {
  readonly worker: Worker;
  at: Waiting<Job, Result> | undefined;
  /** Of the job, or of the wait for one. */
  timer: NodeJS.Timeout | undefined;
}

const DEFAULTS = { threads: 1, waitingMax: 16, timeoutMs: 30_000, idleMs: 60_000, heapMaxMb: 1_024 };

/**
 * Threads that are started when there is work for them, each doing one job at a time. A job that takes too long or brings
 * its thread down fails alone. Idle threads keep no process alive.
 */
export function createThreadPool<Job, Result>(options: ThreadPoolOptions): ThreadPool<Job, Result> {
  const { program, threads: threadsMax, waitingMax, timeoutMs, idleMs, heapMaxMb } = { ...DEFAULTS, ...options };
  const threads = new Set<Thread<Job, Result>>();
  const queue: Waiting<Job, Result>[] = [];
  let isClosed = false;

  function start(): Thread<Job, Result> {
    const worker = new Worker(program, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: heapMaxMb } });
    const thread: Thread<Job, Result> = { worker, at: undefined, timer: undefined };
    threads.add(thread);
    worker.on('message', (outcome: Outcome) => finish(thread, (waiting) => settle(waiting, outcome)));
    worker.on('error', (error) => drop(thread, new WorkBroken(error)));
    worker.on('exit', (code) => drop(thread, new WorkBroken(new Error(`the thread ended with ${code}`))));
    return thread;
  }

  function finish(thread: Thread<Job, Result>, tell: (waiting: Waiting<Job, Result>) => void): void {
    const { at } = thread;
    thread.at = undefined;
    clearTimeout(thread.timer);
    if (at) tell(at);
    thread.worker.unref();
    thread.timer = setTimeout(() => drop(thread), idleMs).unref();
    runNext();
  }

  /** Ends a thread; whatever it had in hand fails. */
  function drop(thread: Thread<Job, Result>, error?: Error): void {
    if (!threads.delete(thread)) return;
    clearTimeout(thread.timer);
    void thread.worker.terminate();
    if (error) thread.at?.reject(error);
    runNext();
  }

  function runNext(): void {
    if (queue.length === 0) return;
    const free = [...threads].find(({ at }) => at === undefined);
    const thread = free ?? (threads.size < threadsMax ? start() : undefined);
    const next = thread && queue.shift();
    if (!next) return;
    clearTimeout(thread.timer);
    thread.at = next;
    thread.worker.ref();
    thread.timer = setTimeout(() => drop(thread, new WorkTimedOut(timeoutMs)), timeoutMs);
    thread.worker.postMessage(next.job, next.transfer);
  }

  return {
    run(job, transfer = []) {
      if (isClosed) return Promise.reject(new ThreadPoolClosed());
      return new Promise((resolve, reject) => {
        queue.push({ job, transfer, resolve, reject });
        runNext();
        // What found a free thread has left the queue: only who would have to wait is refused.
        if (queue.length > waitingMax) queue.pop()?.reject(new ThreadPoolFull(waitingMax));
      });
    },

    async close() {
      isClosed = true;
      for (const { reject } of queue.splice(0)) reject(new ThreadPoolClosed());
      const ended = [...threads].map(({ worker }) => worker.terminate());
      for (const thread of threads) drop(thread, new ThreadPoolClosed());
      await Promise.all(ended);
    },
  };
}

function settle<Result>({ resolve, reject }: Waiting<unknown, Result>, outcome: Outcome): void {
  if ('result' in outcome) resolve(outcome.result as Result);
  else if ('failure' in outcome) reject(new RelayedFailure(outcome.failure));
  else reject(outcome.bug);
}
