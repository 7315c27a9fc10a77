/**
 * What tests share: a database for each test file, servers to run it on, a browser, and reference fixtures that skip where
 * absent.
 */
export { type OpenedBrowser, openBrowser } from './browser.ts';
export { certificateForTests } from './certificate-for-tests.ts';
export { needDebianPackage } from './debian-package.ts';
export { startDebianPostgres } from './debian-postgres.ts';
export { type Dovecot, startDovecot } from './dovecot.ts';
export { fixture } from './fixture.ts';
export { freePort } from './loopback.ts';
export { type Postfix, type PostfixOptions, startPostfix } from './postfix.ts';
export { testDatabase } from './test-database.ts';
