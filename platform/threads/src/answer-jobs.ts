import { parentPort, type Transferable } from 'node:worker_threads';
import { type FailureFacts, failureFacts } from './relayed-failure.ts';

/** What a job gives, and which of its buffers are handed over rather than copied. */
export interface JobAnswer<Result> {
  readonly result: Result;
  readonly transfer?: readonly Transferable[];
}

/** What a thread says when a job is done. */
export type Outcome = { readonly result: unknown } | { readonly failure: FailureFacts } | { readonly bug: unknown };

/** The other end of a thread pool, in the thread: does one job after the other. */
export function answerJobs<Job, Result>(work: (job: Job) => JobAnswer<Result>): void {
  parentPort?.on('message', (job: Job) => {
    const { outcome, transfer } = outcomeOf(job, work);
    parentPort?.postMessage(outcome, transfer);
  });
}

function outcomeOf<Job>(job: Job, work: (job: Job) => JobAnswer<unknown>) {
  try {
    const { result, transfer = [] } = work(job);
    return { outcome: { result } satisfies Outcome, transfer: [...transfer] };
  } catch (error) {
    const failure = failureFacts(error);
    return { outcome: (failure ? { failure } : { bug: error }) satisfies Outcome, transfer: [] };
  }
}
