import { describe, expect, test } from 'vitest';
import { createTestServer, IDENTITY_NUMBER, PUBLIC_URL } from './test-server.ts';

function serverWithThings(options = {}) {
  const test = createTestServer(options);
  test.server.get('/things/:id', { config: { open: true } }, () => ({}));
  test.server.get('/mine/:id', { config: { scope: 'test/read' } }, () => ({}));
  return test;
}

describe('the request id', () => {
  test('is the caller’s when it is well formed, in the answer and in the log', async () => {
    const { server, lines } = serverWithThings();

    const answer = await server.inject({ url: '/things/1', headers: { 'x-request-id': '0198c5c2-abc.def_1~' } });

    expect(answer.headers['x-request-id']).toBe('0198c5c2-abc.def_1~');
    expect(lines()).toMatchObject([{ requestId: '0198c5c2-abc.def_1~', msg: 'request' }]);
  });

  test.each(['short', 'with space in it', 'line\\nbreak-in-it', 'x'.repeat(129), IDENTITY_NUMBER])(
    'is one of our own when the caller’s is %j',
    async (given) => {
      const { server } = serverWithThings();

      const answer = await server.inject({ url: '/things/1', headers: { 'x-request-id': given } });

      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    },
  );
});

describe('security headers', () => {
  test('are on answers and refusals alike', async () => {
    const { server } = serverWithThings();

    for (const url of ['/things/1', '/nothing']) {
      expect((await server.inject(url)).headers).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
      });
    }
  });

  test('bind no host to https that is reached without it', async () => {
    const { server } = serverWithThings({ publicUrl: 'http://localhost:8080' });

    expect((await server.inject('/things/1')).headers).not.toHaveProperty('strict-transport-security');
  });

  test('do not say what software answers', async () => {
    const { server } = serverWithThings();
    const { headers } = await server.inject('/things/1');

    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
  });
});

describe('the access log', () => {
  test('has one line a request, with the pattern, the ids and who called, never the query', async () => {
    const { server, lines } = serverWithThings();

    await server.inject({ url: '/mine/7?name=Ola', remoteAddress: '192.0.2.1' });

    expect(lines()).toHaveLength(1);
    expect(lines()).toMatchObject([
      {
        level: 'info',
        method: 'GET',
        route: '/mine/:id',
        status: 200,
        ids: { id: '7' },
        clientId: 'client-1',
        ip: '192.0.2.1',
      },
    ]);
    expect(JSON.stringify(lines())).not.toContain('Ola');
  });

  test('holds no identity number, wherever the caller put it', async () => {
    const { server, lines } = serverWithThings();

    await server.inject({
      url: `/things/${IDENTITY_NUMBER}?id=${IDENTITY_NUMBER}`,
      headers: { 'x-request-id': `id-${IDENTITY_NUMBER}`, authorization: IDENTITY_NUMBER },
    });
    await server.inject(`/nothing/${IDENTITY_NUMBER}`);

    expect(lines()).toHaveLength(2);
    expect(JSON.stringify(lines())).not.toContain(IDENTITY_NUMBER);
  });

  test('believes a proxy about the address only when it is told to', async () => {
    const forwarded = { url: '/things/1', remoteAddress: '10.0.0.1', headers: { 'x-forwarded-for': '192.0.2.9' } };
    const wary = serverWithThings();
    const trusting = serverWithThings({ trustProxy: ['10.0.0.0/8'] });

    await wary.server.inject(forwarded);
    await trusting.server.inject(forwarded);

    expect(wary.lines()).toMatchObject([{ ip: '10.0.0.1' }]);
    expect(trusting.lines()).toMatchObject([{ ip: '192.0.2.9' }]);
  });

  test('keeps what machines ask every few seconds at a low level', async () => {
    const { server, lines } = serverWithThings();
    await server.inject('/healthz');

    expect(lines()).toMatchObject([{ level: 'debug', route: '/healthz' }]);
  });
});

test('a slash at the end of the public URL is dropped', async () => {
  const { server } = serverWithThings({ publicUrl: `${PUBLIC_URL}/` });

  expect(server.publicUrl).toBe(PUBLIC_URL);
  expect((await server.inject('/nothing')).json().type).toBe(`${PUBLIC_URL}/problems/route-not-found`);
});
