import { DomainError } from '@samband/errors';

/** So much heavy work waits that the next would wait too long. */
export class ThreadPoolFull extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'heavy-work-full';

  constructor(waitingMax: number) {
    super('Too much heavy work waits; try again', { waitingMax }, { retryAfterSeconds: 5 });
  }
}

/** One piece of work took longer than any should; it was given up, alone. */
export class WorkTimedOut extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'heavy-work-timed-out';

  constructor(timeoutMs: number) {
    super(`The work was not done within ${timeoutMs / 1_000} seconds`, { timeoutMs }, { retryAfterSeconds: 10 });
  }
}

/** The thread broke under the work, as by running out of memory. The next work gets a new one. */
export class WorkBroken extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'heavy-work-broken';

  constructor(cause: unknown) {
    super('The work could not be done and was given up', {}, { cause, retryAfterSeconds: 10 });
  }
}

/** The process is ending. */
export class ThreadPoolClosed extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'heavy-work-stopped';

  constructor() {
    super('No heavy work is taken any more; try again', {}, { retryAfterSeconds: 1 });
  }
}
