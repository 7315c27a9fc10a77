import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calculateJwkThumbprint, createLocalJWKSet, EmbeddedJWK, type JWK, jwtVerify, SignJWT } from 'jose';

/** What the API saw of one call whose token and proof held. */
export interface SeenCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface TestAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** Instead of a body: parts that are sent as they come. */
  readonly parts?: AsyncIterable<string>;
}

interface Settings {
  readonly clientId: string;
  readonly publicJwk: JWK;
  answer(call: SeenCall): TestAnswer | Promise<TestAnswer>;
}

/**
 * A small real network for the tests: a token endpoint and an API that check every signature, audience, digest, nonce
 * and one-time id with jose, independently of the code that made them.
 */
export async function startTestServer(settings: Settings) {
  const secret = new TextEncoder().encode(randomUUID());
  const spent = new Set<string>();
  const state = {
    calls: [] as SeenCall[],
    tokenRequests: [] as URLSearchParams[],
    refusals: [] as string[],
    tokenLifetimeS: 60,
    tokenNonce: randomUUID() as string,
    /** Undefined: the API asks for no nonce. */
    apiNonce: undefined as string | undefined,
    now: Date.now,
    /** Changing it makes every token given so far invalid. */
    tokenGeneration: 1,
    url: '',
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  };

  async function checkProof(header: unknown, method: string, url: string, nonce: string | undefined) {
    const { payload, protectedHeader } = await jwtVerify(String(header), EmbeddedJWK, {
      typ: 'dpop+jwt',
      maxTokenAge: 10,
      currentDate: new Date(state.now()),
    });
    if (payload['htm'] !== method || payload['htu'] !== url) throw new Refusal('invalid_dpop_proof', 'htm or htu');
    if (nonce !== undefined && payload['nonce'] !== nonce) throw new Refusal('use_dpop_nonce', 'nonce');
    spendOnce(payload.jti);
    if (!protectedHeader.jwk || 'd' in protectedHeader.jwk) throw new Refusal('invalid_dpop_proof', 'jwk');
    return { claims: payload, thumbprint: await calculateJwkThumbprint(protectedHeader.jwk) };
  }

  function spendOnce(jti: string | undefined): void {
    if (!jti || spent.has(jti)) throw new Refusal('invalid_dpop_proof', 'jti replayed');
    spent.add(jti);
  }

  async function token(request: IncomingMessage, body: string): Promise<TestAnswer> {
    const form = new URLSearchParams(body);
    state.tokenRequests.push(form);
    const { thumbprint } = await checkProof(
      request.headers['dpop'],
      'POST',
      `${state.url}/connect/token`,
      state.tokenNonce,
    );
    const keys = createLocalJWKSet({ keys: [settings.publicJwk] });
    const { payload } = await jwtVerify(form.get('client_assertion') ?? '', keys, {
      issuer: settings.clientId,
      subject: settings.clientId,
      audience: state.url,
      typ: 'client-authentication+jwt',
      currentDate: new Date(state.now()),
      requiredClaims: ['jti', 'iat', 'nbf', 'exp'],
    });
    if ((payload.exp ?? 0) - (payload.iat ?? 0) > 60) throw new Refusal('invalid_client', 'assertion lives too long');
    spendOnce(payload.jti);
    const accessToken = await new SignJWT({ cnf: { jkt: thumbprint }, generation: state.tokenGeneration })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .sign(secret);
    const lifetime = { expires_in: state.tokenLifetimeS, scope: form.get('scope') };
    return { status: 200, body: { access_token: accessToken, token_type: 'DPoP', ...lifetime } };
  }

  async function api(request: IncomingMessage, body: string): Promise<TestAnswer> {
    const [scheme, accessToken = ''] = (request.headers.authorization ?? '').split(' ');
    if (scheme !== 'DPoP') throw new Refusal('invalid_token', 'scheme');
    const { payload } = await jwtVerify<{ cnf: { jkt: string }; generation: number }>(accessToken, secret);
    if (payload.generation !== state.tokenGeneration) throw new Refusal('invalid_token', 'revoked');
    const path = request.url ?? '/';
    const url = `${state.url}${path.split('?')[0]}`;
    const { claims, thumbprint } = await checkProof(request.headers['dpop'], request.method ?? '', url, state.apiNonce);
    const digest = createHash('sha256').update(accessToken).digest('base64url');
    if (claims['ath'] !== digest || thumbprint !== payload.cnf.jkt) throw new Refusal('invalid_dpop_proof', 'binding');
    const call = { method: request.method ?? '', path, headers: request.headers, body };
    state.calls.push(call);
    return settings.answer(call);
  }

  async function route(request: IncomingMessage, body: string): Promise<TestAnswer> {
    if (request.url === '/.well-known/openid-configuration') {
      return { status: 200, body: { issuer: state.url, token_endpoint: `${state.url}/connect/token` } };
    }
    const isToken = request.url === '/connect/token';
    try {
      return await (isToken ? token(request, body) : api(request, body));
    } catch (thrown) {
      const refusal = thrown instanceof Refusal ? thrown : new Refusal('invalid_request', String(thrown));
      state.refusals.push(`${refusal.error}: ${refusal.message}`);
      return refuse(refusal, isToken ? 400 : 401, (isToken ? state.tokenNonce : state.apiNonce) ?? '');
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = await route(request, Buffer.concat(chunks).toString());
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    if (answer.parts) response.flushHeaders();
    for await (const part of answer.parts ?? []) response.write(part);
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }
  const server = createServer((request, response) => {
    void serve(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

class Refusal extends Error {
  readonly error: string;
  constructor(error: string, message: string) {
    super(message);
    this.error = error;
  }
}

function refuse({ error, message }: Refusal, status: number, nonce: string): TestAnswer {
  const headers = { 'www-authenticate': `DPoP error="${error}"`, ...(nonce && { 'dpop-nonce': nonce }) };
  return { status, headers, body: { error, error_description: message } };
}
