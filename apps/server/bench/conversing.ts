import { setTimeout as sleep } from 'node:timers/promises';
import { prepareLetters } from './letters.ts';
import { createTally, type Load, type LoadResult, type Tally } from './load.ts';
import { type LoadClient, openLoadClient } from './load-client.ts';

const idlePollMs = 5;
const pageSize = 100;
/** How long what is under way at the end may take. */
const graceMs = 10_000;

interface Line {
  readonly notifications: readonly { type: string; relatedMessageId: string; offset: number }[];
}

/**
 * Whole conversations, as two journal systems have them: a letter is sent; the receiver finds it in its feed, fetches it
 * and approves it; the sender finds the answer in its own feed and asks for the status. A conversation is done when the
 * sender has read `Ok`.
 */
export async function loadConversations(load: Load): Promise<LoadResult> {
  const tally = createTally();
  const stopping = new AbortController();
  const pairs = await Promise.all(load.senders.map((_, index) => openPair(load, index, stopping.signal)));
  const lanesOfPair = Math.max(1, Math.round(load.lanes / pairs.length));
  const until = performance.now() + load.durationMs;

  const lane = async (pair: Pair) => {
    while (performance.now() < until) await converse(pair, tally);
  };
  const lanes = pairs.flatMap((pair) => Array.from({ length: lanesOfPair }, () => lane(pair)));
  await Promise.race([Promise.all(lanes), sleep(load.durationMs + graceMs, undefined, { ref: false })]);
  const result = tally.result();
  stopping.abort();
  for (const pair of pairs) pair.close();
  return result;
}

interface Pair {
  /** Sends a letter; settles when the sender has seen its answer. Gives the status and path of what went wrong. */
  readonly exchange: () => Promise<{ status: number; what: string } | undefined>;
  close(): void;
}

async function converse(pair: Pair, tally: Tally): Promise<void> {
  const begun = performance.now();
  const fault = await pair.exchange();
  if (fault) tally.refused(fault.status, fault.what);
  else tally.done(begun);
}

async function openPair(load: Load, index: number, signal: AbortSignal): Promise<Pair> {
  const connections = Math.max(2, Math.round(load.lanes / load.senders.length));
  const [senderParty, receiverParty] = [load.senders[index], load.receivers[index]];
  if (!senderParty || !receiverParty) throw new Error('each sender needs a receiver');
  const sender = openLoadClient(load.url, senderParty, connections);
  const receiver = openLoadClient(load.url, receiverParty, connections);
  const letters = prepareLetters(senderParty, receiverParty, load.sizeBytes);
  const answered = new Map<string, () => void>();
  const early = new Set<string>();

  // What earlier loads have left in the feeds is no conversation of this one.
  const [receiverOffset, senderOffset] = await Promise.all([feedEnd(receiver), feedEnd(sender)]);
  void follow(receiver, receiverOffset, signal, ({ type, relatedMessageId }) => {
    if (type === 'NewMessage') void answer(receiver, relatedMessageId);
  });
  void follow(sender, senderOffset, signal, ({ type, relatedMessageId }) => {
    if (type !== 'MessageApprecInfoUpdated') return;
    const waiting = answered.get(relatedMessageId);
    if (waiting) waiting();
    else early.add(relatedMessageId);
    answered.delete(relatedMessageId);
  });

  return {
    async exchange() {
      const accepted = await sender.call('POST', '/messages', letters.next().body);
      if (accepted.status !== 202) return { status: accepted.status, what: 'POST /messages' };
      const { id } = JSON.parse(accepted.body.toString()) as { id: string };
      if (!early.delete(id)) await new Promise<void>((resolve) => answered.set(id, resolve));
      const seen = await sender.call('GET', `/messages/${id}/status`);
      const isApproved = seen.status === 200 && seen.body.includes('"appRecStatus":"Ok"');
      return isApproved ? undefined : { status: seen.status, what: 'GET /messages/{id}/status' };
    },
    close() {
      sender.close();
      receiver.close();
    },
  };
}

/** Fetches and approves. */
async function answer(receiver: LoadClient, id: string): Promise<void> {
  await receiver.call('GET', `/messages/${id}/business-document`);
  const body = { appRecStatus: 'Ok', appRecSenderHerId: receiver.party.herId, appRecErrorList: [] };
  await receiver.call('POST', `/messages/${id}/apprec`, Buffer.from(JSON.stringify(body)));
}

async function feedEnd(client: LoadClient): Promise<number> {
  let offset = 0;
  for (let lines = await readFeed(client, offset); lines.length > 0; lines = await readFeed(client, offset)) {
    offset = lines.at(-1)?.offset ?? offset;
  }
  return offset;
}

async function follow(
  client: LoadClient,
  after: number,
  signal: AbortSignal,
  take: (line: Line['notifications'][number]) => void,
): Promise<void> {
  let offset = after;
  while (!signal.aborted) {
    const lines = await readFeed(client, offset);
    for (const line of lines) take(line);
    offset = lines.at(-1)?.offset ?? offset;
    if (lines.length < pageSize) await sleep(idlePollMs);
  }
}

/** Empty also when the line is broken: the next reading begins where this one did. */
async function readFeed(client: LoadClient, offset: number): Promise<Line['notifications']> {
  const path = `/notifications?HerIds=${client.party.herId}&Offset=${offset}&NotificationsToFetch=${pageSize}`;
  const page = await client.call('GET', path).catch(() => undefined);
  return page?.status === 200 ? (JSON.parse(page.body.toString()) as Line).notifications : [];
}
