import { readFile } from 'node:fs/promises';
import { fixture, testDatabase } from '@samband/testing';
import * as jose from 'jose';
import { describe, expect, test } from 'vitest';
import { readAssertionDetails } from './assertion-details.ts';
import { identityMigrations } from './migrations.ts';
import { askToken, callWith, makeClient, organizationNumber, startNode, type TestClient } from './test-network.ts';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database);

/** Invented; the check digits are right. */
const unit = '310000116';
const otherUnit = '310000213';
const municipality = '310000310';
const supplier = '310000418';

const scope = 'nhn:msh/api';
const single = await makeClient(node, undefined, { childOrganizationNumbers: [unit] });
const multi = await makeClient(node, undefined, { organizationNumber: supplier, tenancy: 'multi-tenant' });
await delegate(['nhn:msh']);

async function delegate(signedAudiences: string[]) {
  const input = { name: 'Nordre kommune', isMember: true, childOrganizationNumbers: [unit], signedAudiences };
  await node.identity.giveDelegation(multi.clientId, { organizationNumber: municipality, ...input }, 'Kari');
}

function details(system: string, value: unknown, type: unknown = 'ENH') {
  const practitionerRole = { organization: { identifier: { system, type, value } } };
  return { type: 'helseid_authorization', practitioner_role: practitionerRole };
}

const child = (value: unknown) => details('urn:oid:2.16.578.1.12.4.1.4.101', value);
const parent = (value: unknown) => details('urn:oid:1.0.6523', value);

/** The organisations in the token, or the refusal. */
async function organizationsOf(client: TestClient, assertionDetails?: unknown, wanted = scope) {
  const { status, body } = await askToken(node.url, client, { assertionDetails, scope: wanted });
  if (status !== 200) return { status, error: body['error'] };
  const payload = jose.decodeJwt(String(body['access_token']));
  return {
    status,
    parent: payload['helseid://claims/client/claims/orgnr_parent'],
    child: payload['helseid://claims/client/claims/orgnr_child'],
    supplier: payload['helseid://claims/client/claims/orgnr_supplier'],
    tenancy: payload['helseid://claims/client/client_tenancy'],
  };
}

describe('a single-tenant client', () => {
  const own = { status: 200, parent: organizationNumber, supplier: undefined, tenancy: 'single-tenant' };

  test('acts for its own organisation when it says nothing', async () => {
    expect(await organizationsOf(single)).toEqual({ ...own, child: undefined });
  });

  test.each([
    ['by its organisation number', child(unit)],
    ['as older samples write it', details('urn:oid:2.16.578.1.12.4.1.2.101', unit)],
    ['in a list of one', [child(unit)]],
  ])('names a unit on its list, %s', async (_how, assertionDetails) => {
    expect(await organizationsOf(single, assertionDetails)).toEqual({ ...own, child: unit });
  });

  test('may not name a unit that is not on its list', async () => {
    expect(await organizationsOf(single, child(otherUnit))).toEqual({ status: 400, error: 'access_denied' });
  });

  test.each([`NO:ORGNR:${municipality}:`, `NO:ORGNR:${organizationNumber}:${unit}`])(
    'may not act as %s, as a multi-tenant client would',
    async (value) => {
      expect(await organizationsOf(single, parent(value))).toMatchObject({ error: 'invalid_authorization_details' });
    },
  );
});

describe('a multi-tenant client', () => {
  const delegated = { status: 200, parent: municipality, supplier, tenancy: 'multi-tenant' };

  test('acts for an organisation that delegated to it, and for its units', async () => {
    expect(await organizationsOf(multi, parent(`NO:ORGNR:${municipality}:`))).toEqual({
      ...delegated,
      child: undefined,
    });
    expect(await organizationsOf(multi, parent(`NO:ORGNR:${municipality}:${unit}`))).toEqual({
      ...delegated,
      child: unit,
    });
  });

  test('may not act for an organisation that has not, nor for a unit that was not delegated', async () => {
    const denied = { status: 400, error: 'access_denied' };
    expect(await organizationsOf(multi, parent(`NO:ORGNR:${organizationNumber}:`))).toEqual(denied);
    expect(await organizationsOf(multi, parent(`NO:ORGNR:${supplier}:`))).toEqual(denied);
    expect(await organizationsOf(multi, parent(`NO:ORGNR:${municipality}:${otherUnit}`))).toEqual(denied);
  });

  test('must say for whom it acts, but for self-service, where it acts for its vendor', async () => {
    expect(await organizationsOf(multi)).toMatchObject({ error: 'invalid_authorization_details' });
    expect(await organizationsOf(multi, child(unit))).toMatchObject({ error: 'invalid_authorization_details' });
    expect(await organizationsOf(multi, undefined, `${scope} nhn:selvbetjening/client`)).toMatchObject({ status: 400 });
    expect(await organizationsOf(multi, undefined, 'nhn:selvbetjening/client')).toMatchObject({ parent: supplier });
  });

  test('is told in rejected_scope what the organisation has not signed, and gets the rest', async () => {
    const assertionDetails = parent(`NO:ORGNR:${municipality}:`);
    const answer = await askToken(node.url, multi, { assertionDetails, scope: `${scope} samband:identity/clients` });

    expect(answer).toMatchObject({ status: 200, body: { scope, rejected_scope: 'samband:identity/clients' } });
    expect(jose.decodeJwt(String(answer.body['access_token']))).toMatchObject({ aud: 'nhn:msh', scope: [scope] });
    expect(await organizationsOf(multi, assertionDetails, 'samband:identity/clients')).toEqual({
      status: 400,
      error: 'invalid_scope',
    });
  });

  test('is the organisation it acts for to our APIs, until the delegation ends', async () => {
    const { body } = await askToken(node.url, multi, { assertionDetails: parent(`NO:ORGNR:${municipality}:`), scope });
    const accessToken = String(body['access_token']);
    const url = `${node.url}/who-am-i`;

    expect(await callWith(multi, accessToken, { url })).toMatchObject({
      status: 200,
      body: { clientId: multi.clientId, organizationNumber: municipality },
    });

    await node.identity.endDelegation(multi.clientId, municipality, 'Kari');
    const ended = await callWith(multi, accessToken, { url });
    const asked = await organizationsOf(multi, parent(`NO:ORGNR:${municipality}:`));
    await delegate(['nhn:msh']);

    expect(ended).toMatchObject({ status: 401, body: { code: 'client-not-active' } });
    expect(asked).toEqual({ status: 400, error: 'access_denied' });
  });
});

test.each<[string, unknown]>([
  ['text', 'x'],
  ['null', null],
  ['an empty list', []],
  ['a type that is not known', { ...child(unit), type: 'nhn:sfm:journal-id' }],
  ['a known type beside one that is not', [child(unit), { type: 'nhn:tillitsrammeverk:parameters' }]],
  ['two organisations', [child(unit), child(otherUnit)]],
  ['no organisation', { type: 'helseid_authorization' }],
  ['a value that is a number', child(310000116)],
  ['a value that is too short', child('31000011')],
  ['a value with a parent where a unit stands', child(`NO:ORGNR:${organizationNumber}:${unit}`)],
  ['another system', details('urn:oid:2.16.578.1.12.4.1.2', unit)],
  ['another type of organisation', details('urn:oid:2.16.578.1.12.4.1.4.101', unit, 'HER')],
  ['no last colon', parent(`NO:ORGNR:${municipality}`)],
  ['another country', parent(`SE:ORGNR:${municipality}:`)],
  ['a third organisation', parent(`NO:ORGNR:${municipality}:${unit}:${unit}`)],
])('assertion_details with %s are refused, and nothing of them is repeated', async (_what, assertionDetails) => {
  const { status, body } = await askToken(node.url, single, { assertionDetails });
  expect({ status, error: body['error'] }).toEqual({ status: 400, error: 'invalid_authorization_details' });
  expect(body['error_description']).toMatch(/^(assertion_details|a single-tenant client) /);
  expect(JSON.stringify(body)).not.toContain('31000');
});

test('a delegation is given to multi-tenant clients only, and only for APIs of ours', async () => {
  const input = { organizationNumber: municipality, name: 'Nordre', isMember: true, childOrganizationNumbers: [] };
  const signed = { ...input, signedAudiences: ['nhn:msh'] };
  await expect(node.identity.giveDelegation(single.clientId, signed, 'Kari')).rejects.toMatchObject({
    code: 'delegation-refused',
  });
  await expect(
    node.identity.giveDelegation(multi.clientId, { ...input, signedAudiences: ['nhn:kjernejournal'] }, 'Kari'),
  ).rejects.toMatchObject({ code: 'client-invalid' });
  await expect(node.identity.endDelegation(multi.clientId, supplier, 'Kari')).rejects.toMatchObject({
    code: 'delegation-not-found',
  });
});

test('the details that HelseID publishes as examples are read, or refused as not known here', async (context) => {
  const path = fixture(context, 'sharing/_derived/helseid-authorization-details-examples.json');
  const examples = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  const read = Object.fromEntries(
    Object.entries(examples).map(([name, example]) => {
      try {
        return [name, readAssertionDetails(example)?.of];
      } catch (error) {
        return [name, (error as Error).message];
      }
    }),
  );
  expect(read).toEqual({
    multi_tenant_client_credentials: 'delegator',
    multi_tenant_parent_only: 'delegator',
    single_tenant_child: 'own-organization',
    sfm_journal_id: 'invalid_authorization_details',
    tillitsrammeverk_minimal: 'invalid_authorization_details',
  });
});
