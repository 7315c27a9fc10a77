import { randomUUID } from 'node:crypto';
import { testDatabase } from '@samband/testing';
import { expect, test } from 'vitest';
import { identityMigrations } from './migrations.ts';
import { dpopProof, keyPair, nowSeconds, signJws } from './test-forging.ts';
import { askToken, callWith, fetchToken, makeClient, organizationNumber, startNode } from './test-network.ts';

// Two networks that share nothing: the first issues the tokens, the second takes them.
const provider = await startNode(await testDatabase([identityMigrations]));
const database = await testDatabase([identityMigrations]);
const network = await startNode(database, { outsideIssuer: provider.url });
const client = await makeClient(provider);
const accessToken = await fetchToken(provider.url, client);
const url = `${network.url}/who-am-i`;

test('a token of the provider outside opens our API, with the organisation that it names', async () => {
  expect(await callWith(client, accessToken, { url })).toMatchObject({
    status: 200,
    body: { clientId: client.clientId, clientName: 'Journal Nord', organizationNumber, scopes: ['nhn:msh/api'] },
  });
});

test('a multi-tenant client is the organisation that delegated to it there', async () => {
  const multi = await makeClient(provider, undefined, { organizationNumber: '310000418', tenancy: 'multi-tenant' });
  await provider.identity.giveDelegation(
    multi.clientId,
    {
      ...{ organizationNumber: '310000310', name: 'Nordre', isMember: true, childOrganizationNumbers: [] },
      signedAudiences: ['nhn:msh'],
    },
    'Kari',
  );
  const identifier = { system: 'urn:oid:1.0.6523', type: 'ENH', value: 'NO:ORGNR:310000310:' };
  const assertionDetails = { type: 'helseid_authorization', practitioner_role: { organization: { identifier } } };
  const { body } = await askToken(provider.url, multi, { assertionDetails });
  expect(await callWith(multi, String(body['access_token']), { url })).toMatchObject({
    body: { organizationNumber: '310000310' },
  });
});

test.each([
  ...['/connect/token', '/.well-known/openid-configuration', '/.well-known/openid-configuration/jwks'],
  ...['/identity/clients', '/self-service/v1/client'],
])('%s is not mounted: clients and tokens are the business of the provider', async (path) => {
  expect((await fetch(network.url + path)).status).toBe(404);
});

test('clients are not made here either', async () => {
  const input = { name: 'Operator', organizationNumber, scopes: ['nhn:msh/api'], keep: async () => undefined };
  expect(await network.identity.ensureOperatorClient(input)).toBeUndefined();
});

test.each<[string, () => Promise<Record<string, unknown>>]>([
  ['of our own making', async () => ({ kid: randomUUID() })],
  ['by another key under a kid of the provider', async () => JSON.parse(headerText()) as Record<string, unknown>],
])('a token %s is refused', async (_what, header) => {
  const payload = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as object;
  const forged = signJws(await keyPair('PS256'), { typ: 'at+jwt', ...(await header()) }, payload);
  expect(await callWith(client, forged, { url })).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
});

function headerText(): string {
  return Buffer.from(accessToken.split('.')[0] ?? '', 'base64url').toString();
}

test('the same checks hold as for tokens of ours: audience, scheme, proof, replay', async () => {
  const codeOf = async (headers: Record<string, string>) => {
    const response = await fetch(url, { headers });
    return ((await response.json()) as { code?: string }).code ?? 'none';
  };
  const other = await fetchToken(provider.url, client, 'samband:identity/clients');
  const authorization = `DPoP ${accessToken}`;
  const dpop = await dpopProof(client.key, { method: 'GET', url, accessToken });

  expect(await callWith(client, other, { url })).toMatchObject({ status: 401, body: { facts: { fault: 'audience' } } });
  expect(await codeOf({ authorization: `Bearer ${accessToken}` })).toBe('scheme-downgraded');
  expect(await codeOf({ authorization })).toBe('proof-missing');
  expect(
    await codeOf({ authorization, dpop: await dpopProof(await keyPair(), { method: 'GET', url, accessToken }) }),
  ).toBe('proof-invalid');
  expect([await codeOf({ authorization, dpop }), await codeOf({ authorization, dpop })]).toEqual([
    'none',
    'proof-replayed',
  ]);
});

test('a key that the provider changed to is found, without a stop here', async () => {
  const shifted = { claims: { iat: nowSeconds() } };
  const before = await dpopProof(client.key, { method: 'GET', url, accessToken }, shifted);
  expect((await fetch(url, { headers: { authorization: `DPoP ${accessToken}`, dpop: before } })).status).toBe(200);

  await provider.identity.rotateSigningKey('Kari', { isExposed: true });
  const newToken = await fetchToken(provider.url, client);
  // A network that starts now knows the new key only.
  const fresh = await startNode(database, { outsideIssuer: provider.url });

  expect(await callWith(client, newToken, { url: `${fresh.url}/who-am-i` })).toMatchObject({ status: 200 });
  expect(await callWith(client, accessToken, { url: `${fresh.url}/who-am-i` })).toMatchObject({
    status: 401,
    body: { facts: { fault: 'key' } },
  });
});

test('a network whose provider is away says so, and not that the caller is wrong', async () => {
  const lost = await startNode(database, { outsideIssuer: 'http://127.0.0.1:1' });
  expect(await callWith(client, accessToken, { url: `${lost.url}/who-am-i` })).toMatchObject({
    status: 503,
    body: { code: 'identity-provider-unavailable' },
  });
});
