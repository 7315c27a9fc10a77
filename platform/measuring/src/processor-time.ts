import { readdir, readFile } from 'node:fs/promises';

// USER_HZ is 100 on every Linux that Node runs on (man 5 proc).
const millisecondsPerTick = 10;

/** Processor time that a process has used by itself, all its threads together, in milliseconds; undefined without /proc. */
export async function processorTimeMs(pid: number): Promise<number | undefined> {
  const own = await ticksOf(pid);
  return own && own.ticks * millisecondsPerTick;
}

/**
 * The same with its children, those that have ended included: for PostgreSQL, the postmaster and its backends.
 */
export async function familyProcessorTimeMs(pid: number): Promise<number | undefined> {
  const own = await ticksOf(pid);
  if (!own) return undefined;
  let ticks = own.ticks + own.ticksOfEnded;
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const process = await ticksOf(Number(entry));
    if (process?.parent === pid) ticks += process.ticks;
  }
  return ticks * millisecondsPerTick;
}

async function ticksOf(pid: number): Promise<{ parent: number; ticks: number; ticksOfEnded: number } | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The name stands in parentheses and may hold anything; what follows it is numbers (man 5 proc).
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent = 0, user = 0, system = 0, userEnded = 0, systemEnded = 0] = [1, 11, 12, 13, 14].map((n) => fields[n]);
  return { parent, ticks: user + system, ticksOfEnded: userEnded + systemEnded };
}
