import { afterEach, expect, test, vi } from 'vitest';
import type { HttpServerOptions } from '../create-http-server.ts';
import { openSocket } from '../socket-client.ts';
import { createTestServer } from '../test-server.ts';
import { LARGE_BODY_BYTES, largeTextOf } from './large-bodies.ts';

/** A busy machine is no failure. */
const patience = { timeout: 15_000 };

const stops: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

const MiB = 1024 * 1024;

/** A route that says how long the large text was, and holds its request until the test lets it go. */
async function startServer(options: Partial<HttpServerOptions> = {}) {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let entered = 0;
  const { server } = createTestServer({
    authenticate: async ({ headers }) => ({
      clientId: 'c',
      organizationNumber: headers.authorization ?? '',
      scopes: new Set(['test/write']),
    }),
    largeBodyWaitMaxMs: 50,
    ...options,
  });
  const schema = {
    body: {
      type: 'object',
      required: ['document'],
      properties: { document: { type: 'string' }, hold: { type: 'boolean' } },
    },
  } as const;
  const config = { scope: 'test/write', largeText: 'document' };
  server.post('/documents', { config, schema, bodyLimit: 4 * MiB }, async (request) => {
    entered += 1;
    const { document, hold } = request.body as { document: string; hold?: boolean };
    if (hold) await released;
    const large = largeTextOf(request);
    let length = 0;
    if (large) for await (const piece of large.pieces()) length += piece.length;
    return { length: large ? length : document.length, isLarge: large !== undefined };
  });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  stops.push(() => {
    release();
    return server.stop();
  });
  async function post(body: object, { as = 'a', isChunked = false } = {}) {
    const text = JSON.stringify(body);
    const response = await fetch(`${address}/documents`, {
      method: 'POST',
      headers: { authorization: as, 'content-type': 'application/json' },
      ...(isChunked ? { body: new Blob([text]).stream(), duplex: 'half' } : { body: text }),
    } as RequestInit);
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown>,
    };
  }
  return { server, address, post, release, entered: () => entered };
}

const textOf = (bytes: number) => 'x'.repeat(bytes);

test('up to the border a body is read whole, above it the text comes apart, told or untold of its length', async () => {
  const { post } = await startServer();

  expect((await post({ document: textOf(LARGE_BODY_BYTES - 100) })).body).toEqual({
    length: LARGE_BODY_BYTES - 100,
    isLarge: false,
  });
  expect((await post({ document: textOf(2 * MiB) })).body).toEqual({ length: 2 * MiB, isLarge: true });
  expect((await post({ document: textOf(2 * MiB) }, { isChunked: true })).body).toEqual({
    length: 2 * MiB,
    isLarge: true,
  });
});

test('a body beyond the limit of its route is refused, told or untold of its length', async () => {
  const { post, entered } = await startServer();

  expect(await post({ document: textOf(5 * MiB) })).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  expect(await post({ document: textOf(5 * MiB) }, { isChunked: true })).toMatchObject({ status: 413 });
  expect(entered()).toBe(0);
});

test('when the memory is lent out a large body is refused with when to come back, and a small one passes', async () => {
  const { post, entered, release } = await startServer({ largeBodiesMaxBytes: 4 * MiB });
  const held = [
    post({ document: textOf(1.9 * MiB), hold: true }),
    post({ document: textOf(1.9 * MiB), hold: true }, { as: 'b' }),
  ];
  await vi.waitFor(() => expect(entered()).toBe(2), patience);

  const full = await post({ document: textOf(MiB) }, { as: 'c' });
  const small = await post({ document: 'x' }, { as: 'c' });
  const untold = await post({ document: textOf(MiB) }, { as: 'c', isChunked: true });

  expect(full).toMatchObject({ status: 503, body: { code: 'large-bodies-full' } });
  expect(full.headers.get('retry-after')).toBe('5');
  expect(small.status).toBe(200);
  expect(untold).toMatchObject({ status: 503, body: { code: 'large-bodies-full' } });
  release();
  for (const { status } of await Promise.all(held)) expect(status).toBe(200);
  expect((await post({ document: textOf(3.5 * MiB) })).status).toBe(200);
});

test('an organisation holds at most half of the memory, and what waits for it gets it when it comes back', async () => {
  const { post, entered, release } = await startServer({ largeBodiesMaxBytes: 4 * MiB, largeBodyWaitMaxMs: 10_000 });
  const held = post({ document: textOf(1.9 * MiB), hold: true });
  await vi.waitFor(() => expect(entered()).toBe(1), patience);
  const waiting = post({ document: textOf(1.9 * MiB) });

  const other = await post({ document: textOf(1.5 * MiB) }, { as: 'b' });
  expect(entered()).toBe(2);
  release();

  expect(other.status).toBe(200);
  expect((await held).status).toBe(200);
  expect((await waiting).status).toBe(200);
});

test('beyond its half an organisation is told so', async () => {
  const { post, entered } = await startServer({ largeBodiesMaxBytes: 4 * MiB });
  void post({ document: textOf(1.9 * MiB), hold: true });
  await vi.waitFor(() => expect(entered()).toBe(1), patience);

  expect(await post({ document: textOf(1.9 * MiB) })).toMatchObject({
    status: 429,
    body: { code: 'large-body-share-used' },
  });
});

test('a body that stops coming is given up, and what it had been lent comes back', async () => {
  const { address, server } = await startServer({ largeBodyStallMaxMs: 100 });
  const client = await openSocket(address);
  client.send(
    `POST /documents HTTP/1.1\r\nhost: x\r\nauthorization: a\r\ncontent-type: application/json\r\ncontent-length: ${2 * MiB}\r\n\r\n{"document":"`,
  );

  const answer = await client.closed();

  expect(answer).toContain('408 Request Timeout');
  expect(answer).toContain('request-timed-out');
  expect((await server.inject('/metrics')).body).toContain('samband_http_large_bodies_bytes 0');
});

/** Sends the head of a large body and then a piece of it every 20 ms, until the connection ends or all is sent. */
async function drip(address: string, bytes: number, pieceBytes: number): Promise<string> {
  const client = await openSocket(address);
  const wrapped = bytes - '{"document":""}'.length;
  client.send(
    `POST /documents HTTP/1.1\r\nhost: x\r\nauthorization: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n{"document":"`,
  );
  let left = wrapped;
  const timer = setInterval(() => {
    const piece = Math.min(left, pieceBytes);
    left -= piece;
    client.send(left > 0 ? textOf(piece) : `${textOf(piece)}"}`);
    if (left === 0) clearInterval(timer);
  }, 20);
  return client.closed().finally(() => clearInterval(timer));
}

test('a body that drips is given up, though it never stops coming; one at an honest pace passes', async () => {
  const { address, server } = await startServer({ largeBodyStallMaxMs: 300, largeBodyPaceMinBytesPerS: 100_000 });

  const dripped = await drip(address, 2 * MiB, 20);
  const paced = await drip(address, MiB / 2, MiB / 64);

  expect(dripped).toContain('408 Request Timeout');
  expect(dripped).toContain('request-timed-out');
  expect(paced).toContain('200 OK');
  expect((await server.inject('/metrics')).body).toContain('samband_http_large_bodies_bytes 0');
});

test('what a caller that went away had been lent comes back', async () => {
  const { address, post, server } = await startServer({ largeBodiesMaxBytes: 4 * MiB, largeBodyWaitMaxMs: 10_000 });
  const client = await openSocket(address);
  client.send(
    `POST /documents HTTP/1.1\r\nhost: x\r\nauthorization: a\r\ncontent-type: application/json\r\ncontent-length: ${2 * MiB}\r\n\r\n{"document":"`,
  );
  const lent = async () => /samband_http_large_bodies_bytes (\d+)/.exec((await server.inject('/metrics')).body)?.[1];
  await vi.waitFor(async () => expect(await lent()).toBe(String(2 * MiB)), patience);

  client.end();

  await vi.waitFor(async () => expect(await lent()).toBe('0'), patience);
  expect((await post({ document: textOf(3.5 * MiB) })).status).toBe(200);
});
