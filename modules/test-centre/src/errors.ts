import { DomainError } from '@samband/errors';

/** So many documents wait to be checked that the next would wait too long. */
export class TooManyChecks extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'too-many-checks';

  constructor(checksMax: number) {
    super(`${checksMax} documents are being checked already`, { checksMax }, { retryAfterSeconds: 2 });
  }
}

/** One document took longer than any document should. */
export class CheckTimedOut extends DomainError {
  readonly kind = 'too-large';
  readonly code = 'check-timed-out';

  constructor(timeoutMs: number) {
    super(`The document was not checked within ${timeoutMs / 1000} seconds`, { timeoutMs });
  }
}
