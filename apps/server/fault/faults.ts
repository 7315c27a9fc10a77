import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { killRuns } from './kill.ts';
import { type Outage, outageRun } from './outage.ts';
import { clockMoved, databaseAway, diskFull, peersHang } from './outages.ts';
import type { TrialOptions } from './trial-network.ts';
import type { Verdict } from './verdict.ts';

/** The last line of a run. */
export interface FaultReport {
  readonly runs: number;
  readonly accepted: number;
  readonly lost: number;
  readonly doubled: number;
  readonly statusWithoutProof: number;
  readonly worstRecoveryMs: number;
}

export interface FaultSettings {
  readonly runs: number;
  readonly seconds: number;
  readonly seed: number;
}

export interface Fault {
  readonly says: string;
  run(settings: FaultSettings, say: (line: string) => void): Promise<FaultReport>;
}

const run = promisify(execFile);
const hour = 3_600_000;
const diskMebibytes = 320;

export const faults: Readonly<Record<string, Fault>> = {
  kill: { says: 'kill -9 of the server, of PostgreSQL and of both, in turn, at random moments', run: kill },
  'database-away': {
    says: 'PostgreSQL stands still for a while',
    run: ({ seconds }, say) => lasting(databaseAway(), seconds, say),
  },
  'disk-full': { says: 'the disk of the data is full for a while (root, Linux)', run: withSmallDisk },
  clock: { says: 'the server’s clock is two hours ahead for a while, and then right again', run: withMovedClock },
  'peers-hang': {
    says: '200 peers connect and hang, in the middle of a request or without reading',
    run: ({ seconds }, say) => lasting(peersHang(200), seconds, say),
  },
};

async function kill({ runs, seed }: FaultSettings, say: (line: string) => void): Promise<FaultReport> {
  say(`${runs} kills, seed ${seed}`);
  const result = await killRuns({
    runs,
    seed,
    onRun: ({ run: number, target, recoveryMs }) =>
      say(`${String(number + 1).padStart(4)}  ${target.padEnd(8)}  accepting again after ${Math.round(recoveryMs)} ms`),
  });
  for (const target of ['server', 'database', 'both']) {
    const times = result.runs.filter((one) => one.target === target).map(({ recoveryMs }) => recoveryMs);
    const sorted = times.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    say(
      `${target}: ${times.length} kills, accepting again after ${Math.round(median)} ms (median), ${Math.round(Math.max(0, ...times))} ms (worst)`,
    );
  }
  sayWhatElse(result, say);
  const { accepted, lost, doubled, statusWithoutProof } = result;
  const worstRecoveryMs = Math.round(Math.max(0, ...result.runs.map(({ recoveryMs }) => recoveryMs)));
  return { runs, accepted, lost, doubled, statusWithoutProof, worstRecoveryMs };
}

async function lasting(
  outage: Outage,
  seconds: number,
  say: (line: string) => void,
  options: TrialOptions = {},
): Promise<FaultReport> {
  say(`for ${seconds} seconds`);
  const result = await outageRun(outage, seconds * 1_000, options);
  say(
    `${result.acceptedMeanwhile} letters were accepted meanwhile; accepting again ${Math.round(result.recoveryMs)} ms after its end`,
  );
  sayWhatElse(result, say);
  const { accepted, lost, doubled, statusWithoutProof, recoveryMs } = result;
  return { runs: 1, accepted, lost, doubled, statusWithoutProof, worstRecoveryMs: Math.round(recoveryMs) };
}

function sayWhatElse({ blamed, incomplete }: Verdict, say: (line: string) => void): void {
  if (blamed > 0) say(`${blamed} answers put the fault on a sender who had none`);
  if (incomplete > 0)
    say(`${incomplete} messages are there in part: without their key, delivery, events or feed entry`);
}

async function withSmallDisk({ seconds }: FaultSettings, say: (line: string) => void): Promise<FaultReport> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${diskMebibytes}m,mode=0711`, 'samband-fault', folder]);
  try {
    return await lasting(diskFull(folder), seconds, say, { folder: join(folder, 'data') });
  } finally {
    await run('umount', ['-l', folder]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function withMovedClock({ seconds }: FaultSettings, say: (line: string) => void): Promise<FaultReport> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-clock-'));
  const offsetFile = join(folder, 'offset');
  await writeFile(offsetFile, '0');
  const clock = pathToFileURL(join(import.meta.dirname, 'shifted-clock.ts'));
  clock.searchParams.set('file', offsetFile);
  const environment = { NODE_OPTIONS: `--import=${clock.href}` };
  try {
    return await lasting(clockMoved(offsetFile, 2 * hour), seconds, say, { environment });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
