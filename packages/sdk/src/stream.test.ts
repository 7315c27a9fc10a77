import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, type Network } from './connect.ts';
import type { Notification } from './notifications.ts';
import { createKeyPair } from './signing-key.ts';
import { type SeenCall, startTestServer, type TestAnswer, type TestServer } from './test-server.ts';

const { privateJwk, publicJwk } = await createKeyPair();
let server: TestServer;
let network: Network;
/** What the network answers a stream that is opened, in turn; the last one again and again. */
let streams: ((call: SeenCall) => TestAnswer)[];
let pages: Notification[];

const notification = (offset: number): Notification => ({
  notificationId: `n-${offset}`,
  relatedMessageId: `m-${offset}`,
  type: 'NewMessage',
  notificationReceiverHerId: 1,
  notificationTriggeredByHerId: 2,
  description: 'A new message',
  createdAt: '2026-05-08T08:32:15Z',
  offset,
});
const event = (offset: number) => `event: notification\ndata: ${JSON.stringify(notification(offset))}\n\n`;

/** A stream that says these offsets, after a greeting and a heartbeat, and then ends or stays open. */
function streamOf(offsets: number[], then: 'ends' | 'stays' = 'ends'): () => TestAnswer {
  async function* parts() {
    yield 'event: connected\ndata:\n\n: heartbeat\n\n';
    for (const offset of offsets) yield event(offset);
    if (then === 'stays') await new Promise(() => undefined);
  }
  return () => ({ status: 200, headers: { 'content-type': 'text/event-stream' }, parts: parts() });
}

beforeEach(async () => {
  pages = [];
  const answer = (call: SeenCall): TestAnswer => {
    if (!call.path.startsWith('/notifications/stream')) return { status: 200, body: { notifications: pages } };
    const next = streams.length > 1 ? streams.shift() : streams[0];
    return next?.(call) ?? { status: 404, body: { title: 'Not found' } };
  };
  server = await startTestServer({ clientId: 'journal', publicJwk, answer });
  network = connect({ apiUrl: server.url, clientId: 'journal', privateJwk, attemptsMax: 1 });
});
afterEach(() => server.stop());

async function offsets(count: number, options: Partial<Parameters<Network['watch']>[0]> = {}): Promise<number[]> {
  const seen: number[] = [];
  const watch = network.watch({ herIds: [1, 2], offset: 0, waitMinMs: 1, waitMaxMs: 2, ...options });
  for await (const { offset } of watch) if (seen.push(offset) === count) break;
  return seen;
}

const streamCalls = () => server.calls.filter(({ path }) => path.startsWith('/notifications/stream'));

test('follows the stream with token and proof, and asks for no pages', async () => {
  streams = [streamOf([3, 5, 9], 'stays')];

  expect(await offsets(3)).toEqual([3, 5, 9]);
  expect(server.calls.map(({ path }) => path)).toEqual(['/notifications/stream?HerIds=1&HerIds=2&Offset=0']);
  expect(server.calls[0]?.headers).toMatchObject({
    accept: expect.stringContaining('text/event-stream'),
    'api-version': '3',
  });
});

test('opens a stream that ended again, after where it was, and gives nothing twice', async () => {
  streams = [streamOf([3, 5]), streamOf([5, 8]), streamOf([8, 8, 9], 'stays')];

  expect(await offsets(4)).toEqual([3, 5, 8, 9]);
  expect(streamCalls().map(({ path }) => path.split('Offset=')[1])).toEqual(['0', '5', '8']);
});

test('goes on through refusals that pass, and tells of them', async () => {
  const refuse = (status: number) => () => ({ status, body: { title: `No ${status}` } });
  streams = [refuse(429), refuse(408), refuse(503), streamOf([3], 'stays')];
  const trouble: string[] = [];

  expect(await offsets(1, { onTrouble: ({ message }) => trouble.push(message) })).toEqual([3]);
  expect(trouble).toEqual(['No 429', 'No 408', 'No 503']);
});

test('a token that the network no longer takes is renewed, and the stream goes on', async () => {
  streams = [streamOf([3]), streamOf([4], 'stays')];
  const watch = network.watch({ herIds: [1], offset: 0, waitMinMs: 1, waitMaxMs: 2 });
  await watch.next();
  server.tokenGeneration += 1;

  expect((await watch.next()).value).toMatchObject({ offset: 4 });
  await watch.return();
});

test.each([404, 405, 406, 501])('asks page by page where the stream is answered with %i', async (status) => {
  streams = [() => ({ status, body: { title: 'No stream' } })];
  pages = [notification(3), notification(4)];

  expect(await offsets(2)).toEqual([3, 4]);
  expect(streamCalls()).toHaveLength(1);
});

test('asks page by page where something else than a stream comes', async () => {
  streams = [() => ({ status: 200, headers: { 'content-type': 'text/html' }, body: 'Welcome' })];
  pages = [notification(3)];

  expect(await offsets(1)).toEqual([3]);
});

test('asks page by page when told to', async () => {
  streams = [streamOf([3], 'stays')];
  pages = [notification(4)];

  expect(await offsets(1, { stream: false })).toEqual([4]);
  expect(streamCalls()).toEqual([]);
});

test('ends when the network closes the stream for good', async () => {
  streams = [streamOf([3]), () => ({ status: 204 })];

  expect(await offsets(99)).toEqual([3]);
});

test('ends with the refusal that does not pass by itself', async () => {
  streams = [() => ({ status: 403, body: { title: 'Not yours' } })];

  await expect(offsets(1)).rejects.toThrow('Not yours');
});

test('an event that cannot be read ends the watch in words, without what it says', async () => {
  async function* parts() {
    yield 'event: notification\ndata: Ola Nordmann\n\n';
  }
  streams = [() => ({ status: 200, headers: { 'content-type': 'text/event-stream' }, parts: parts() })];

  const failure = offsets(1);

  await expect(failure).rejects.toMatchObject({ code: 'answer-unreadable' });
  await expect(failure).rejects.not.toThrow('Ola');
});

test('ends quietly when it is stopped in the middle of a stream', async () => {
  streams = [streamOf([3], 'stays')];
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);

  expect(await offsets(99, { signal: stop.signal })).toEqual([3]);
});
