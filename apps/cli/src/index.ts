/** The `samband` command as a function, so that tests and other programs can run it without a process. */
export { ExitCode } from './exit-code.ts';
export type { Io, Output } from './io.ts';
export { runSamband } from './run-samband.ts';
