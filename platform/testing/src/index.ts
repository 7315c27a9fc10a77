/** What tests share: a database for each test file, servers to run it on, and reference fixtures that skip where absent. */
export { startDebianPostgres } from './debian-postgres.ts';
export { fixture } from './fixture.ts';
export { testDatabase } from './test-database.ts';
