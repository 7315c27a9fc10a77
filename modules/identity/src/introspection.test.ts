import { testDatabase } from '@samband/testing';
import * as openid from 'openid-client';
import { expect, test } from 'vitest';
import { identityMigrations } from './migrations.ts';
import { exchange, journalSystem, signIn } from './sign-in/journal-system-for-tests.ts';
import { keyPair, nowSeconds, signJws } from './test-forging.ts';
import { organizationNumber, startNode } from './test-network.ts';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database, { testPersons: true });
const caller = await journalSystem(node);
const api = await journalSystem(node, { apis: ['nhn:msh'] });

const tokenOf = async ({ config, DPoP } = caller, scope = 'nhn:msh/api') =>
  (await openid.clientCredentialsGrant(config, { scope }, { DPoP })).access_token;
const introspect = ({ config } = api, token: string) => openid.tokenIntrospection(config, token);

test('an API that asks with openid-client is told what a token for it says', async () => {
  const answer = await introspect(api, await tokenOf());
  expect(answer).toMatchObject({
    ...{ active: true, token_type: 'DPoP', client_id: caller.client.clientId, iss: node.url, aud: 'nhn:msh' },
    ...{ scope: 'nhn:msh/api', cnf: { jkt: expect.any(String) } },
    'helseid://claims/client/claims/orgnr_parent': organizationNumber,
  });
  expect(Number(answer.exp)).toBeGreaterThan(nowSeconds());
});

test('a client is told of its own tokens, and of nobody else’s', async () => {
  const token = await tokenOf();
  expect(await introspect(caller, token)).toMatchObject({ active: true });
  expect(await introspect(await journalSystem(node), token)).toEqual({ active: false });
  const forAnother = await tokenOf(caller, 'samband:identity/clients');
  expect(await introspect(api, forAnother)).toEqual({ active: false });
});

test('a token whose client is disabled is not active, at once', async () => {
  const gone = await journalSystem(node);
  const token = await tokenOf(gone);
  expect(await introspect(api, token)).toMatchObject({ active: true });
  await node.identity.disableClient(gone.client.clientId, 'test');
  expect(await introspect(api, token)).toEqual({ active: false });
});

test('a forged, a changed and an unknown token are not active', async () => {
  const token = await tokenOf();
  const [header, payload, signature] = token.split('.');
  const claims = { iss: node.url, aud: 'nhn:msh', client_id: caller.client.clientId, exp: nowSeconds() + 300 };
  const forged = signJws(await keyPair(), { typ: 'at+jwt', kid: 'x' }, claims);
  const changed = `${header}.${Buffer.from(JSON.stringify({ ...claims, scope: 'all' })).toString('base64url')}.${signature}`;
  for (const text of [forged, changed, `${header}.${payload}.`, 'unknown']) {
    expect(await introspect(api, text)).toEqual({ active: false });
  }
});

test('a refresh token is told of to its client until it is revoked', async () => {
  const tokens = await exchange(caller, await signIn(caller));
  const refreshToken = String(tokens.refresh_token);
  expect(await introspect(caller, refreshToken)).toMatchObject({ active: true });
  expect(await introspect(api, refreshToken)).toEqual({ active: false });
  await openid.tokenRevocation(caller.config, refreshToken);
  expect(await introspect(caller, refreshToken)).toEqual({ active: false });
});

test('nobody asks without proving who it is, nor by GET', async () => {
  const body = new URLSearchParams({ token: await tokenOf(), client_id: api.client.clientId });
  const answer = await fetch(`${node.url}/connect/introspect`, { method: 'POST', body });
  expect([400, 401]).toContain(answer.status);
  expect(await answer.json()).not.toHaveProperty('active');
  expect([404, 405]).toContain((await fetch(`${node.url}/connect/introspect?${body}`)).status);
});

test('where nobody can log in, tokens of machines are told of, and what is no JWT is not active', async () => {
  const plain = await startNode(database);
  const machine = await journalSystem(plain);
  expect(await introspect(machine, await tokenOf(machine))).toMatchObject({ active: true });
  expect(await introspect(machine, 'unknown')).toEqual({ active: false });
  expect(machine.config.serverMetadata()).toMatchObject({ introspection_endpoint: `${plain.url}/connect/introspect` });
  expect(machine.config.serverMetadata()).not.toHaveProperty('device_authorization_endpoint');
});
