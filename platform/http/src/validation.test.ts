import { Type } from '@fastify/type-provider-typebox';
import { beforeAll, describe, expect, test } from 'vitest';
import { createTestServer, IDENTITY_NUMBER } from './test-server.ts';
import { findTextFault } from './text-fault.ts';

const { server } = createTestServer();

const ThingBody = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    size: Type.Integer({ minimum: 0 }),
    kind: Type.Optional(Type.Enum(['large', 'small'])),
    at: Type.Optional(Type.String({ format: 'date-time' })),
    parts: Type.Optional(Type.Array(Type.Object({ 'a/b~c': Type.Boolean() }, { additionalProperties: false }))),
  },
  { additionalProperties: false },
);

beforeAll(async () => {
  server.post('/things', { schema: { body: ThingBody }, config: { open: true } }, (request) => request.body);
  server.get(
    '/things/:id',
    {
      schema: {
        params: Type.Object({ id: Type.Integer() }),
        querystring: Type.Object(
          {
            limit: Type.Integer({ default: 10 }),
            all: Type.Optional(Type.Boolean()),
            kind: Type.Optional(Type.Array(Type.String())),
          },
          { additionalProperties: false },
        ),
      },
      config: { open: true },
    },
    (request) => ({ ...request.params, ...request.query }),
  );
  await server.ready();
});

const post = (payload: unknown) =>
  server.inject({
    method: 'POST',
    url: '/things',
    payload: JSON.stringify(payload),
    headers: { 'content-type': 'application/json' },
  });

describe('a body', () => {
  test('that keeps the schema is passed on as it is', async () => {
    const thing = { name: 'a', size: 1, kind: 'small', at: '2026-11-24T11:00:00Z', parts: [{ 'a/b~c': true }] };

    expect((await post(thing)).json()).toStrictEqual(thing);
  });

  test('with faults is refused with every one of them, each with its place', async () => {
    const answer = await post({ size: -1, kind: 'huge', at: 'noon', colour: 'red', parts: [{ 'a/b~c': 1, x: 2 }] });

    expect(answer.statusCode).toBe(400);
    expect(answer.json().code).toBe('request-invalid');
    expect(answer.json().errors).toHaveLength(7);
    expect(answer.json().errors).toEqual(
      expect.arrayContaining([
        { pointer: '/name', detail: 'is missing' },
        { pointer: '/colour', detail: 'is not known here' },
        { pointer: '/size', detail: 'must be >= 0' },
        { pointer: '/kind', detail: 'must be one of large, small' },
        { pointer: '/at', detail: 'must match format "date-time"' },
        { pointer: '/parts/0/a~1b~0c', detail: 'must be boolean' },
        { pointer: '/parts/0/x', detail: 'is not known here' },
      ]),
    );
  });

  test.each([{ name: 'a', size: '1' }, { name: 1, size: 1 }, [{ name: 'a', size: 1 }], 'a', null])(
    'is not bent into shape: %o',
    async (payload) => {
      expect((await post(payload)).json()).toMatchObject({ status: 400, code: 'request-invalid' });
    },
  );

  test('that is very large has its first fault named only', async () => {
    const answer = await post({ name: 'a', size: 1, parts: Array.from({ length: 20_000 }, () => ({ x: 1 })) });

    expect(answer.json().errors).toHaveLength(1);
  });

  test('has a limit on the faults that are listed', async () => {
    const answer = await post({ name: 'a', size: 1, parts: Array.from({ length: 500 }, () => ({ x: 1 })) });

    expect(answer.json().errors).toHaveLength(50);
  });

  test('with an identity number for a field name does not get it back', async () => {
    expect((await post({ name: 'a', size: 1, [IDENTITY_NUMBER]: 1 })).json().errors).toStrictEqual([
      { pointer: '/[identity number]', detail: 'is not known here' },
    ]);
  });
});

describe('path and query', () => {
  test('become what the schema asks for, with its defaults', async () => {
    expect((await server.inject('/things/7?all=true&kind=large')).json()).toStrictEqual({
      id: 7,
      limit: 10,
      all: true,
      kind: ['large'],
    });
  });

  test('are refused by parameter', async () => {
    expect((await server.inject('/things/7?limit=many&colour=red')).json().errors).toEqual(
      expect.arrayContaining([
        { parameter: 'limit', detail: 'must be integer' },
        { parameter: 'colour', detail: 'is not known here' },
      ]),
    );
    expect((await server.inject('/things/seven')).json().errors).toStrictEqual([
      { parameter: 'id', detail: 'must be integer' },
    ]);
  });
});

test('a schema with a word that JSON Schema does not know stops the start', async () => {
  const other = createTestServer().server;
  const body = Type.Object({ a: Type.String({ minLenght: 1 }) });
  other.post('/typo', { schema: { body }, config: { open: true } }, () => ({}));

  await expect(other.ready()).rejects.toThrow('minLenght');
});

describe('text that is no text', () => {
  const thing = { name: 'Thing', size: 1 };

  test.each([
    ['the zero character', { ...thing, name: 'a\u0000b' }, '/name'],
    ['the first half of a character', { ...thing, name: '\ud83d' }, '/name'],
    ['the second half of a character', { ...thing, name: '\ude42 and more' }, '/name'],
  ])('is refused in a body: %s', async (_, payload, pointer) => {
    const response = await server.inject({ method: 'POST', url: '/things', payload });

    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toEqual([{ pointer, detail: 'holds the zero character or half of a character' }]);
  });

  test('is refused in a query', async () => {
    const response = await server.inject({ url: '/things/1?kind=a%00b' });

    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toMatchObject([{ parameter: 'kind' }]);
  });

  test('is not what lies outside the basic plane, and not any other control character', async () => {
    const payload = { ...thing, name: '🙂 \u0001\u007f\n' };

    expect((await server.inject({ method: 'POST', url: '/things', payload })).json().name).toBe(payload.name);
  });

  test('is not looked for in bytes, however many', () => {
    expect(findTextFault(Buffer.alloc(2_000_000))).toBeUndefined();
  });
});
