import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Account } from './account.ts';

export interface Watchdog {
  readonly pid: number | undefined;
  /** Ends it without it doing anything: the server has been stopped. */
  dismiss(): void;
}

/**
 * Waits for a line, or for the end of its input, which comes when the parent dies in whatever way: the kernel closes
 * the pipe. Then it stops the server (fast, after half a minute immediate), if that is still the process that
 * postmaster.pid names: an id alone may have been given to another.
 */
const SCRIPT = `
IFS= read -r line && exit 0
PATH=/usr/bin:/bin
is_running() { IFS= read -r owner < "$2" && [ "$owner" = "$1" ] && kill -0 "$1"; } 2>/dev/null
is_running "$1" "$2" && kill -INT "$1"
seconds=0
while [ $seconds -lt 30 ] && is_running "$1" "$2"; do sleep 1; seconds=$((seconds + 1)); done
is_running "$1" "$2" && kill -QUIT "$1"
exit 0
`;

/** A few kB of shell that outlives us by a moment and stops the server. It runs as the server's account, in its own session. */
export function startWatchdog(postmasterPid: number, pgdata: string, account: Account): Watchdog {
  const args = ['-c', SCRIPT, 'samband-postgres-watchdog', String(postmasterPid), join(pgdata, 'postmaster.pid')];
  const child = spawn('/bin/sh', args, { ...account, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  // Where there is no shell, setpriv alone must do.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return { pid: child.pid, dismiss: () => child.stdin.end('done\n') };
}
