import { DomainError } from '@samband/errors';

/** Why the embedded PostgreSQL cannot run. Closed, so that a caller and a test can tell them apart. */
export type RefusalReason =
  | 'platform' // no embedded PostgreSQL for this system
  | 'account' // no account to run it as
  | 'closed-folder'
  | 'in-use' // another process runs it on the same data
  | 'other-version' // the data was made by another major version
  | 'disk-full'
  | 'missing-library'
  | 'start-failed';

/** The embedded PostgreSQL cannot run here; the message is one sentence on what is wrong and one on what to do. */
export class EmbeddedPostgresRefused extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'embedded-postgres-refused';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, options: ErrorOptions = {}) {
    super(message, { reason }, options);
    this.reason = reason;
  }
}
