import { setTimeout as sleep } from 'node:timers/promises';
import { type Letters, prepareLetters } from './letters.ts';
import { createTally, type Load, type LoadResult, type Tally } from './load.ts';
import { type LoadClient, openLoadClient } from './load-client.ts';

/** Sends letters and nothing else: as fast as they are answered over so many lanes, or at a steady rate. */
export async function loadAccepts(load: Load): Promise<LoadResult> {
  const lanesOfSender = Math.max(1, Math.round(load.lanes / load.senders.length));
  const senders = load.senders.map((party, index) => ({
    client: openLoadClient(load.url, party, lanesOfSender),
    letters: prepareLetters(party, load.receivers[index] ?? party, load.sizeBytes),
  }));
  // Tokens and connections are there before the clock starts.
  await Promise.all(senders.map(({ client, letters }) => send(client, letters, createTally(), performance.now())));

  const tally = createTally();
  if (load.perSecond) await atRate(load.perSecond, load.durationMs, senders, tally);
  else {
    const until = performance.now() + load.durationMs;
    const lane = async ({ client, letters }: (typeof senders)[number]) => {
      while (performance.now() < until) await send(client, letters, tally, performance.now());
    };
    await Promise.all(senders.flatMap((sender) => Array.from({ length: lanesOfSender }, () => lane(sender))));
  }
  const result = tally.result();
  for (const { client } of senders) client.close();
  return result;
}

/** Begun when it is due, and timed from then: a server that stands still for a while pays for all that waited. */
async function atRate(
  perSecond: number,
  durationMs: number,
  senders: readonly { client: LoadClient; letters: Letters }[],
  tally: Tally,
): Promise<void> {
  const started = performance.now();
  const total = Math.round((perSecond * durationMs) / 1_000);
  const underWay: Promise<void>[] = [];
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - started) * perSecond) / 1_000) + 1);
    for (; sent < due; sent++) {
      const { client, letters } = senders[sent % senders.length] as (typeof senders)[number];
      underWay.push(send(client, letters, tally, started + (sent * 1_000) / perSecond));
    }
    await sleep(1);
  }
  await Promise.all(underWay);
}

async function send(client: LoadClient, letters: Letters, tally: Tally, sinceMs: number): Promise<void> {
  const answer = await client.call('POST', '/messages', letters.next().body);
  if (answer.status === 202) tally.done(sinceMs);
  else tally.refused(answer.status, 'POST /messages');
}
