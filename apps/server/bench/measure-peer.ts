import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, familyProcessorTimeMs } from '@samband/measuring';
import { createTally, type Tally } from './load.ts';
import type { Peer } from './peer.ts';

const durationMs = 6_000;
const warmUpMs = 2_000;
const lanes = 64;
const steadyPerSecond = 500;

/** What a peer takes in of the same documents: as fast as it answers so many lanes, and at a steady rate. */
export async function measurePeer(peer: Peer, document: () => Buffer): Promise<Figure[]> {
  await asFastAsAnswered(peer, document, warmUpMs);
  const before = (await familyProcessorTimeMs(peer.pid)) ?? 0;
  const fast = (await asFastAsAnswered(peer, document, durationMs)).result();
  const cpuMs = ((await familyProcessorTimeMs(peer.pid)) ?? 0) - before;
  const steady = (await steadily(peer, document)).result();
  return [
    { name: `${peer.name}_accepts_per_s`, value: fast.count / fast.seconds, unit: '/s', note: `${lanes} at a time` },
    { name: `${peer.name}_accept_cpu_ms`, value: cpuMs / fast.count, unit: 'ms' },
    { name: `${peer.name}_accept_p99_ms_at_${steadyPerSecond}_per_s`, value: steady.p99Ms, unit: 'ms' },
  ];
}

async function asFastAsAnswered(peer: Peer, document: () => Buffer, forMs: number): Promise<Tally> {
  const tally = createTally();
  const until = performance.now() + forMs;
  const lane = async () => {
    while (performance.now() < until) await timed(peer, document(), tally, performance.now());
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return tally;
}

/** Timed from when each was due, as our own are. */
async function steadily(peer: Peer, document: () => Buffer): Promise<Tally> {
  const tally = createTally();
  const started = performance.now();
  const total = (steadyPerSecond * durationMs) / 1_000;
  const underWay: Promise<void>[] = [];
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - started) * steadyPerSecond) / 1_000) + 1);
    for (; sent < due; sent++)
      underWay.push(timed(peer, document(), tally, started + (sent * 1_000) / steadyPerSecond));
    await sleep(1);
  }
  await Promise.all(underWay);
  return tally;
}

async function timed(peer: Peer, document: Buffer, tally: Tally, sinceMs: number): Promise<void> {
  await peer.take(document);
  tally.done(sinceMs);
}
