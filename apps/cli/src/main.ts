import pc from 'picocolors';
import { runSamband } from './run-samband.ts';

const stop = new AbortController();
// The first Ctrl-C ends the work in order; the second one ends the process.
process.once('SIGINT', () => stop.abort(new Error('stopped')));
// A reader that goes away (`samband trace … | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await runSamband(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  signal: stop.signal,
  allowColours: pc.isColorSupported,
});
