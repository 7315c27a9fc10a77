/** How every database made by tests begins, on whichever server. */
export const RUN_PREFIX = 'samband_test_';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, at a database from which others can be made. */
    databaseUrl: string;
    /** How the names of this run's databases begin. */
    databaseNamePrefix: string;
  }
}
