import { createHmac, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { testDatabase } from '@samband/testing';
import * as jose from 'jose';
import { describe, expect, test } from 'vitest';
import { identityMigrations } from './migrations.ts';
import { clientAssertion, dpopProof, type Forged, keyPair, nowSeconds } from './test-forging.ts';
import { fetchNonce, makeClient, postToken, startNode, tokenForm } from './test-network.ts';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database);
const tokenUrl = `${node.url}/connect/token`;
const client = await makeClient(node);
const nonce = await fetchNonce(node.url, client);

async function proof(forged: Forged = {}, key = client.key): Promise<string> {
  return dpopProof(key, { method: 'POST', url: tokenUrl, nonce }, forged);
}

async function assertion(forged: Forged = {}, key = client.key, audience = node.url): Promise<string> {
  return clientAssertion(key, client.clientId, audience, forged);
}

async function ask(form: Record<string, string>, dpop?: string, headers?: Record<string, string>) {
  const { status, body, headers: answered } = await postToken(node.url, form, dpop, headers);
  return { status, error: body['error'], nonce: answered.get('dpop-nonce'), body };
}

async function askWithAssertion(clientAssertionText: string) {
  return ask(tokenForm(client, clientAssertionText), await proof());
}

test('the right assertion and proof get a token, so that each refusal below is for its own reason', async () => {
  expect(await askWithAssertion(await assertion())).toMatchObject({ status: 200, body: { token_type: 'DPoP' } });
});

describe('client assertions', () => {
  test.each<[string, () => Promise<string>]>([
    ['for the token endpoint, as older samples write it', () => assertion({}, client.key, tokenUrl)],
    ['of type JWT', () => assertion({ header: { typ: 'JWT' } })],
    ['without type', () => assertion({ header: { typ: undefined } })],
    ['that ends in 60 s', () => assertion({ claims: { exp: nowSeconds() + 60 } })],
    ['with its audience in a list of one', () => assertion({ claims: { aud: [node.url] } })],
  ])('an assertion %s is accepted', async (_what, make) => {
    expect(await askWithAssertion(await make())).toMatchObject({ status: 200 });
  });

  test.each<[string, () => Promise<string>]>([
    ['for another issuer', () => assertion({}, client.key, 'https://helseid-sts.nhn.no')],
    ['for us and another', () => assertion({ claims: { aud: [node.url, 'https://helseid-sts.nhn.no'] } })],
    ['for nobody', () => assertion({ claims: { aud: undefined } })],
    ['that ends too far ahead', () => assertion({ claims: { exp: nowSeconds() + 120 } })],
    ['that has ended', () => assertion({ claims: { exp: nowSeconds() - 20 } })],
    ['without end', () => assertion({ claims: { exp: undefined } })],
    ['with an end that is text', () => assertion({ claims: { exp: String(nowSeconds() + 30) } })],
    ['that begins in the future', () => assertion({ claims: { nbf: nowSeconds() + 60 } })],
    ['made in the future', () => assertion({ claims: { iat: nowSeconds() + 60 } })],
    ['without jti', () => assertion({ claims: { jti: undefined } })],
    ['with a huge jti', () => assertion({ claims: { jti: 'x'.repeat(257) } })],
    ['by another key', async () => assertion({}, await keyPair())],
    ['under a kid that the client does not have', () => assertion({ header: { kid: 'nobody' } })],
    ['with iss of another', () => assertion({ claims: { iss: randomUUID() } })],
    ['of type at+jwt', () => assertion({ header: { typ: 'at+jwt' } })],
    ['of type dpop+jwt', () => assertion({ header: { typ: 'dpop+jwt' } })],
    ['with a critical extension', () => assertion({ header: { crit: ['exp'], exp: 1 } })],
  ])('an assertion %s is refused as invalid_client', async (_what, make) => {
    expect(await askWithAssertion(await make())).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  test('an assertion is used once, by the same words for whoever tries again', async () => {
    const once = await assertion();
    expect(await askWithAssertion(once)).toMatchObject({ status: 200 });
    expect(await askWithAssertion(once)).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  test('of two that use one assertion at the same time, one gets a token', async () => {
    const once = await assertion();
    const answers = await Promise.all([askWithAssertion(once), askWithAssertion(once), askWithAssertion(once)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401, 401]);
  });

  test.each([
    ['none', ''],
    ['HS256', JSON.stringify(client.key.publicJwk)],
    ['HS256', ''],
  ])('an assertion with %s is refused, whatever serves as its secret', async (alg, key) => {
    const [, payload] = (await assertion()).split('.');
    const signed = `${jose.base64url.encode(JSON.stringify({ alg, typ: 'JWT' }))}.${payload}`;
    const signature = alg === 'none' ? '' : createHmac('sha256', key).update(signed).digest('base64url');
    expect(await askWithAssertion(`${signed}.${signature}`)).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  test('a client secret, in the form or in the header, opens nothing', async () => {
    const form = { grant_type: 'client_credentials', client_id: client.clientId, scope: 'nhn:msh/api' };
    const basic = `Basic ${Buffer.from(`${client.clientId}:secret`).toString('base64')}`;
    expect(await ask({ ...form, client_secret: 'secret' }, await proof())).toMatchObject({
      status: 401,
      error: 'invalid_client',
    });
    expect(await ask(form, await proof(), { authorization: basic })).toMatchObject({
      status: 401,
      error: 'invalid_client',
    });
    expect(await ask(form, await proof())).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  test('an assertion of one client does not speak for another', async () => {
    const other = await makeClient(node);
    const form = { ...tokenForm(other, await assertion()), client_id: other.clientId };
    expect(await ask(form, await proof())).toMatchObject({ status: 400, error: 'invalid_request' });
  });

  test.each(["' or 1=1 --", '../..', '%00', '🩺', 'x'.repeat(5_000)])('client id %j is nobody', async (clientId) => {
    const forged = await clientAssertion(client.key, clientId, node.url);
    const answer = await ask(tokenForm({ ...client, clientId }, forged), await proof());
    expect(answer).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  test('a disabled client gets no token', async () => {
    const other = await makeClient(node);
    await node.identity.disableClient(other.clientId, 'test');
    const form = tokenForm(other, await clientAssertion(other.key, other.clientId, node.url));
    expect(await ask(form, await proof({}, other.key))).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  test('old and new key work side by side; a removed key does not', async () => {
    const other = await makeClient(node);
    const newKey = await keyPair('PS256');
    const [oldKid = ''] = (await node.identity.getClient(other.clientId)).keys.map(({ kid }) => kid);
    await node.identity.addKey(other.clientId, { ...newKey.publicJwk, kid: 'new' }, 'test');
    const statusWith = async (key: typeof newKey) =>
      (await ask(tokenForm(other, await clientAssertion(key, other.clientId, node.url)), await proof({}, key))).status;

    expect([await statusWith(other.key), await statusWith(newKey)]).toEqual([200, 200]);

    await node.identity.removeKey(other.clientId, oldKid, 'test');

    expect([await statusWith(other.key), await statusWith(newKey)]).toEqual([401, 200]);
  });
});

describe('proofs at the token endpoint', () => {
  async function askWithProof(dpop: string | undefined) {
    return ask(tokenForm(client, await assertion()), dpop);
  }

  test('a proof without nonce is answered with the nonce to use', async () => {
    const answer = await askWithProof(await dpopProof(client.key, { method: 'POST', url: tokenUrl }));
    expect(answer).toMatchObject({ status: 400, error: 'use_dpop_nonce', nonce: expect.stringMatching(/^.{20,}$/) });
  });

  test('a made-up nonce is answered in the same way', async () => {
    const answer = await askWithProof(await proof({ claims: { nonce: 'made-up' } }));
    expect(answer).toMatchObject({ status: 400, error: 'use_dpop_nonce' });
  });

  test('no proof, no token: nothing here is issued as Bearer', async () => {
    expect(await askWithProof(undefined)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  test.each<[string, () => Promise<string>]>([
    ['for another URL', () => proof({ claims: { htu: `${node.url}/other` } })],
    ['for another method', () => proof({ claims: { htm: 'GET' } })],
    ['of another type', () => proof({ header: { typ: 'JWT' } })],
    ['without jti', () => proof({ claims: { jti: undefined } })],
    ['with a private jwk', () => proof({ header: { jwk: client.key.privateKey.export({ format: 'jwk' }) } })],
    ['under the key of another', async () => proof({ header: { jwk: (await keyPair()).publicJwk } })],
    ['that is garbage', async () => 'garbage'],
  ])('a proof %s is refused as invalid_dpop_proof', async (_what, make) => {
    expect(await askWithProof(await make())).toMatchObject({ status: 400, error: 'invalid_dpop_proof' });
  });

  test('a proof is used once', async () => {
    const once = await proof();
    expect(await askWithProof(once)).toMatchObject({ status: 200 });
    expect(await askWithProof(once)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  test('neither the Host header nor X-Forwarded headers change what we are called', async () => {
    const evil = 'http://evil.example/connect/token';
    const form = tokenForm(client, await assertion({}, client.key, evil));
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };

    const refused = await rawPost(form, { ...headers, dpop: await proof({ claims: { htu: evil } }) });
    const accepted = await rawPost(tokenForm(client, await assertion()), { ...headers, dpop: await proof() });

    expect(refused).toMatchObject({ error: 'invalid_client' });
    expect(accepted).toMatchObject({ token_type: 'DPoP' });
  });
});

/** fetch does not let the Host header be chosen. */
function rawPost(form: Record<string, string>, headers: Record<string, string>): Promise<Record<string, unknown>> {
  const body = new URLSearchParams(form).toString();
  const all = { ...headers, 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(tokenUrl, { method: 'POST', headers: all }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(JSON.parse(text) as Record<string, unknown>));
    });
    sent.on('error', reject).end(body);
  });
}

describe('grants and scopes', () => {
  async function askFor(changes: Record<string, string>) {
    return ask({ ...tokenForm(client, await assertion()), ...changes }, await proof());
  }

  test.each(['no:such/scope', 'nhn:msh/api no:such/scope', 'openid', '', 'samband:exchange/trace-all'])(
    'the scope %j is refused, and not quietly left out',
    async (scope) => {
      const answer = await askFor({ scope });
      expect(answer).toMatchObject({ status: 400, error: 'invalid_scope' });
    },
  );

  test('a scope that exists but was not given to the client is refused', async () => {
    const key = await keyPair();
    const limited = await node.identity.createClient(
      { name: 'Limited', organizationNumber: '310000019', publicJwks: [key.publicJwk], scopes: ['nhn:msh/api'] },
      'test',
    );
    const form = tokenForm(
      { clientId: limited.clientId, key },
      await clientAssertion(key, limited.clientId, node.url),
      'samband:identity/clients',
    );
    expect(await ask(form, await proof({}, key))).toMatchObject({ status: 400, error: 'invalid_scope' });
  });

  test.each([
    'authorization_code',
    'password',
    'refresh_token',
    'implicit',
    'urn:ietf:params:oauth:grant-type:device_code',
    '',
  ])('the grant %j is not there', async (grant) => {
    const answer = await askFor({ grant_type: grant });
    expect(answer.status).toBe(400);
    expect(['unsupported_grant_type', 'invalid_request']).toContain(answer.error);
  });

  const scope = 'nhn:msh/api samband:identity/clients';

  test('scopes of several APIs get a token for all of them; resource chooses one', async () => {
    const both = await askFor({ scope });
    const one = await askFor({ scope, resource: 'nhn:msh' });

    expect(jose.decodeJwt(String(both.body['access_token']))).toMatchObject({
      aud: ['nhn:msh', 'samband:identity'],
      scope: ['nhn:msh/api', 'samband:identity/clients'],
    });
    expect(jose.decodeJwt(String(one.body['access_token']))).toMatchObject({ aud: 'nhn:msh', scope: ['nhn:msh/api'] });
    expect(one.body['scope']).toBe('nhn:msh/api');
  });

  test.each([
    'https://kjernejournal.example',
    'nhn:kjernejournal',
    'samband:identity',
    'nhn:msh/api',
    'nhn:msh#a',
    'x',
  ])('the resource %s, which no scope asked for belongs to, is refused', async (resource) => {
    expect(await askFor({ resource })).toMatchObject({ status: 400, error: 'invalid_target' });
  });

  test('a refusal has the form of RFC 6749 §5.2 also for a browser, and is not kept by caches', async () => {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      headers: { accept: 'text/html' },
      body: new URLSearchParams({}),
    });
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(response.headers.get('x-request-id')).toBeTruthy();
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });

  test.each([
    ['application/json', '{}'],
    ['text/plain', 'a=b'],
    ['application/x-www-form-urlencoded', 'x'.repeat(60_000)],
  ])('a body of type %s that is not a small form is refused', async (contentType, body) => {
    const response = await fetch(tokenUrl, { method: 'POST', headers: { 'content-type': contentType }, body });
    expect(response.status).toBe(400);
  });
});
