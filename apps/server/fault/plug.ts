import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const targets = ['server', 'database', 'both'] as const;
export type Target = (typeof targets)[number];

/** `kill -9`, in one breath: of the server, of PostgreSQL (the postmaster and every backend), or of both. */
export function pullThePlug(target: Target, serverPid: number, dataFolder: string): void {
  const server = target === 'database' ? [] : [serverPid];
  killAll(target === 'server' ? server : [...server, ...databaseOf(dataFolder)]);
}

/** The process id of the database server that runs on a data folder. */
export function postmasterOf(dataFolder: string): number {
  return Number(readFileSync(join(dataFolder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
}

function databaseOf(dataFolder: string): number[] {
  const postmaster = postmasterOf(dataFolder);
  return [postmaster, ...childrenOf(postmaster)];
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined; // gone between the listing and the look
  }
}
