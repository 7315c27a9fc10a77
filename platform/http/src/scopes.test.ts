import { DomainError } from '@samband/errors';
import { describe, expect, test } from 'vitest';
import type { RequestHead } from './caller.ts';
import { CALLER, createTestServer, PUBLIC_URL } from './test-server.ts';

class TokenMissing extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'token-missing';
  readonly headers = { 'www-authenticate': 'DPoP algs="ES256"', 'dpop-nonce': 'n-1' };
}

const handler = () => ({ ok: true });

describe('the start', () => {
  test('fails when a route does not say who may call it, and names the route', () => {
    const { server } = createTestServer();

    expect(() => server.get('/unstated', handler)).toThrow('GET /unstated must state who may call it');
  });

  test('fails when such a route comes in a plugin', async () => {
    const { server } = createTestServer();
    server.register(async (app) => {
      app.post('/unstated', handler);
    });

    await expect(server.ready()).rejects.toThrow('POST /unstated must state who may call it');
  });

  test.each([{ scope: 'a', open: true as const }, { scope: '' }, {}])('fails when a route states %o', (config) => {
    const { server } = createTestServer();

    expect(() => server.get('/muddled', { config }, handler)).toThrow('GET /muddled');
  });

  test('fails when a route wants a scope and nobody can tell who calls', () => {
    const { server } = createTestServer({ authenticate: undefined as never });

    expect(() => server.get('/scoped', { config: { scope: 'a' } }, handler)).toThrow('given no authenticate');
  });
});

describe('a route with a scope', () => {
  test('tells its handler who calls', async () => {
    const { server } = createTestServer();
    server.get('/who', { config: { scope: 'test/read' } }, (request) => ({ clientId: request.caller.clientId }));

    const answer = await server.inject('/who');

    expect(answer.json()).toStrictEqual({ clientId: CALLER.clientId });
  });

  test('asks with the method, the headers and the URL as the client saw it', async () => {
    const seen: RequestHead[] = [];
    const authenticate = async (head: RequestHead) => {
      seen.push(head);
      return CALLER;
    };
    const { server } = createTestServer({ authenticate, publicUrl: 'https://samband.example.org/' });
    server.post('/things/:id', { config: { scope: 'test/read' } }, handler);

    await server.inject({ method: 'POST', url: '/things/a%20b?x=1', headers: { dpop: 'proof', host: 'inside:8080' } });

    expect(seen).toMatchObject([
      { method: 'POST', url: 'https://samband.example.org/things/a%20b?x=1', headers: { dpop: 'proof' } },
    ]);
  });

  test('refuses a caller whose token lacks the scope, and says which', async () => {
    const { server } = createTestServer();
    server.get('/more', { config: { scope: 'test/write' } }, handler);

    const answer = await server.inject({ url: '/more', headers: { authorization: 'DPoP abc' } });

    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'insufficient-scope', facts: { scope: 'test/write' } });
    expect(answer.headers['www-authenticate']).toBe('DPoP error="insufficient_scope", scope="test/write"');
  });

  test('refuses a caller it does not know, with the headers that the refusal carries', async () => {
    const { server } = createTestServer({
      authenticate: async () => {
        throw new TokenMissing('no access token');
      },
    });
    server.get('/who', { config: { scope: 'test/read' } }, handler);

    const answer = await server.inject('/who');

    expect(answer.statusCode).toBe(401);
    expect(answer.headers).toMatchObject({ 'www-authenticate': 'DPoP algs="ES256"', 'dpop-nonce': 'n-1' });
    expect(answer.json()).toMatchObject({ type: `${PUBLIC_URL}/problems/token-missing`, code: 'token-missing' });
  });

  test('guards HEAD as it guards GET', async () => {
    const { server } = createTestServer();
    server.get('/more', { config: { scope: 'test/write' } }, handler);

    expect((await server.inject({ method: 'HEAD', url: '/more' })).statusCode).toBe(403);
  });
});

describe('an open route', () => {
  test('asks nobody who they are', async () => {
    const { server } = createTestServer({ authenticate: () => Promise.reject(new Error('must not be asked')) });
    server.get('/open', { config: { open: true } }, handler);

    expect((await server.inject('/open')).statusCode).toBe(200);
  });

  test('has no caller, and using one is a fault of ours', async () => {
    const { server, lines } = createTestServer();
    server.get('/open', { config: { open: true } }, (request) => request.caller.clientId);

    expect((await server.inject('/open')).statusCode).toBe(500);
    expect(JSON.stringify(lines())).toContain('/open is open: it has no caller');
  });
});
