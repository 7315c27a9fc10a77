import { testDatabase } from '@samband/testing';
import * as jose from 'jose';
import * as openid from 'openid-client';
import { expect, test } from 'vitest';
import type { ClientInput } from './client.ts';
import { identityMigrations } from './migrations.ts';
import { exchange as exchangeCode, journalSystem, signIn } from './sign-in/journal-system-for-tests.ts';
import { organizationNumber, startNode } from './test-network.ts';

const grantType = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
const ofVendor = '310000116';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database, { testPersons: true });
const caller = await journalSystem(node);
const makeApi = (changes: Partial<ClientInput> = {}) =>
  journalSystem(node, {
    ...{ name: 'The first API', organizationNumber: ofVendor, apis: ['samband:identity'], scopes: ['nhn:msh/api'] },
    ...changes,
  });
const api = await makeApi();

const tokenOf = async ({ config, DPoP } = caller, scope = 'samband:identity/clients') =>
  (await openid.clientCredentialsGrant(config, { scope }, { DPoP })).access_token;
const exchange = (subject: string, parameters: Record<string, string> = {}, { config, DPoP } = api) =>
  openid.genericGrantRequest(
    config,
    grantType,
    { subject_token: subject, subject_token_type: accessTokenType, scope: 'nhn:msh/api', ...parameters },
    { DPoP },
  );
const call = (token: string, { config, DPoP } = api) =>
  openid.fetchProtectedResource(config, token, new URL(`${node.url}/who-am-i`), 'GET', undefined, undefined, { DPoP });

test('an API that was called gets a token for the next one, for the same organisation, and calls it', async () => {
  const subject = await tokenOf();
  const tokens = await exchange(subject);

  expect(tokens).toMatchObject({ issued_token_type: accessTokenType, token_type: 'dpop', scope: 'nhn:msh/api' });
  expect(tokens).not.toHaveProperty('refresh_token');
  expect(jose.decodeJwt(tokens.access_token)).toMatchObject({
    ...{ aud: 'nhn:msh', sub: caller.client.clientId, client_id: api.client.clientId },
    act: { sub: api.client.clientId, act: { sub: caller.client.clientId } },
    'helseid://claims/client/claims/orgnr_parent': organizationNumber,
  });
  expect(await (await call(tokens.access_token)).json()).toMatchObject({
    ...{ clientId: api.client.clientId, organizationNumber },
  });
});

test('the person stays the same, and their pseudonym stays with the first client', async () => {
  const scope =
    'openid samband:identity/clients helseid://scopes/identity/pid_pseudonym helseid://scopes/hpr/hpr_number';
  const before = await exchangeCode(caller, await signIn(caller, { parameters: { scope } }));
  const after = jose.decodeJwt((await exchange(before.access_token)).access_token);

  expect(after).toMatchObject({
    ...{ sub: before.claims()?.sub, idp: 'test-persons', amr: ['external'] },
    'helseid://claims/hpr/hpr_number': '900000101',
  });
  expect(after).not.toHaveProperty('helseid://claims/identity/pid_pseudonym');
  expect(after).not.toHaveProperty('sid');
});

test('an exchanged token ends with the one before, and is bound to the key of the API', async () => {
  const subject = await tokenOf();
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const { access_token: token } = await exchange(subject);
  expect(jose.decodeJwt(token).exp).toBeLessThanOrEqual(Number(jose.decodeJwt(subject).exp));
  expect(jose.decodeJwt(token)['cnf']).not.toEqual(jose.decodeJwt(subject)['cnf']);
  await expect(call(token, caller)).rejects.toThrow();
});

test('when the first client or the API is disabled, the exchanged token opens nothing', async () => {
  for (const ended of ['caller', 'api'] as const) {
    const clients = { caller: await journalSystem(node), api: await makeApi() };
    const { access_token: token } = await exchange(await tokenOf(clients.caller), {}, clients.api);
    expect((await call(token, clients.api)).status).toBe(200);
    await node.identity.disableClient(clients[ended].client.clientId, 'test');
    await expect(call(token, clients.api)).rejects.toThrow();
  }
});

test('a client exchanges no token for an API that it is not, nor one that was exchanged before', async () => {
  await expect(exchange(await tokenOf(caller, 'nhn:msh/api'))).rejects.toMatchObject({ error: 'invalid_request' });
  const both = await makeApi({ apis: ['samband:identity', 'nhn:msh'] });
  const { access_token: once } = await exchange(await tokenOf(), {}, both);
  await expect(exchange(once, {}, both)).rejects.toMatchObject({ error: 'invalid_request' });
  await expect(exchange(await tokenOf(), {}, caller)).rejects.toThrow();
});

test('an API gets no scope that is not its own, and acts for nobody else than the first client did', async () => {
  const subject = await tokenOf();
  await expect(exchange(subject, { scope: 'nhn:selvbetjening/client' })).rejects.toMatchObject({
    error: 'invalid_scope',
  });
  const identifier = { system: 'urn:oid:2.16.578.1.12.4.1.4.101', type: 'ENH', value: '310000019' };
  api.withAssertionDetails({ type: 'helseid_authorization', practitioner_role: { organization: { identifier } } });
  await expect(exchange(subject)).rejects.toMatchObject({ error: 'invalid_authorization_details' });
  api.withAssertionDetails(undefined);
});

test.each([
  ['a subject of another type', { subject_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' }],
  ['a wish for another type', { requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' }],
  ['an actor of its own choice', { actor_token: 'x', actor_token_type: accessTokenType }],
  ['an audience beside the resource', { audience: 'nhn:msh' }],
  ['no token', { subject_token: '' }],
  ['a token of somebody else', { subject_token: 'eyJhbGciOiJub25lIn0.e30.' }],
])('an exchange with %s is refused', async (_what, parameters: Record<string, string>) => {
  await expect(exchange(await tokenOf(), parameters)).rejects.toMatchObject({ error: 'invalid_request' });
});

test('the metadata names the grant', async () => {
  expect(api.config.serverMetadata().grant_types_supported).toEqual(
    expect.arrayContaining([
      ...[grantType, 'client_credentials', 'refresh_token', 'authorization_code'],
      ...['urn:ietf:params:oauth:grant-type:device_code', 'urn:openid:params:grant-type:ciba'],
    ]),
  );
});
