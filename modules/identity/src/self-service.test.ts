import { testDatabase } from '@samband/testing';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { identityMigrations } from './migrations.ts';
import { forgetExpired } from './replay-tables.ts';
import { type KeyPair, keyPair } from './test-forging.ts';
import {
  askToken,
  callWith,
  fetchToken,
  makeClient,
  organizationNumber,
  startNode,
  type TestClient,
} from './test-network.ts';

const database = await testDatabase([identityMigrations]);
const selfServiceKey = 'a key for vendors, long enough to count';
const node = await startNode(database, { selfServiceKey });
const operator = await makeClient(node);

const scope = 'nhn:selvbetjening/client';
const unit = '310000116';

async function administer(method: string, path: string, body?: unknown) {
  const accessToken = await fetchToken(node.url, operator, 'samband:identity/clients');
  return callWith(operator, accessToken, { url: `${node.url}${path}`, method, body });
}

async function serve(client: TestClient, method: string, path: string, body?: unknown) {
  const accessToken = await fetchToken(node.url, client, scope);
  return callWith(client, accessToken, { url: `${node.url}/self-service/v1/${path}`, method, body });
}

async function sendDraft(
  key: KeyPair,
  changes: Record<string, unknown> = {},
  apiKey: string | undefined = selfServiceKey,
) {
  const draft = { organizationNumber, publicJwk: key.publicJwk, apiScopes: [scope, 'nhn:msh/api'], ...changes };
  const response = await fetch(`${node.url}/self-service/v1/client-drafts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(apiKey === undefined ? {} : { 'api-key': apiKey }) },
    body: JSON.stringify(draft),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function draftedClient(changes: Record<string, unknown> = {}): Promise<TestClient> {
  const key = await keyPair();
  const { body } = await sendDraft(key, changes);
  return { clientId: String(body['clientId']), key };
}

async function confirmedClient(changes: Record<string, unknown> = {}): Promise<TestClient> {
  const client = await draftedClient(changes);
  await node.identity.confirmDraft(client.clientId, {}, 'Kari');
  return client;
}

describe('a draft', () => {
  test('becomes a client with all that it asks for when an administrator confirms it, and not before', async () => {
    const client = await draftedClient({ childOrganizationNumbers: [unit] });
    expect((await askToken(node.url, client, { scope })).body).toMatchObject({ error: 'invalid_client' });
    const listed = (await administer('GET', '/identity/client-drafts')).body['drafts'] as unknown[];
    expect(listed).toContainEqual(
      expect.objectContaining({ clientId: client.clientId, organizationNumber, childOrganizationNumbers: [unit] }),
    );

    const confirmed = await administer('POST', `/identity/client-drafts/${client.clientId}/confirm`, { name: 'Vest' });
    const again = await administer('POST', `/identity/client-drafts/${client.clientId}/confirm`, {});

    expect(confirmed).toMatchObject({ status: 200, body: { clientId: client.clientId, name: 'Vest' } });
    expect(again).toMatchObject({ status: 404, body: { code: 'client-draft-not-found' } });
    expect(await askToken(node.url, client, { scope: 'nhn:msh/api' })).toMatchObject({ status: 200 });
    const [event] = await node.identity.clientEvents(client.clientId);
    expect(event).toMatchObject({ kind: 'client-created', by: operator.clientId });
  });

  test('of two administrators who confirm at once, one makes the client', async () => {
    const { clientId } = await draftedClient();
    const confirm = () => node.identity.confirmDraft(clientId, {}, 'Kari');
    const answers = await Promise.allSettled([confirm(), confirm(), confirm()]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('takes the key as text too, as HelseID does, and null for what is not there', async () => {
    const key = await keyPair('PS256');
    const changes = { publicJwk: JSON.stringify(key.publicJwk), redirectUris: null, childOrganizationNumbers: null };
    expect(await sendDraft(key, changes)).toMatchObject({ status: 201, body: { clientId: expect.any(String) } });
  });

  test('rejected is gone', async () => {
    const { clientId } = await draftedClient();
    expect(await administer('DELETE', `/identity/client-drafts/${clientId}`)).toMatchObject({ status: 204 });
    expect(await administer('DELETE', `/identity/client-drafts/${clientId}`)).toMatchObject({ status: 404 });
    await expect(node.identity.confirmDraft(clientId, {}, 'Kari')).rejects.toMatchObject({
      code: 'client-draft-not-found',
    });
  });

  test.each([undefined, 'wrong', `${selfServiceKey}x`])('with the key %j is refused unread', async (apiKey) => {
    const key = await keyPair();
    const response = await fetch(`${node.url}/self-service/v1/client-drafts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(apiKey === undefined ? {} : { 'api-key': apiKey }) },
      body: JSON.stringify(key.publicJwk),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'self-service-key-invalid' });
  });

  test('cannot be sent to a node that was given no key for vendors', async () => {
    const closed = await startNode(database);
    const response = await fetch(`${closed.url}/self-service/v1/client-drafts`, { method: 'POST' });
    expect(response.status).toBe(404);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['a private key', { publicJwk: { kty: 'EC', crv: 'P-256', x: 'a', y: 'b', d: 'c' } }, 'key-refused'],
    ['a key that is not JSON', { publicJwk: '{' }, 'client-invalid'],
    ['no scope', { apiScopes: [] }, 'client-invalid'],
    ['a scope that is not known', { apiScopes: ['nhn:kjernejournal/api'] }, 'scope-unknown'],
    ['a wrong organisation number', { organizationNumber: '310000018' }, 'organization-number-invalid'],
    ['a wrong unit', { childOrganizationNumbers: ['1'] }, 'organization-number-invalid'],
    ['a redirect to http', { redirectUris: ['http://vendor.example/cb'] }, 'client-invalid'],
    ['a redirect to a script', { redirectUris: ['javascript:alert(1)'] }, 'client-invalid'],
    ['a claim of ours', { audienceSpecificClientClaims: [{ key: 'iss', value: 'x' }] }, 'client-invalid'],
    [
      'a claim that says for whom it acts',
      { audienceSpecificClientClaims: [{ key: 'helseid://claims/client/claims/orgnr_parent', value: unit }] },
      'client-invalid',
    ],
    ['something else', { scopes: ['nhn:msh/api'] }, 'request-invalid'],
  ])('with %s is refused', async (_what, changes, code) => {
    expect(await sendDraft(await keyPair(), changes)).toMatchObject({ status: 400, body: { code } });
  });

  test('is one of ten at most that wait for an organisation, and ends after a week', async () => {
    const key = await keyPair();
    const other = { organizationNumber: '310000213' };
    const sent = [];
    for (let n = 0; n < 11; n += 1) sent.push(await sendDraft(key, other));
    expect(sent.map(({ status }) => status)).toEqual([...Array(10).fill(201), 429]);
    expect(sent[10]?.body).toMatchObject({ code: 'client-drafts-too-many', facts: { limit: 10 } });

    await sql`update identity.client_draft set expires_at = now() - interval '1 hour'
               where organization_number = '310000213'`.execute(database.db);
    const late = node.identity.confirmDraft(String(sent[0]?.body['clientId']), {}, 'Kari');
    await expect(late).rejects.toMatchObject({ code: 'client-draft-not-found' });
    expect(await sendDraft(key, other)).toMatchObject({ status: 201 });
    await forgetExpired(database);
    const { rows } = await sql<{ left: number }>`
      select count(*)::int as left from identity.client_draft where organization_number = '310000213'
    `.execute(database.db);
    expect(rows).toEqual([{ left: 1 }]);
  });
});

describe('settings', () => {
  const claim = { key: 'nhn:msh/system-id', value: 'a-1' };

  test('are replaced whole: less holds at once, more waits for an administrator, null empties', async () => {
    const client = await confirmedClient({
      childOrganizationNumbers: [unit],
      audienceSpecificClientClaims: [claim],
      redirectUris: ['https://vendor.example/cb'],
    });

    const apiScopes = [scope, 'samband:identity/clients'];
    const claims = [
      { ...claim, value: 'b-2' },
      { key: 'samband:identity/note', value: 'x' },
    ];
    const replaced = await serve(client, 'PUT', 'client', {
      ...{ apiScopes, audienceSpecificClientClaims: claims, childOrganizationNumbers: ['310000213'] },
      redirectUris: null,
    });

    const reason = expect.stringContaining('not approved');
    expect(replaced).toEqual({
      status: 200,
      body: {
        apiScopes: [
          { scope, status: 'ok', statusReason: null },
          { scope: 'samband:identity/clients', status: 'pending', statusReason: reason },
        ],
        audienceSpecificClientClaims: [
          {
            ...{ claimType: claim.key, activeClaimValue: 'a-1', pendingClaimValue: 'b-2' },
            ...{ status: 'updatePending', statusReason: reason },
          },
          {
            ...{ claimType: 'samband:identity/note', activeClaimValue: null, pendingClaimValue: 'x' },
            ...{ status: 'pending', statusReason: reason },
          },
        ],
        redirectUris: [],
        postLogoutRedirectUris: [],
        childOrganizationNumbers: [],
        pendingChildOrganizationNumbers: ['310000213'],
      },
    });
    const waiting = await askToken(node.url, client, { scope: 'samband:identity/clients' });
    const givenUp = await askToken(node.url, client, { scope: 'nhn:msh/api' });
    expect([waiting.body['error'], givenUp.body['error']]).toEqual(['invalid_scope', 'invalid_scope']);

    expect(await administer('POST', `/identity/clients/${client.clientId}/approve`)).toMatchObject({
      status: 200,
      body: { scopes: apiScopes, pending: { scopes: [], claims: {}, childOrganizationNumbers: [] } },
    });
    expect((await serve(client, 'GET', 'client')).body).toMatchObject({
      apiScopes: [{ status: 'ok' }, { status: 'ok' }],
      audienceSpecificClientClaims: [{ activeClaimValue: 'b-2', status: 'ok' }, { activeClaimValue: 'x' }],
      childOrganizationNumbers: ['310000213'],
    });
    const [, , approved] = await node.identity.clientEvents(client.clientId);
    expect(approved).toMatchObject({ kind: 'client-settings-approved', by: operator.clientId });
  });

  test('put a claim of the client into the tokens of the API it belongs to, and no others', async () => {
    const client = await confirmedClient({ audienceSpecificClientClaims: [claim] });
    const [ofMsh, ofSelfService] = await Promise.all([
      fetchToken(node.url, client, 'nhn:msh/api'),
      fetchToken(node.url, client, scope),
    ]);
    const claimIn = (token: string) =>
      (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>)[
        claim.key
      ];
    expect([claimIn(ofMsh), claimIn(ofSelfService)]).toEqual(['a-1', undefined]);
  });

  test('of others are out of reach: the token says whose are meant', async () => {
    const accessToken = await fetchToken(node.url, operator, 'nhn:msh/api');
    const answer = await callWith(operator, accessToken, { url: `${node.url}/self-service/v1/client` });
    expect(answer).toMatchObject({ status: 401, body: { facts: { fault: 'audience' } } });
  });
});

describe('keys', () => {
  test('are rotated: the new one works at once, the old one ends a day later', async () => {
    const client = await confirmedClient();
    const next = { ...client, key: await keyPair('PS256') };

    const rotated = await serve(client, 'POST', 'client-secret', next.key.publicJwk);

    expect(rotated.status).toBe(200);
    const expiration = Date.parse(String(rotated.body['expiration']));
    expect(expiration).toBeGreaterThan(Date.now() + 300 * 24 * 3_600_000);
    expect(await askToken(node.url, client, { scope })).toMatchObject({ status: 200 });
    expect(await askToken(node.url, next, { scope })).toMatchObject({ status: 200 });
    const { keys } = await node.identity.getClient(client.clientId);
    const hoursLeft = (Number(keys[0]?.expiresAt) - Date.now()) / 3_600_000;
    expect([Math.round(hoursLeft), keys[1]?.expiresAt?.getTime()]).toEqual([24, expiration]);

    await sql`update identity.client_key set expires_at = now()
               where client_id = ${client.clientId} and kid = ${keys[0]?.kid}`.execute(database.db);

    expect((await askToken(node.url, client, { scope })).body).toMatchObject({ error: 'invalid_client' });
    expect(await askToken(node.url, next, { scope })).toMatchObject({ status: 200 });
    const back = await serve(next, 'POST', 'client-secret', client.key.publicJwk);
    expect(back).toMatchObject({ status: 409, body: { code: 'client-key-conflict' } });
  });

  test('in use are at most five, so that a loop of rotations ends', async () => {
    const client = await confirmedClient();
    const answers = [];
    for (let n = 0; n < 5; n += 1) {
      answers.push(await serve(client, 'POST', 'client-secret', (await keyPair()).publicJwk));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 409]);
  });
});

test('a multi-tenant client sees who delegated to it, and what they have signed', async () => {
  const client = await draftedClient();
  await node.identity.confirmDraft(client.clientId, { tenancy: 'multi-tenant' }, 'Kari');
  const path = `/identity/clients/${client.clientId}/delegations`;
  const given = {
    name: 'Nordre kommune',
    isMember: true,
    childOrganizationNumbers: [unit],
    signedAudiences: ['nhn:msh'],
  };

  expect(await administer('PUT', `${path}/310000310`, given)).toMatchObject({ status: 200, body: given });
  expect(await administer('GET', path)).toMatchObject({ body: { delegations: [{ organizationNumber: '310000310' }] } });
  expect((await serve(client, 'GET', 'multi-tenant-delegations')).body).toEqual([
    {
      delegator: { organizationNumber: '310000310', name: 'Nordre kommune', isHelsenettMember: true },
      serviceTerms: [
        { uri: 'nhn:selvbetjening', name: 'nhn:selvbetjening', delegatorHasSigned: false, scopes: [scope] },
        { uri: 'nhn:msh', name: 'nhn:msh', delegatorHasSigned: true, scopes: ['nhn:msh/api'] },
      ],
    },
  ]);
  expect(await administer('DELETE', `${path}/310000310`)).toMatchObject({ status: 204 });
  expect(await administer('DELETE', `${path}/310000310`)).toMatchObject({
    status: 404,
    body: { code: 'delegation-not-found' },
  });
});
