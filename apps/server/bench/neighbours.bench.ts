import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure } from '@samband/measuring';
import { largeLetter } from './large-letter.ts';
import type { LoadResult } from './load.ts';
import { type LoadParty, openLoadClient } from './load-client.ts';
import { type LoadNetwork, startLoadNetwork } from './load-network.ts';
import { runLoad } from './run-load.ts';

const durationMs = 10_000;
const politePerSecond = 20;
/** What an organisation may send in the measurement; the neighbour sends all that its lanes carry. */
const share = { SAMBAND_HTTP_ORGANIZATION_REQUESTS_PER_S: '25', SAMBAND_HTTP_ORGANIZATION_BURST: '50' };

/**
 * What one organisation notices of another: of one that sends a hundred times its share, and of one that sends documents
 * of 35 MB. Server, PostgreSQL and each load are processes apart on one machine, and share its processors.
 */
export async function run(): Promise<Figure[]> {
  return [...(await besideFlood()), ...(await besideLarge(1)), ...(await besideLarge(8))];
}

async function besideFlood(): Promise<Figure[]> {
  const network = await startLoadNetwork(share);
  try {
    const [polite, flooding] = [await pairOf(network, 0), await pairOf(network, 2)];
    await politeLoad(network, polite, 2_000);
    const alone = await politeLoad(network, polite);
    const [beside, flood] = await Promise.all([politeLoad(network, polite), floodLoad(network, flooding)]);
    const offered = (flood.count + sum(flood.refused)) / flood.seconds;
    return [
      { name: 'polite_p99_ms_alone', value: alone.p99Ms, unit: 'ms', note: `${politePerSecond} accepts/s` },
      { name: 'polite_p99_ms_beside_flood', value: beside.p99Ms, unit: 'ms', note: refusalsOf(beside) },
      { name: 'polite_p99_ratio', value: beside.p99Ms / alone.p99Ms, unit: '×' },
      { name: 'polite_p50_ms_alone', value: alone.p50Ms, unit: 'ms' },
      { name: 'polite_p50_ms_beside_flood', value: beside.p50Ms, unit: 'ms' },
      { name: 'flood_offered_per_s', value: offered, unit: '/s' },
      { name: 'flood_accepted_per_s', value: flood.count / flood.seconds, unit: '/s', note: refusalsOf(flood) },
    ];
  } finally {
    await network.stop();
  }
}

async function besideLarge(atOnce: number): Promise<Figure[]> {
  const network = await startLoadNetwork();
  try {
    const [polite, large] = [await pairOf(network, 0), await pairOf(network, 2)];
    await politeLoad(network, polite, 2_000);
    const alone = await politeLoad(network, polite, 5_000);
    await figures(network); // begins the delay of the event loop anew
    const sending = sendLarge(network, large, atOnce);
    const [beside, sent] = await Promise.all([politeLoad(network, polite), sending]);
    const { lagMaxMs, rssMb } = await figures(network);
    const name = `beside_${atOnce}_large`;
    return [
      { name: `polite_p99_ms_${name}`, value: beside.p99Ms, unit: 'ms', note: `alone ${alone.p99Ms.toFixed(1)} ms` },
      { name: `event_loop_delay_max_ms_${name}`, value: lagMaxMs, unit: 'ms' },
      { name: `large_accepted_of_${atOnce}`, value: sent.accepted, unit: '', note: `asked again ${sent.again} times` },
      { name: `large_seconds_of_${atOnce}`, value: sent.seconds, unit: 's' },
      { name: `server_memory_mb_${name}`, value: rssMb, unit: 'MB', note: 'resident, afterwards' },
      { name: `server_memory_max_mb_${name}`, value: sent.rssMaxMb, unit: 'MB', note: 'resident, at most' },
    ];
  } finally {
    await network.stop();
  }
}

async function sendLarge(network: LoadNetwork, pair: Pair, atOnce: number) {
  const started = performance.now();
  const client = openLoadClient(network.server.url, pair.sender, atOnce);
  let again = 0;
  let rssMaxMb = 0;
  const watch = setInterval(() => {
    void figures(network, false).then(({ rssMb }) => {
      rssMaxMb = Math.max(rssMaxMb, rssMb);
    });
  }, 500);
  const send = async (): Promise<void> => {
    const body = largeLetter(pair.sender, pair.receiver);
    for (let turn = 0; turn < 60; turn++) {
      const { status } = await client.call('POST', '/messages', body);
      if (status === 202) return;
      if (status !== 429 && status !== 503) throw new Error(`a large document was answered with ${status}`);
      again += 1;
      await sleep(1_000);
    }
    throw new Error('a large document found no room for a minute');
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, send));
  } finally {
    clearInterval(watch);
    client.close();
  }
  return { accepted: atOnce, again, seconds: (performance.now() - started) / 1_000, rssMaxMb };
}

/** The longest delay of the server's event loop since it was asked last, from its own figures. */
async function figures({ server }: LoadNetwork, isLagWanted = true): Promise<{ lagMaxMs: number; rssMb: number }> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const read = (name: string) => Number(new RegExp(`^samband_${name} (\\S+)`, 'm').exec(text)?.[1]);
  const lag = read('nodejs_eventloop_lag_max_seconds') * 1_000;
  if (!isLagWanted) lagSeenMs = Math.max(lagSeenMs, lag);
  const lagMaxMs = Math.max(lag, lagSeenMs);
  if (isLagWanted) lagSeenMs = 0;
  return { lagMaxMs, rssMb: read('process_resident_memory_bytes') / 1_048_576 };
}
let lagSeenMs = 0;

interface Pair {
  readonly sender: LoadParty;
  readonly receiver: LoadParty;
}

async function pairOf(network: LoadNetwork, number: number): Promise<Pair> {
  return { sender: await network.addParty(number), receiver: await network.addParty(number + 1) };
}

function politeLoad({ server }: LoadNetwork, pair: Pair, milliseconds = durationMs): Promise<LoadResult> {
  return accepts(server.url, pair, milliseconds, { lanes: 8, perSecond: politePerSecond });
}

function floodLoad({ server }: LoadNetwork, pair: Pair): Promise<LoadResult> {
  return accepts(server.url, pair, durationMs, { lanes: 32 });
}

function accepts(url: string, pair: Pair, milliseconds: number, how: { lanes: number; perSecond?: number }) {
  const parties = { senders: [pair.sender], receivers: [pair.receiver] };
  return runLoad({ url, ...parties, sizeBytes: 8_500, durationMs: milliseconds, kind: 'accepts', ...how });
}

function sum(refused: LoadResult['refused']): number {
  return Object.values(refused).reduce((total, count) => total + count, 0);
}

function refusalsOf({ refused }: LoadResult): string {
  return Object.entries(refused)
    .map(([what, count]) => `${count} × ${what}`)
    .join(', ');
}
