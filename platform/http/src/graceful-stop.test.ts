import { afterEach, describe, expect, test, vi } from 'vitest';
import type { HttpServerOptions } from './create-http-server.ts';
import { openSocket } from './socket-client.ts';
import { createTestServer, type TestServer } from './test-server.ts';

const GET = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** A server with a route that answers when the test says so. */
async function startServer(options: Partial<HttpServerOptions> = {}) {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  const made: TestServer = createTestServer({ shutdownGraceMs: 5_000, ...options });
  const { server } = made;
  server.get('/slow', { config: { open: true } }, async () => {
    enter();
    await released;
    return { done: true };
  });
  server.get('/stream', { config: { open: true } }, async (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/plain' });
    reply.raw.write('begun;');
    enter();
    await released;
    reply.raw.end('ended');
  });
  server.get('/quick', { config: { open: true } }, () => ({}));
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  stops.push(() => {
    release();
    return server.stop();
  });
  return { ...made, address, entered, release };
}

describe('a stop', () => {
  test('lets what was accepted finish', async () => {
    const { server, address, entered, release } = await startServer();
    const client = await openSocket(address);
    client.send(GET('/slow'));
    await entered;

    const stopped = server.stop();
    release();
    const answer = await client.closed();
    await stopped;

    expect(answer).toContain('HTTP/1.1 200 OK');
    expect(answer).toContain('connection: close');
    expect(answer).toContain('{"done":true}');
  });

  test('waits for the work that was set going by a caller who has gone', async () => {
    const { server, address, entered, release } = await startServer();
    const client = await openSocket(address);
    client.send(GET('/slow'));
    await entered;
    client.end();

    let hasStopped = false;
    const stopped = server.stop().then(() => {
      hasStopped = true;
    });
    await expect.poll(() => server.server.listening).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(hasStopped).toBe(false);
    release();
    await stopped;
  });

  test('lets an answer finish whose head had left', async () => {
    const { server, address, entered, release } = await startServer();
    const client = await openSocket(address);
    client.send(GET('/stream'));
    await entered;

    const stopped = server.stop();
    release();
    await stopped;

    expect(await client.closed()).toContain('ended');
  });

  test('refuses new requests on a connection that is still busy, and closes it', async () => {
    const { server, address, entered, release } = await startServer();
    const client = await openSocket(address);
    client.send(GET('/slow'));
    await entered;

    const stopped = server.stop();
    client.send(GET('/quick')); // behind the first, on the same connection
    release();
    await stopped;

    expect((await client.closed()).match(/HTTP\/1\.1 200 OK/g)).toHaveLength(1);
  });

  test('takes no new connections', async () => {
    const { server, address, entered, release } = await startServer();
    const client = await openSocket(address);
    client.send(GET('/slow'));
    await entered;

    const stopped = server.stop();

    await expect(openSocket(address)).rejects.toThrow('ECONNREFUSED');
    release();
    await stopped;
    client.end();
  });

  test('closes connections that wait for nothing at once', async () => {
    const { server, address } = await startServer();
    const used = await openSocket(address);
    const unused = await openSocket(address);
    used.send(GET('/quick'));
    await used.until('{}');

    await server.stop();

    await used.closed();
    await unused.closed();
  });

  test('cuts off what has not finished within the grace, and says how much', async () => {
    const { server, address, entered, lines } = await startServer({ shutdownGraceMs: 50 });
    const client = await openSocket(address);
    client.send(GET('/slow'));
    await entered;

    await server.stop();

    expect(await client.closed()).toBe('');
    expect(lines()).toContainEqual(expect.objectContaining({ level: 'warn', requests: 1 }));
  });

  test('asked for twice is one', async () => {
    const { server } = await startServer();

    expect(server.stop()).toBe(server.stop());
    await server.stop();
  });
});

describe('while the server drains', () => {
  test('it is not ready, alive, and still takes requests', async () => {
    const { server, address } = await startServer({ drainDelayMs: 5_000 });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stopped = server.stop();

    const ready = await fetch(`${address}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toStrictEqual({
      ready: false,
      checks: [{ name: 'server', ok: false, detail: 'stopping' }],
    });
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect((await fetch(`${address}/quick`)).status).toBe(200);

    await vi.advanceTimersByTimeAsync(5_000);
    await stopped;
    await expect(fetch(`${address}/quick`)).rejects.toThrow();
  });
});

test('a request that arrives during the refusal gets a problem that says to try again', async () => {
  const { server, address, entered, release } = await startServer();
  const busy = await openSocket(address);
  const other = await openSocket(address);
  other.send('GET /quick HTTP/1.1\r\nhost: x\r\n'); // its head is not whole yet, so the connection is not idle
  busy.send(GET('/slow'));
  await entered;
  await fetch(`${address}/healthz`); // by now the server has read what was sent before

  const stopped = server.stop();
  other.send('\r\n');
  const answer = await other.closed();
  release();
  await stopped;

  expect(answer).toContain('HTTP/1.1 503 Service Unavailable');
  expect(answer).toContain('connection: close');
  expect(answer).toContain('retry-after: 1');
  expect(answer).toContain('"code":"server-stopping"');
});
