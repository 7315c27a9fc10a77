import { createHmac, createPublicKey, type JsonWebKey, KeyObject, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { testDatabase } from '@samband/testing';
import * as jose from 'jose';
import { describe, expect, test } from 'vitest';
import { identityMigrations } from './migrations.ts';
import { openSigningKeys } from './signing-keys.ts';
import { dpopProof, type Forged, type KeyPair, keyPair, nowSeconds, signJws } from './test-forging.ts';
import { fetchToken, keyOptions, makeClient, organizationNumber, scopes, startNode } from './test-network.ts';
import { clientNameClaim, organizationNumberClaim } from './token-claims.ts';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database);
const url = `${node.url}/who-am-i`;
const client = await makeClient(node);
const token = await fetchToken(node.url, client);
const stranger = await keyPair();
const keys = await openSigningKeys({ database, ...keyOptions });
const ours = keys.signing();
const issuerKey: KeyPair = {
  alg: 'PS256',
  privateKey: KeyObject.from(await subtleKey(ours.privateJwk)),
  publicJwk: ours.key.export({ format: 'jwk' }) as jose.JWK,
};

interface Sent {
  readonly authorization?: string;
  readonly dpop?: string;
  readonly method?: string;
  readonly url?: string;
}

async function call(sent: Sent): Promise<{ status: number; code?: string; fault?: string; challenge: string | null }> {
  const response = await fetch(sent.url ?? url, {
    method: sent.method ?? 'GET',
    headers: {
      ...(sent.authorization === undefined ? {} : { authorization: sent.authorization }),
      ...(sent.dpop === undefined ? {} : { dpop: sent.dpop }),
    },
  });
  const body = (await response.json()) as { code?: string; facts?: { fault?: string } };
  return {
    status: response.status,
    challenge: response.headers.get('www-authenticate'),
    ...(body.code === undefined ? {} : { code: body.code }),
    ...(body.facts?.fault === undefined ? {} : { fault: body.facts.fault }),
  };
}

async function proofFor(accessToken: string, forged: Forged = {}, key: KeyPair = client.key): Promise<string> {
  return dpopProof(key, { method: 'GET', url, accessToken }, forged);
}

/** A token that our own key signed: only the claims and the header are the attacker's. */
async function tokenWith({ claims = {}, header = {} }: Forged, key: KeyPair = issuerKey): Promise<string> {
  const iat = nowSeconds();
  const right = {
    iss: node.url,
    aud: 'nhn:msh',
    sub: client.clientId,
    client_id: client.clientId,
    scope: 'nhn:msh/api',
    iat,
    exp: iat + 300,
    jti: randomUUID(),
    cnf: { jkt: await jose.calculateJwkThumbprint(client.key.publicJwk) },
    [organizationNumberClaim]: organizationNumber,
    [clientNameClaim]: 'Journal Nord',
  };
  return signJws(key, { typ: 'at+jwt', kid: ours.kid, ...header }, { ...right, ...claims });
}

async function callWithToken(accessToken: string) {
  return call({ authorization: `DPoP ${accessToken}`, dpop: await proofFor(accessToken) });
}

/** Compact serialisation with whatever header and signature. */
function compact(header: object, claims: object | string, signature: string): string {
  const payload = typeof claims === 'string' ? claims : jose.base64url.encode(JSON.stringify(claims));
  return `${jose.base64url.encode(JSON.stringify(header))}.${payload}.${signature}`;
}

function hmac(header: object, payload: string, key: string | Buffer): string {
  const signed = `${jose.base64url.encode(JSON.stringify(header))}.${payload}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

async function subtleKey(jwk: JsonWebKey): Promise<jose.CryptoKey> {
  return (await jose.importJWK(jwk as jose.JWK, 'PS256', { extractable: true })) as jose.CryptoKey;
}

test('the untouched token and proof are accepted, so that each refusal below is for its own reason', async () => {
  expect(await callWithToken(token)).toMatchObject({ status: 200 });
  expect(await callWithToken(await tokenWith({}))).toMatchObject({ status: 200 });
  expect(await callWithToken(await tokenWith({ claims: { scope: ['nhn:msh/api'] } }))).toMatchObject({ status: 200 });
  const ofTwo = await tokenWith({ claims: { aud: ['nhn:msh', 'samband:identity'] } });
  expect(await callWithToken(ofTwo)).toMatchObject({ status: 200 });
});

describe('credentials', () => {
  test('nothing at all gets a challenge without an error (RFC 6750 §3.1)', async () => {
    const answer = await call({});
    expect(answer).toMatchObject({ status: 401, code: 'token-missing' });
    expect(answer.challenge).toMatch(/^DPoP algs="PS256 /);
  });

  test('a token sent as Bearer is a downgrade, with or without a proof', async () => {
    expect(await call({ authorization: `Bearer ${token}` })).toMatchObject({ status: 401, code: 'scheme-downgraded' });
    const withProof = await call({ authorization: `Bearer ${token}`, dpop: await proofFor(token) });
    expect(withProof).toMatchObject({ status: 401, code: 'scheme-downgraded' });
    expect(withProof.challenge).toContain('DPoP error="invalid_token"');
  });

  test.each([
    ['Basic Zm9vOmJhcg==', 'scheme-unsupported'],
    ['MAC x', 'scheme-unsupported'],
    ['DPoP', 'token-missing'],
    ['DPoP ', 'token-missing'],
    ['DPoP a b', 'token-missing'],
  ])('Authorization: %s is refused', async (authorization, code) => {
    expect(await call({ authorization, dpop: await proofFor(token) })).toMatchObject({ status: 401, code });
  });

  test('the scheme name is read without regard to case (RFC 9110 §11.1)', async () => {
    expect(await call({ authorization: `dpop ${token}`, dpop: await proofFor(token) })).toMatchObject({ status: 200 });
  });

  test('a token without a proof is refused', async () => {
    const answer = await call({ authorization: `DPoP ${token}` });
    expect(answer).toMatchObject({ status: 401, code: 'proof-missing' });
    expect(answer.challenge).toContain('error="invalid_dpop_proof"');
  });

  test('two Authorization values or two proofs are refused, also where one of them is right', async () => {
    const right = { authorization: `DPoP ${token}`, dpop: await proofFor(token) };
    const twice = (name: 'authorization' | 'dpop', other: string) => ({ ...right, [name]: [right[name], other] });

    expect(await rawStatusAndCode(twice('authorization', `Bearer ${token}`))).toEqual([401, 'authorization-ambiguous']);
    expect(await rawStatusAndCode(twice('authorization', `DPoP ${token}`))).toEqual([401, 'authorization-ambiguous']);
    expect(await rawStatusAndCode(twice('dpop', await proofFor(token)))).toEqual([401, 'authorization-ambiguous']);
  });

  test('a token in the query or in a form is not looked for', async () => {
    const answer = await call({ url: `${url}?access_token=${token}`, dpop: await proofFor(token) });
    expect(answer).toMatchObject({ status: 401, code: 'token-missing' });
  });
});

/** fetch joins headers by itself; this sends two header lines. */
function rawStatusAndCode(headers: Record<string, string | string[]>): Promise<[number | undefined, string]> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve([response.statusCode, (JSON.parse(text) as { code: string }).code]));
    });
    sent.on('error', reject).end();
  });
}

describe('access tokens', () => {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const publicPem = createPublicKey(ours.key.export({ type: 'spki', format: 'pem' })).export({
    type: 'spki',
    format: 'pem',
  });

  test.each<[string, () => Promise<string> | string, string]>([
    ['another key than any of ours', () => tokenWith({ header: { kid: 'unknown' } }), 'key'],
    ['no kid', () => tokenWith({ header: { kid: undefined } }), 'key'],
    ['our kid but another key', async () => tokenWith({}, await keyPair('PS256')), 'signature'],
    ['alg none', () => compact({ alg: 'none', typ: 'at+jwt', kid: ours.kid }, payload, 'AA'), 'algorithm'],
    [
      'alg none and no signature',
      () => compact({ alg: 'none', typ: 'at+jwt', kid: ours.kid }, payload, ''),
      'malformed',
    ],
    [
      'HS256 with our public key as its secret',
      () => hmac({ alg: 'HS256', typ: 'at+jwt', kid: ours.kid }, payload, publicPem),
      'algorithm',
    ],
    ['another algorithm by our own key', () => tokenWith({}, { ...issuerKey, alg: 'PS512' }), 'algorithm'],
    [
      'its own jwk in the header',
      async () => tokenWith({ header: { jwk: stranger.publicJwk, kid: undefined } }),
      'key',
    ],
    [
      'a critical extension',
      () => compact({ ...decode(header), crit: ['b64'], b64: false }, payload, signature),
      'malformed',
    ],
    [
      'a changed payload',
      () => compact(decode(header), { ...decode(payload), scope: 'samband:identity/clients' }, signature),
      'signature',
    ],
    ['a changed header', () => compact({ ...decode(header), x: 1 }, payload, signature), 'signature'],
    ['a second spelling of the same signature', () => `${header}.${payload}.${signature}=`, 'malformed'],
    ['another part', () => `${token}.AA`, 'malformed'],
    ['garbage', () => 'not-a-token', 'malformed'],
    ['an id token', () => tokenWith({ header: { typ: 'JWT' } }), 'type'],
    ['a client assertion', () => tokenWith({ header: { typ: 'client-authentication+jwt' } }), 'type'],
    ['no type', () => tokenWith({ header: { typ: undefined } }), 'type'],
    ['another issuer', () => tokenWith({ claims: { iss: 'https://helseid-sts.nhn.no' } }), 'issuer'],
    ['the issuer with a slash', () => tokenWith({ claims: { iss: `${node.url}/` } }), 'issuer'],
    ['another audience', () => tokenWith({ claims: { aud: 'nhn:kjernejournal' } }), 'audience'],
    ['another audience of ours', () => tokenWith({ claims: { aud: 'samband:identity' } }), 'audience'],
    ['our address as its audience', () => tokenWith({ claims: { aud: node.url } }), 'audience'],
    ['an empty list of audiences', () => tokenWith({ claims: { aud: [] } }), 'audience'],
    ['a list in the list of audiences', () => tokenWith({ claims: { aud: [['nhn:msh']] } }), 'audience'],
    ['no audience', () => tokenWith({ claims: { aud: undefined } }), 'audience'],
    [
      'several audiences, one of them us',
      () => tokenWith({ claims: { aud: ['nhn:msh', 'nhn:kjernejournal'] } }),
      'audience',
    ],
    ['no end', () => tokenWith({ claims: { exp: undefined } }), 'times'],
    ['an end that is text', () => tokenWith({ claims: { exp: '9999999999' } }), 'times'],
    ['an end before its beginning', () => tokenWith({ claims: { exp: nowSeconds() - 1, iat: nowSeconds() } }), 'times'],
    ['no beginning', () => tokenWith({ claims: { iat: undefined } }), 'times'],
    ['a beginning in the future', () => tokenWith({ claims: { iat: nowSeconds() + 60 } }), 'not-yet-valid'],
    ['nbf in the future', () => tokenWith({ claims: { nbf: nowSeconds() + 60 } }), 'not-yet-valid'],
    ['no binding', () => tokenWith({ claims: { cnf: undefined } }), 'binding'],
    ['an odd binding', () => tokenWith({ claims: { cnf: { jkt: 7 } } }), 'binding'],
    ['no client', () => tokenWith({ claims: { client_id: undefined } }), 'claims'],
    ['scopes that are not text', () => tokenWith({ claims: { scope: { $ne: '' } } }), 'claims'],
    ['scopes in a list that are not text', () => tokenWith({ claims: { scope: ['nhn:msh/api', 1] } }), 'claims'],
    ['no scopes', () => tokenWith({ claims: { scope: undefined } }), 'claims'],
    ['no organisation', () => tokenWith({ claims: { [organizationNumberClaim]: undefined } }), 'claims'],
  ])('a token with %s is refused', async (_what, make, fault) => {
    const answer = await callWithToken(await make());
    expect(answer).toMatchObject({ status: 401, code: 'token-invalid', fault });
    expect(answer.challenge).toMatch(/^DPoP error="invalid_token", error_description="[^"]+", algs="/);
  });

  test('an expired token says so, so that a client knows to fetch a new one', async () => {
    const expired = await tokenWith({ claims: { iat: nowSeconds() - 400, exp: nowSeconds() - 100 } });
    const answer = await callWithToken(expired);
    expect(answer).toMatchObject({ status: 401, code: 'token-expired' });
    expect(answer.challenge).toContain('error="invalid_token"');
  });

  test.each([["'; drop table identity.client; --"], ['00000000-0000-4000-8000-000000000000'], [''], ['\u0000']])(
    'a token of the client %j, which we do not know, is refused',
    async (clientId) => {
      const answer = await callWithToken(await tokenWith({ claims: { client_id: clientId } }));
      expect(answer).toMatchObject({ status: 401, code: 'client-not-active' });
    },
  );

  test('a token for this API whose scopes do not cover the route is forbidden, not unauthenticated', async () => {
    const answer = await callWithToken(await tokenWith({ claims: { scope: 'nhn:msh/other' } }));
    expect(answer).toMatchObject({ status: 403, code: 'insufficient-scope' });
  });

  test('a token for another of our APIs is refused for its audience, whatever scopes it holds', async () => {
    const fetched = await fetchToken(node.url, client, 'samband:identity/clients');
    const forged = await tokenWith({ claims: { aud: 'samband:identity', scope: ['nhn:msh/api'] } });
    for (const accessToken of [fetched, forged]) {
      const answer = await callWithToken(accessToken);
      expect(answer).toMatchObject({ status: 401, code: 'token-invalid', fault: 'audience' });
      expect(answer.challenge).toContain('error="invalid_token"');
    }
  });

  test('a token never speaks in an answer or a challenge', async () => {
    const response = await fetch(url, { headers: { authorization: `DPoP ${token}x`, dpop: 'x' } });
    const everything = (await response.text()) + JSON.stringify([...response.headers]);
    expect(everything).not.toContain(signature.slice(0, 40));
  });
});

describe('proofs', () => {
  const decoy = `${url}/`;

  test.each<[string, () => Promise<string> | string, string]>([
    ['made with another key, as by a thief of the token', () => proofFor(token, {}, stranger), 'binding'],
    [
      "signed by another key under the client's public key",
      () => proofFor(token, { header: { jwk: client.key.publicJwk } }, stranger),
      'signature',
    ],
    ['for another method', () => proofFor(token, { claims: { htm: 'POST' } }), 'htm'],
    ['for the method in small letters', () => proofFor(token, { claims: { htm: 'get' } }), 'htm'],
    ['for another path', () => proofFor(token, { claims: { htu: `${node.url}/other` } }), 'htu'],
    ['for the path with a slash at its end', () => proofFor(token, { claims: { htu: decoy } }), 'htu'],
    ['for another host', () => proofFor(token, { claims: { htu: 'http://evil.example/who-am-i' } }), 'htu'],
    ['for another port', () => proofFor(token, { claims: { htu: 'http://127.0.0.1:1/who-am-i' } }), 'htu'],
    ['for another scheme', () => proofFor(token, { claims: { htu: url.replace('http:', 'https:') } }), 'htu'],
    ['with a query in its htu', () => proofFor(token, { claims: { htu: `${url}?a=1` } }), 'htu'],
    ['with a fragment in its htu', () => proofFor(token, { claims: { htu: `${url}#a` } }), 'htu'],
    [
      'with a user name in its htu',
      () => proofFor(token, { claims: { htu: url.replace('//', '//127.0.0.1@') } }),
      'htu',
    ],
    ['with a relative htu', () => proofFor(token, { claims: { htu: '/who-am-i' } }), 'htu'],
    ['with several htu', () => proofFor(token, { claims: { htu: [url] } }), 'htu'],
    ['without htu', () => proofFor(token, { claims: { htu: undefined } }), 'htu'],
    ['without ath', () => proofFor(token, { claims: { ath: undefined } }), 'ath'],
    ['with the ath of another token', () => proofFor(`${token}x`), 'ath'],
    ['without jti', () => proofFor(token, { claims: { jti: undefined } }), 'jti'],
    ['with an empty jti', () => proofFor(token, { claims: { jti: '' } }), 'jti'],
    ['with a jti that is not text', () => proofFor(token, { claims: { jti: 1 } }), 'jti'],
    ['with a huge jti', () => proofFor(token, { claims: { jti: 'x'.repeat(257) } }), 'jti'],
    ['that is too old', () => proofFor(token, { claims: { iat: nowSeconds() - 17 } }), 'iat'],
    ['from the future', () => proofFor(token, { claims: { iat: nowSeconds() + 60 } }), 'iat'],
    ['without iat', () => proofFor(token, { claims: { iat: undefined } }), 'iat'],
    ['with an iat that is text', () => proofFor(token, { claims: { iat: String(nowSeconds()) } }), 'iat'],
    ['with a nonce that is not text', () => proofFor(token, { claims: { nonce: 1 } }), 'nonce'],
    ['without type', () => proofFor(token, { header: { typ: undefined } }), 'type'],
    ['of type JWT', () => proofFor(token, { header: { typ: 'JWT' } }), 'type'],
    ['without jwk', () => proofFor(token, { header: { jwk: undefined } }), 'jwk'],
    [
      'with a private jwk',
      () => proofFor(token, { header: { jwk: client.key.privateKey.export({ format: 'jwk' }) } }),
      'jwk',
    ],
    ['with a shared secret as jwk', () => proofFor(token, { header: { jwk: { kty: 'oct', k: 'AAAA' } } }), 'jwk'],
    ['with a jwk that is a list', () => proofFor(token, { header: { jwk: [client.key.publicJwk] } }), 'jwk'],
    ['with an own kid only', () => proofFor(token, { header: { jwk: undefined, kid: 'a' } }), 'jwk'],
    ['that is garbage', () => 'garbage', 'malformed'],
    ['that is huge', () => `${'x'.repeat(8_000)}.${'x'.repeat(300)}.x`, 'malformed'],
  ])('a proof %s is refused', async (_what, make, fault) => {
    const answer = await call({ authorization: `DPoP ${token}`, dpop: await make() });
    expect(answer).toMatchObject({ status: 401, code: 'proof-invalid', fault });
    expect(answer.challenge).toMatch(/^DPoP error="invalid_dpop_proof", .*algs="/);
  });

  test.each(['none', 'HS256', 'ES384', 'ES256K', 'PS256', 'constructor', '__proto__'])(
    'a proof that claims the algorithm %s for an ES256 key is refused',
    async (alg) => {
      const [, payload = ''] = (await proofFor(token)).split('.');
      const forged = hmac(
        { alg, typ: 'dpop+jwt', jwk: client.key.publicJwk },
        payload,
        JSON.stringify(client.key.publicJwk),
      );
      const answer = await call({ authorization: `DPoP ${token}`, dpop: forged });
      expect(answer).toMatchObject({ status: 401, code: 'proof-invalid', fault: 'algorithm' });
    },
  );

  test('a proof for GET does not open POST', async () => {
    const answer = await call({ method: 'POST', authorization: `DPoP ${token}`, dpop: await proofFor(token) });
    expect(answer).toMatchObject({ status: 401, code: 'proof-invalid', fault: 'htm' });
  });

  test('the query of a request is not part of what a proof speaks for (RFC 9449 §4.2)', async () => {
    const answer = await call({ url: `${url}?a=1`, authorization: `DPoP ${token}`, dpop: await proofFor(token) });
    expect(answer).toMatchObject({ status: 200 });
  });

  test('a Host header does not make a proof for another host right', async () => {
    const dpop = await proofFor(token, { claims: { htu: 'http://evil.example/who-am-i' } });
    const [status, code] = await rawStatusAndCode({ host: 'evil.example', authorization: `DPoP ${token}`, dpop });
    expect([status, code]).toEqual([401, 'proof-invalid']);
  });
});

test('a client of one organisation cannot pass for another: the organisation comes from the token alone', async () => {
  const response = await fetch(`${url}?organizationNumber=999999999`, {
    headers: {
      authorization: `DPoP ${token}`,
      dpop: await proofFor(token),
      'x-organization-number': '999999999',
    },
  });
  expect(await response.json()).toMatchObject({ organizationNumber, scopes: [scopes[0]?.name] });
});
function decode(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
}
