import { Type } from '@fastify/type-provider-typebox';
import { beforeAll, describe, expect, test } from 'vitest';
import { problems } from './problem-schema.ts';
import { createTestServer, PUBLIC_URL } from './test-server.ts';

const { server } = createTestServer({ api: { title: 'Test', version: '1.2.3' } });
let document: ReturnType<typeof JSON.parse>;

beforeAll(async () => {
  server.register(async (app) => {
    const schema = {
      operationId: 'changeThing',
      params: Type.Object({ id: Type.Integer() }),
      body: Type.Object({ kind: Type.Union([Type.Literal('a'), Type.Null()]) }),
      response: { 200: Type.Object({ id: Type.Integer() }), ...problems(404) },
    };
    app.put('/things/:id', { schema, config: { scope: 'test/write' } }, () => ({ id: 1 }));
    app.get('/open', { config: { open: true } }, () => ({}));
  });
  document = (await server.inject('/openapi.json')).json();
});

describe('/openapi.json', () => {
  test('is OpenAPI 3.1 of this server', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Test', version: '1.2.3' },
      servers: [{ url: PUBLIC_URL }],
    });
  });

  test('has the schemas of a route unchanged', () => {
    const operation = document.paths['/things/{id}'].put;

    expect(operation.operationId).toBe('changeThing');
    expect(operation.requestBody.content['application/json'].schema).toStrictEqual({
      type: 'object',
      required: ['kind'],
      properties: { kind: { anyOf: [{ type: 'string', const: 'a' }, { type: 'null' }] } },
    });
  });

  test('says which scope a route needs, and that an open one needs none', () => {
    expect(document.paths['/things/{id}'].put.security).toStrictEqual([{ accessToken: ['test/write'] }]);
    expect(document.paths['/open'].get.security).toStrictEqual([]);
    expect(document.components.securitySchemes.accessToken).toMatchObject({ type: 'http', scheme: 'DPoP' });
  });

  test('says how a route can fail, with one schema for all failures', () => {
    const { responses } = document.paths['/things/{id}'].put;

    expect(Object.keys(responses)).toStrictEqual(['200', '400', '401', '403', '404', '500', '503']);
    expect(responses['404'].content).toStrictEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    });
    expect(document.components.schemas.Problem.required).toContain('code');
    expect(Object.keys(document.paths['/open'].get.responses)).toContain('500');
    expect(Object.keys(document.paths['/open'].get.responses)).not.toContain('401');
  });

  test('has the routes of operations, but not itself', () => {
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/healthz', '/readyz', '/metrics']));
    expect(document.paths).not.toHaveProperty('/openapi.json');
  });
});
