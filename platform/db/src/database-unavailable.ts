import { DomainError } from '@samband/errors';

/**
 * Whether the statement may have taken effect all the same.
 * `not-done`: certainly not; the same call may be made again. `unknown`: the connection was lost after the statement
 * was sent, so that it may have been committed; only a call that is idempotent may be made again.
 */
export type Outcome = 'not-done' | 'unknown';

/** Why the database could not serve. Closed, and safe to show: no host, no user, no statement. */
export type UnavailableReason = 'connection' | 'busy' | 'timeout' | 'contention' | 'read-only' | 'resources';

const MESSAGES: Record<UnavailableReason, string> = {
  connection: 'The database cannot be reached, or the connection to it was lost',
  busy: 'All database connections are in use',
  timeout: 'The database did not answer within the time limit',
  contention: 'Concurrent changes to the same data prevented this one',
  'read-only': 'The database is read-only at the moment, as during a switch between servers',
  resources: 'The database lacks disk space, memory or connections',
};

/** The database could not serve just now. The driver's own error is the `cause`: for the log, not for the caller. */
export class DatabaseUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'database-unavailable';
  readonly reason: UnavailableReason;
  readonly outcome: Outcome;

  constructor(reason: UnavailableReason, outcome: Outcome, cause?: unknown) {
    super(MESSAGES[reason], { reason, outcome }, { cause, retryAfterSeconds: reason === 'contention' ? 1 : 2 });
    this.reason = reason;
    this.outcome = outcome;
  }

  /** The same failure, where it is known from elsewhere that nothing was committed (no COMMIT had been sent). */
  asNotDone(): DatabaseUnavailable {
    return this.outcome === 'not-done' ? this : new DatabaseUnavailable(this.reason, 'not-done', this.cause);
  }
}
