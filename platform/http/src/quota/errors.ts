import { DomainError } from '@samband/errors';

/** The organisation has made more requests than its share allows (RFC 6585 §4). */
export class RateQuotaUsed extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'rate-quota-used';

  /** How often it has been refused since it was last let through. */
  readonly refusedInARow: number;

  constructor(requestsPerS: number, retryAfterSeconds: number, refusedInARow: number) {
    super(`your organisation may make ${requestsPerS} requests a second`, { requestsPerS }, { retryAfterSeconds });
    this.refusedInARow = refusedInARow;
  }
}

/** So many requests of the organisation wait for its earlier ones that this one would wait too long. */
export class TooManyAtOnce extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'too-many-at-once';

  constructor(runningMax: number, waitingMax: number) {
    const facts = { runningMax, waitingMax };
    super(`${runningMax} requests of your organisation run and ${waitingMax} wait already`, facts, {
      retryAfterSeconds: 1,
    });
  }
}
