import { Type } from '@fastify/type-provider-typebox';
import { beforeAll, describe, expect, test } from 'vitest';
import { accepts } from './accept-header.ts';
import { createTestServer } from './test-server.ts';

const { server } = createTestServer({
  bodyLimitBytes: 100,
  authenticate: () => Promise.reject(new Error('must not be asked')),
});

beforeAll(async () => {
  const open = { config: { open: true as const } };
  server.get('/things/:id', open, () => ({}));
  server.delete('/things/:id', open, () => ({}));
  server.post('/things', { ...open, schema: { body: Type.Object({}) } }, () => ({}));
  server.get('/document', { config: { open: true, produces: ['application/xml'] } }, (_request, reply) =>
    reply.type('application/xml').send('<a/>'),
  );
  await server.ready();
});

test.each(['gzip', 'GZIP, br', 'x-unknown'])(
  'a body in the coding %s is refused unread, and told what would do',
  async (coding) => {
    const answer = await server.inject({
      ...{ method: 'POST', url: '/things', payload: 'not read' },
      headers: { 'content-type': 'application/json', 'content-encoding': coding },
    });
    expect(answer.statusCode).toBe(415);
    expect(answer.headers['accept-encoding']).toBe('identity');
    expect(answer.json()).toMatchObject({ code: 'content-encoding-unsupported' });
  },
);

test('a body that is said to be as it is, is taken', async () => {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'identity' };
  const answer = await server.inject({ method: 'POST', url: '/things', payload: '{}', headers });
  expect(answer.statusCode).toBe(200);
});

describe('a path', () => {
  test('that does not exist gives 404, whoever asks', async () => {
    const answer = await server.inject('/nothing');

    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'route-not-found' });
  });

  test('that does not exist has its body left unread', async () => {
    const payload = '{'.repeat(200);
    const answer = await server.inject({
      method: 'POST',
      url: '/nothing',
      payload,
      headers: { 'content-type': 'application/json' },
    });

    expect(answer.json()).toMatchObject({ code: 'route-not-found' });
  });

  test('that exists for other methods gives 405 and names them', async () => {
    const answer = await server.inject({ method: 'PUT', url: '/things/7?x=1' });

    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe('DELETE, GET, HEAD');
    expect(answer.json()).toMatchObject({ code: 'method-not-allowed', facts: { methods: ['DELETE', 'GET', 'HEAD'] } });
  });

  test.each(['/%zz', `/things/${'x'.repeat(300)}`])('that cannot be read gives 400: %s', async (url) => {
    const answer = await server.inject(url);

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'request-malformed' });
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-request-id': answer.json().requestId,
    });
  });

  test('is the same with other letters or a slash at its end only when it is the same', async () => {
    expect((await server.inject('/THINGS/7')).statusCode).toBe(404);
    expect((await server.inject('/things/7/')).statusCode).toBe(404);
  });
});

describe('a body', () => {
  const post = (payload: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    server.inject({ method: 'POST', url: '/things', payload, headers });

  test.each(['{', 'true false', '{"__proto__": {}}', '{"constructor": {"prototype": {}}}', ''])(
    'that is not sound JSON gives 400: %s',
    async (payload) => {
      expect((await post(payload)).json()).toMatchObject({ status: 400, code: 'request-malformed' });
    },
  );

  test.each(['text/plain', 'application/xml', 'application/jsonx', 'json'])('of type %s gives 415', async (type) => {
    const answer = await post('{}', { 'content-type': type });

    expect(answer.statusCode).toBe(415);
    expect(answer.json()).toMatchObject({ code: 'media-type-unsupported' });
  });

  test('that says its character set is taken', async () => {
    expect((await post('{}', { 'content-type': 'application/json; charset=utf-8' })).statusCode).toBe(200);
  });

  test('over the limit gives 413, with the limit', async () => {
    const answer = await post(`{"a":"${'x'.repeat(200)}"}`);

    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ code: 'body-too-large', facts: { limitBytes: 100 } });
  });
});

describe('an Accept header', () => {
  test.each([
    ['application/xml', true],
    ['text/html, application/*;q=0.1', true],
    ['*/*', true],
    ['application/json', false],
    ['*/*, application/xml;q=0', false],
    ['application/xml ; q=0', false],
    ['APPLICATION/XML', true],
    ['', false],
    [',;=', false],
  ])('of %j lets application/xml through: %s', (header, expected) => {
    expect(accepts(header, 'application/xml')).toBe(expected);
  });

  test('that rules out what a route says it produces gives 406, with what there is', async () => {
    const answer = await server.inject({ url: '/document', headers: { accept: 'application/json' } });

    expect(answer.statusCode).toBe(406);
    expect(answer.json()).toMatchObject({ code: 'not-acceptable', facts: { produces: ['application/xml'] } });
  });

  test('is not looked at where a route does not say what it produces', async () => {
    expect((await server.inject({ url: '/things/7', headers: { accept: 'image/png' } })).statusCode).toBe(200);
  });

  test('that lets it through gets it', async () => {
    expect((await server.inject({ url: '/document', headers: { accept: 'application/xml' } })).body).toBe('<a/>');
  });
});
