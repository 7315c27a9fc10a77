import { Type } from 'typebox';
import { expect, test } from 'vitest';
import type { SchemasCompiled } from './schemas-compiled.ts';
import { createTestServer } from './test-server.ts';

const modes: SchemasCompiled[] = ['at-start', 'when-needed'];

test.each(modes)(
  'what a schema does not name never leaves, and what it asks for is checked (%s)',
  async (schemasCompiled) => {
    const { server } = createTestServer({ schemasCompiled });
    const [body, answer] = [Type.Object({ a: Type.Integer() }), Type.Object({ a: Type.Integer() })];
    server.post(
      '/things',
      { schema: { body, response: { 200: answer } }, config: { open: true } },
      ({ body: { a } }) => ({
        a,
        secret: 'stays here',
      }),
    );

    const [first, second] = [1, 2].map((a) => server.inject({ method: 'POST', url: '/things', payload: { a } }));

    expect((await first)?.json()).toStrictEqual({ a: 1 });
    expect((await second)?.json()).toStrictEqual({ a: 2 });
    expect((await server.inject({ method: 'POST', url: '/things', payload: { a: 'x' } })).statusCode).toBe(400);
  },
);

test('a schema that is compiled when needed holds up nothing before its first call', async () => {
  const { server } = createTestServer({ schemasCompiled: 'when-needed' });
  const body = Type.Object({ a: Type.String({ minLenght: 1 }) });
  server.post('/typo', { schema: { body }, config: { open: true } }, () => ({}));

  await server.ready();
  expect((await server.inject({ method: 'POST', url: '/typo', payload: { a: 'x' } })).statusCode).toBe(500);
});
