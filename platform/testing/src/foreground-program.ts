import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const STOP_WITHIN_MS = 5_000;

/** Starts a program that stays in the foreground, in a process group of its own. */
export function startProgram(program: string, options: readonly string[]): ChildProcess {
  return spawn(program, options, { stdio: 'ignore', detached: true });
}

/** Ends the program and those it started: asked first, and then not. */
export async function stopProgram(started: ChildProcess): Promise<void> {
  const ended = started.exitCode === null && started.signalCode === null ? once(started, 'exit') : Promise.resolve();
  signal(started, 'SIGTERM');
  await Promise.race([ended, delay(STOP_WITHIN_MS, undefined, { ref: false })]);
  signal(started, 'SIGKILL');
  await ended;
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch {
    // Nobody of the group is left.
  }
}
