import { testDatabase } from '@samband/testing';
import * as jose from 'jose';
import * as openid from 'openid-client';
import { expect, test } from 'vitest';
import { identityMigrations } from './migrations.ts';
import type { keyPair } from './test-forging.ts';
import { makeClient, organizationNumber, startNode } from './test-network.ts';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database);

async function configure(
  alg: string,
  clientId: string,
  key: Awaited<ReturnType<typeof keyPair>>,
  claims: Record<string, openid.JsonValue> = {},
) {
  const privateKey = (await jose.importJWK(
    { ...key.privateKey.export({ format: 'jwk' }), alg } as jose.JWK,
    alg,
  )) as jose.CryptoKey;
  const authentication = openid.PrivateKeyJwt(privateKey, {
    [openid.modifyAssertion]: (_header, payload) => void Object.assign(payload, claims),
  });
  return openid.discovery(new URL(node.url), clientId, undefined, authentication, {
    execute: [openid.allowInsecureRequests],
  });
}

test.each(['ES256', 'PS256', 'RS256', 'ES384', 'EdDSA'])(
  'an unmodified openid-client gets a token with %s, a DPoP key of its own and the nonce, and calls an API',
  async (alg) => {
    const client = await makeClient(node, alg);
    const config = await configure(alg, client.clientId, client.key);
    const proofKeys = await openid.randomDPoPKeyPair('ES256');
    const DPoP = openid.getDPoPHandle(config, proofKeys);

    const token = await openid.clientCredentialsGrant(config, { scope: 'nhn:msh/api' }, { DPoP });
    const answer = await openid.fetchProtectedResource(
      config,
      token.access_token,
      new URL(`${node.url}/who-am-i?a=1`),
      'GET',
      undefined,
      undefined,
      { DPoP },
    );

    expect(token).toMatchObject({ token_type: 'dpop', expires_in: 300, scope: 'nhn:msh/api' });
    expect(await answer.json()).toEqual({
      clientId: client.clientId,
      clientName: 'Journal Nord',
      organizationNumber,
      scopes: ['nhn:msh/api'],
      expiresAt: expect.stringMatching(/Z$/),
    });
  },
);

test('an unmodified openid-client names a unit in assertion_details, and an API as the resource', async () => {
  const unit = '310000116';
  const client = await makeClient(node, 'ES256', { childOrganizationNumbers: [unit] });
  const identifier = { system: 'urn:oid:2.16.578.1.12.4.1.4.101', type: 'ENH', value: unit };
  const details = { type: 'helseid_authorization', practitioner_role: { organization: { identifier } } };
  const config = await configure('ES256', client.clientId, client.key, { assertion_details: details });
  const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair('ES256'));
  const wanted = { scope: 'nhn:msh/api samband:identity/clients', resource: 'nhn:msh' };

  const { access_token: token, scope } = await openid.clientCredentialsGrant(config, wanted, { DPoP });
  const url = new URL(`${node.url}/who-am-i`);
  const answer = await openid.fetchProtectedResource(config, token, url, 'GET', undefined, undefined, { DPoP });

  expect(scope).toBe('nhn:msh/api');
  expect(answer.status).toBe(200);
  expect(jose.decodeJwt(token)).toMatchObject({
    aud: 'nhn:msh',
    'helseid://claims/client/claims/orgnr_parent': organizationNumber,
    'helseid://claims/client/claims/orgnr_child': unit,
  });
});

test('a token says what RFC 9068 and HelseID say it says, signed by a published key', async () => {
  const client = await makeClient(node);
  const config = await configure('ES256', client.clientId, client.key);
  const proofKeys = await openid.randomDPoPKeyPair('ES256', { extractable: true });
  const DPoP = openid.getDPoPHandle(config, proofKeys);

  const { access_token: token } = await openid.clientCredentialsGrant(config, { scope: 'nhn:msh/api' }, { DPoP });

  const keySet = jose.createRemoteJWKSet(new URL(String(config.serverMetadata().jwks_uri)));
  const { payload, protectedHeader } = await jose.jwtVerify(token, keySet, {
    issuer: node.url,
    audience: 'nhn:msh',
    typ: 'at+jwt',
  });
  expect(protectedHeader).toEqual({ alg: 'PS256', typ: 'at+jwt', kid: expect.any(String) });
  expect(payload).toEqual({
    iss: node.url,
    aud: 'nhn:msh',
    sub: client.clientId,
    client_id: client.clientId,
    client_amr: 'private_key_jwt',
    scope: ['nhn:msh/api'],
    iat: expect.any(Number),
    nbf: payload.iat,
    exp: Number(payload.iat) + 300,
    jti: expect.any(String),
    cnf: { jkt: await jose.calculateJwkThumbprint(proofKeys.publicKey) },
    'helseid://claims/client/claims/orgnr_parent': organizationNumber,
    'helseid://claims/client/client_name': 'Journal Nord',
    'helseid://claims/client/client_tenancy': 'single-tenant',
  });
});

test('discovery names what is in use under the paths of HelseID, and nothing else', async () => {
  const discovery = await (await fetch(`${node.url}/.well-known/openid-configuration`)).json();

  expect(discovery).toEqual({
    issuer: node.url,
    token_endpoint: `${node.url}/connect/token`,
    jwks_uri: `${node.url}/.well-known/openid-configuration/jwks`,
    introspection_endpoint: `${node.url}/connect/introspect`,
    grant_types_supported: ['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange'],
    response_types_supported: [],
    scopes_supported: expect.arrayContaining(['nhn:msh/api', 'samband:identity/clients']),
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: expect.not.arrayContaining(['HS256', 'none']),
    dpop_signing_alg_values_supported: expect.not.arrayContaining(['HS256', 'none']),
  });
});

test.each(['/auth', '/connect/authorize', '/me', '/session/end', '/token', '/jwks', '/reg', '/token/introspection'])(
  'the provider is not reachable at %s',
  async (path) => {
    expect((await fetch(node.url + path)).status).toBe(404);
  },
);
