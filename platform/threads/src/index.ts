/**
 * Heavy work in threads of its own, so that the one that answers everybody is never held up.
 */
export { answerJobs, type JobAnswer } from './answer-jobs.ts';
export { ThreadPoolClosed, ThreadPoolFull, WorkBroken, WorkTimedOut } from './errors.ts';
export { RelayedFailure } from './relayed-failure.ts';
export { createThreadPool, type ThreadPool, type ThreadPoolOptions } from './thread-pool.ts';
