import { afterEach, expect, test } from 'vitest';
import { type EventStream, type EventStreamOptions, eventStream } from './event-stream.ts';
import { openSocket } from './socket-client.ts';
import { createTestServer } from './test-server.ts';

const GET = 'GET /events HTTP/1.1\r\nhost: x\r\naccept-encoding: gzip, br\r\n\r\n';

const stops: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

/** A server whose stream says what the test's producer says. */
async function startServer(produce: (stream: EventStream) => Promise<void>, options: EventStreamOptions = {}) {
  const { server, lines } = createTestServer({ answerTimeoutMs: 50 });
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  server.get('/events', { config: { open: true } }, (request, reply) =>
    eventStream(request, reply, produce, options).finally(end),
  );
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  stops.push(() => server.stop());
  return { server, lines, address, ended };
}

/** Settles when the stream has ended. */
const untilEnd = ({ signal }: EventStream) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

test('events go as they come, with name, id and every line of their data, and nobody keeps or packs them', async () => {
  const { address } = await startServer(async (stream) => {
    await stream.send('NewMessage', { offset: 7 }, 7);
    await stream.send('note', 'one\r\ntwo\n');
    await untilEnd(stream);
  });
  const client = await openSocket(address);
  client.send(GET);

  const received = await client.until('data: two\n');

  expect(received).toContain('HTTP/1.1 200 OK');
  expect(received).toContain('content-type: text/event-stream; charset=utf-8\r\n');
  expect(received).toContain('cache-control: no-store, no-transform\r\n');
  expect(received).toContain('x-accel-buffering: no\r\n');
  expect(received).toContain('x-request-id: ');
  expect(received).toContain('x-content-type-options: nosniff\r\n');
  expect(received).not.toContain('content-encoding');
  expect(received).toContain('id: 7\nevent: NewMessage\ndata: {"offset":7}\n\n');
  expect(received).toContain('event: note\ndata: one\ndata: two\ndata: \n\n');
  client.end();
});

test('a quiet stream is kept alive by comments, long past the time for an ordinary answer', async () => {
  const { address } = await startServer(untilEnd, { heartbeatMs: 20 });
  const client = await openSocket(address);
  client.send(GET);

  const received = await client.until(':\n\n\r\n3\r\n:\n\n\r\n3\r\n:\n\n\r\n3\r\n:\n\n\r\n3\r\n:\n\n');

  expect(received).not.toContain('answer-timed-out');
  client.end();
});

test('whoever waits for send keeps step with a client that does not read', async () => {
  let sent = 0;
  const event = 'x'.repeat(64 * 1024);
  const { address, ended } = await startServer(async (stream) => {
    for (; sent < 10_000; sent++) await stream.send('filler', event);
  });
  const client = await openSocket(address);
  client.pause();
  client.send(GET);

  let before = -1;
  while (before !== sent || sent === 0) {
    before = sent;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  // What the two operating systems' buffers take, and not 640 MB.
  expect(sent).toBeLessThan(1_000);
  client.end();
  await ended;
});

test('the stream ends when the client goes', async () => {
  const { address, ended, lines } = await startServer(async (stream) => {
    await stream.send('hello', '');
    await untilEnd(stream);
    await stream.send('too late', '');
  });
  const client = await openSocket(address);
  client.send(GET);
  await client.until('hello');

  client.end();
  await ended;

  expect(lines().filter(({ level }) => level === 'error')).toEqual([]);
});

test('a stop of the server ends its streams whole, and does not wait for its grace', async () => {
  const { server, address } = await startServer(async (stream) => {
    await stream.send('hello', '');
    await untilEnd(stream);
  });
  const client = await openSocket(address);
  client.send(GET);
  await client.until('hello');

  await server.stop();

  expect((await client.closed()).endsWith('\r\n0\r\n\r\n')).toBe(true);
});

test('after its time the stream ends, so that the client comes back with a token of today', async () => {
  const { address, ended } = await startServer(untilEnd, { durationMaxMs: 20 });
  const client = await openSocket(address);
  client.send(GET);

  await ended;

  expect(await client.until('\r\n0\r\n\r\n')).toContain('200 OK');
  client.end();
});

test('a producer that fails ends the stream and is written to the log', async () => {
  const { address, lines } = await startServer(async () => {
    throw new Error('the bell fell silent');
  });
  const client = await openSocket(address);
  client.send(GET);

  await client.until('\r\n0\r\n\r\n');

  expect(lines()).toContainEqual(expect.objectContaining({ msg: 'an event stream broke off' }));
  client.end();
});

test('a name or an id that would begin another field is refused', async () => {
  const { promise: refused, resolve: refuse } = Promise.withResolvers<unknown>();
  const { address } = await startServer(async (stream) => stream.send('a', '', 'b\ndata: forged').catch(refuse));
  const client = await openSocket(address);
  client.send(GET);

  expect(await refused).toBeInstanceOf(TypeError);
  client.end();
});
