import { afterEach, expect, test, vi } from 'vitest';
import type { Authenticate } from '../caller.ts';
import type { HttpServerOptions } from '../create-http-server.ts';
import { eventStream } from '../event-stream.ts';
import { openSocket } from '../socket-client.ts';
import { createTestServer } from '../test-server.ts';

/** A busy machine is no failure. */
const patience = { timeout: 15_000 };

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** Whoever says an organisation number in the place of a token is that organisation; counts who was looked at closely. */
function openServer(options: Partial<HttpServerOptions>) {
  let checks = 0;
  const authenticate: Authenticate = async ({ headers }) => {
    checks += 1;
    return { clientId: 'c', organizationNumber: headers.authorization ?? '', scopes: new Set(['test/read']) };
  };
  authenticate.organizationOf = ({ authorization }) => authorization;
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const made = createTestServer({ authenticate, ...options });
  const { server } = made;
  const config = { scope: 'test/read' };
  server.get('/quick', { config }, () => ({}));
  server.post('/quick', { config }, () => ({}));
  server.get('/slow', { config }, async () => released);
  server.get('/large', { config }, async (_request, reply) => reply.send('x'.repeat(30_000_000)));
  server.get('/events', { config }, (request, reply) =>
    eventStream(request, reply, async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    }),
  );
  stops.push(() => {
    release();
    return server.stop();
  });
  // Async, so that it is under way before anybody waits for it.
  const get = async (path: string, organization = 'a') =>
    server.inject({ url: path, headers: { authorization: organization } });
  return { ...made, get, release, checks: () => checks };
}

test('over its rate an organisation is refused with when to come back, before its proof and body are looked at', async () => {
  const { server, get, checks } = openServer({ organizationRequestsPerS: 1, organizationBurst: 2 });
  await get('/quick');
  await get('/quick');

  const refused = await server.inject({
    method: 'POST',
    url: '/quick',
    headers: { authorization: 'a', 'content-type': 'application/json' },
    payload: '{ no JSON',
  });
  const other = await get('/quick', 'b');

  expect(refused.statusCode).toBe(429);
  expect(refused.headers['content-type']).toContain('application/problem+json');
  expect(refused.headers['retry-after']).toMatch(/^[12]$/);
  expect(refused.json()).toMatchObject({ code: 'rate-quota-used', facts: { requestsPerS: 1 } });
  expect(other.statusCode).toBe(200);
  expect(checks()).toBe(3);
});

test('whoever has no place waits for one of its own, and whoever would wait too long is refused', async () => {
  const { get, release } = openServer({ organizationRunningMax: 1, organizationWaitingMax: 1 });
  const running = get('/slow');
  const waiting = get('/slow');

  const refused = await get('/slow');
  const other = await get('/quick', 'b');
  release();

  expect(refused.json()).toMatchObject({ status: 429, code: 'too-many-at-once' });
  expect(other.statusCode).toBe(200);
  expect((await running).statusCode).toBe(200);
  expect((await waiting).statusCode).toBe(200);
  expect((await get('/quick')).statusCode).toBe(200);
});

test('a caller that goes away leaves its place only when the work it set going is done', async () => {
  const { server, get, release } = openServer({ organizationRunningMax: 1, organizationWaitingMax: 0 });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const client = await openSocket(address);
  client.send('GET /slow HTTP/1.1\r\nhost: x\r\nauthorization: a\r\n\r\n');
  await vi.waitFor(async () => expect((await get('/quick')).statusCode).toBe(429), patience);

  client.end();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await get('/quick')).statusCode).toBe(429);

  release();
  await vi.waitFor(async () => expect((await get('/quick')).statusCode).toBe(200), patience);
});

test('whoever sends its body slowly holds a place of its own organisation, and none of the others’', async () => {
  const { server, get } = openServer({ runningMax: 2, organizationRunningMax: 2, organizationWaitingMax: 1 });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const slow = await Promise.all([openSocket(address), openSocket(address)]);
  for (const client of slow) {
    client.send('POST /quick HTTP/1.1\r\nhost: x\r\nauthorization: slow\r\nconnection: close\r\n');
    client.send('content-type: application/json\r\ncontent-length: 2\r\n\r\n{');
  }
  await vi.waitFor(
    async () => expect((await server.inject('/metrics')).body).toMatch(/requests_in_flight 3\n/),
    patience,
  );

  const ownNext = get('/quick', 'slow');
  expect((await get('/quick', 'b')).statusCode).toBe(200);
  expect((await get('/quick', 'slow')).json()).toMatchObject({ code: 'too-many-at-once' });

  for (const client of slow) client.send('}');
  for (const client of slow) expect(await client.closed()).toContain('200 OK');
  expect((await ownNext).statusCode).toBe(200);
});

test('whoever does not read its answer holds a place of its own organisation, and none of the others’', async () => {
  const { server, get } = openServer({ runningMax: 1, organizationRunningMax: 1, organizationWaitingMax: 1 });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const client = await openSocket(address);
  client.pause();
  client.send('GET /large HTTP/1.1\r\nhost: x\r\nauthorization: slow\r\n\r\n');
  await vi.waitFor(
    async () => expect((await server.inject('/metrics')).body).toMatch(/requests_in_flight 2\n/),
    patience,
  );

  const ownNext = get('/quick', 'slow');
  expect((await get('/quick', 'b')).statusCode).toBe(200);
  expect((await get('/quick', 'slow')).statusCode).toBe(429);

  client.end();
  expect((await ownNext).statusCode).toBe(200);
});

test('a stream that is open takes no place', async () => {
  const { server, get } = openServer({ organizationRunningMax: 1, organizationWaitingMax: 0 });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const client = await openSocket(address);
  client.send('GET /events HTTP/1.1\r\nhost: x\r\nauthorization: a\r\n\r\n');
  await client.until('text/event-stream');

  expect((await get('/quick')).statusCode).toBe(200);
  client.end();
});

test('a flood of refusals is counted by reason, and one line in the log', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { get, lines } = openServer({ organizationRequestsPerS: 1, organizationBurst: 1 });
  for (let request = 0; request < 20; request++) await get('/quick', '999999999');
  vi.advanceTimersByTime(10_000);

  const figures = (await get('/metrics')).body;
  const notices = lines().filter(({ level }) => level !== 'debug');

  expect(figures).toContain('samband_http_requests_refused_by_quota_total{reason="rate"} 19');
  expect(notices.filter(({ status }) => status === 429)).toEqual([]);
  expect(notices).toContainEqual(expect.objectContaining({ level: 'warn', organizations: { '999999999': 19 } }));
});
