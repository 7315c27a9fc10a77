import { DomainError } from '@samband/errors';

/** The migrations on disk and those the database has had do not fit together; nothing was changed. */
export class MigrationRefused extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'migration-refused';

  /** `fault` continues the sentence "migration <file> of <module> …"; `remedy` says what to do. */
  constructor(module: string, file: string, fault: string, remedy: string) {
    super(`Migration ${file} of ${module} ${fault}. ${remedy}`, { module, file });
  }
}

/** A migration's SQL failed; its transaction was rolled back, and what came before it stays. */
export class MigrationFailed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'migration-failed';

  constructor(module: string, file: string, line: number | undefined, cause: Error) {
    const place = line === undefined ? '' : ` at line ${line}`;
    super(
      `Migration ${file} of ${module} failed${place}: ${cause.message}. It was rolled back; correct the file and start again.`,
      { module, file, line },
      { cause },
    );
  }
}

/** Another process has held the migration lock for longer than the limit. */
export class MigrationBusy extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'migration-busy';

  constructor(waitedSeconds: number, cause: unknown) {
    super(
      `Another process has been migrating this database for more than ${waitedSeconds} s. See what it waits for in pg_stat_activity, then start again.`,
      { waitedSeconds },
      { cause, retryAfterSeconds: waitedSeconds },
    );
  }
}
