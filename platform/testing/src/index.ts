/** What tests share: a database for each test file, and reference fixtures that skip where they are absent. */
export { fixture } from './fixture.ts';
export { testDatabase } from './test-database.ts';
