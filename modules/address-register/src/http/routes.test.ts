import { testDatabase } from '@samband/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { CERTIFICATES } from '../certificates-for-tests.ts';
import { HOSPITAL } from '../country-for-tests.ts';
import { addressRegisterMigrations } from '../migrations.ts';
import { registerServer } from './server-for-tests.ts';

const database = await testDatabase([addressRegisterMigrations]);
const { register, app, call } = await registerServer(database);
afterAll(() => app.close());
const ROOT = '/address-register/communication-parties';

const hospital = {
  kind: 'organization',
  name: 'Nordvik sykehus',
  organizationNumber: HOSPITAL,
  businessType: '101',
  validFrom: '2020-01-01T00:00:00Z',
  electronicAddresses: [{ type: 'E_EDI', value: 'edi@nordvik.example' }],
};
const surgery = (parentHerId: number) => ({
  kind: 'service',
  name: 'Kirurgi',
  parentHerId,
  serviceCode: { system: '8668', code: 'K01' },
});
const created = async (body: object) => (await call('member', 'POST', ROOT, body)).body;

describe('reading', () => {
  test('gives a party with what it inherits, its instants as text, and its version as ETag', async () => {
    const { herId } = await created(hospital);
    const service = await created(surgery(herId));

    const answer = await call('reader', 'GET', `${ROOT}/${service.herId}`);

    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe('"1"');
    expect(answer.body).toMatchObject({
      herId: service.herId,
      parentHerId: herId,
      organizationNumber: HOSPITAL,
      serviceCode: { system: '2.16.578.1.12.4.1.1.8668', code: 'K01' },
      electronicAddresses: [{ type: 'E_EDI', value: 'edi@nordvik.example', inherited: true }],
      changedAt: expect.stringMatching(/^20\d\d-.*Z$/),
    });
  });

  test('answers for another instant, without an ETag', async () => {
    const { herId } = await created(hospital);

    const answer = await call('reader', 'GET', `${ROOT}/${herId}?at=2019-12-31T00:00:00Z`);

    expect(answer.body).toMatchObject({ active: false });
    expect(answer.headers['etag']).toBeUndefined();
  });

  test.each([
    ['0123', 400, 'her-id-invalid'],
    ['2000000000', 404, 'communication-party-not-found'],
  ])('of HER-id %s gives %i %s', async (herId, status, code) => {
    const answer = await call('reader', 'GET', `${ROOT}/${herId}`);

    expect(answer).toMatchObject({ status, body: { code, type: `http://localhost:8080/problems/${code}` } });
  });

  test('looks up many, in the order asked', async () => {
    const { herId } = await created(hospital);
    const service = await created(surgery(herId));

    const answer = await call('reader', 'POST', `${ROOT}/lookup`, { herIds: [service.herId, 2_000_000_000, herId] });

    const found = answer.body.communicationParties.map((party: { herId: number }) => party.herId);
    expect(found).toEqual([service.herId, herId]);
  });

  test('refuses to look up more than 500', async () => {
    const herIds = Array.from({ length: 501 }, (_, index) => index + 1);

    expect(await call('reader', 'POST', `${ROOT}/lookup`, { herIds })).toMatchObject({
      status: 413,
      body: { code: 'too-many-parties' },
    });
  });

  test('searches page by page', async () => {
    await created({ ...hospital, name: 'Øvre Årdal legesenter' });
    await created({ ...hospital, name: 'Øvre Årdal sykehjem' });

    const first = await call('reader', 'GET', `${ROOT}?text=${encodeURIComponent('årdal')}&limit=1`);
    const second = await call('reader', 'GET', `${ROOT}?text=%C3%A5rdal&limit=1&after=${first.body.nextAfter}`);

    expect(first.body.communicationParties).toMatchObject([{ name: 'Øvre Årdal legesenter' }]);
    expect(second.body).toMatchObject({ communicationParties: [{ name: 'Øvre Årdal sykehjem' }] });
    expect(second.body).not.toHaveProperty('nextAfter');
  });

  test.each(['limit=0', 'limit=101', 'kind=hospital', 'after=x', 'colour=red', 'municipality=301'])(
    'refuses the search %s',
    async (query) => {
      expect(await call('reader', 'GET', `${ROOT}?${query}`)).toMatchObject({ status: 400 });
    },
  );

  test('lists events, also those of what was inherited', async () => {
    const { herId } = await created(hospital);
    const service = await created(surgery(herId));
    const [last] = (await register.events({ limit: 1000 })).slice(-1);
    await call('member', 'PATCH', `${ROOT}/${herId}`, { electronicAddresses: [], expectedVersion: 1 });

    const answer = await call('reader', 'GET', `/address-register/events?after=${last?.sequence}&limit=10`);

    expect(answer.body.events).toMatchObject([
      { herId, kind: 'changed', clientId: `client-of-${HOSPITAL}`, version: 2 },
      {
        herId: service.herId,
        kind: 'inherited',
        causedBySequence: (last?.sequence ?? 0) + 1,
        changes: { electronicAddresses: { after: [] } },
      },
    ]);
  });

  test('gives a certificate by its thumbprint', async () => {
    const certificates = [{ use: 'signing', value: CERTIFICATES.signing2025 }];
    const party = await created({ ...hospital, certificates });
    const { thumbprint } = party.certificates[0];

    expect(await call('reader', 'GET', `/address-register/certificates/${thumbprint}`)).toMatchObject({
      status: 200,
      body: { thumbprint, value: CERTIFICATES.signing2025, subjectOrganizationNumber: HOSPITAL },
    });
  });
});

describe('registering', () => {
  test('answers 201 with where the party is', async () => {
    const answer = await call('member', 'POST', ROOT, hospital);

    expect(answer).toMatchObject({ status: 201, headers: { location: `${ROOT}/${answer.body.herId}`, etag: '"1"' } });
  });

  test.each([
    ['a reader', 'reader', hospital, 403, 'insufficient-scope'],
    ['a stranger', 'stranger', hospital, 403, 'not-your-organization'],
    ['a member that chooses its HER-id', 'member', { ...hospital, herId: 4711 }, 403, 'not-your-organization'],
  ])('is not for %s', async (_, as, body, status, code) => {
    expect(await call(as, 'POST', ROOT, body)).toMatchObject({ status, body: { code } });
  });

  test('under a HER-id from elsewhere is for the operator', async () => {
    const answer = await call('operator', 'POST', ROOT, { ...hospital, herId: 4711 });

    expect(answer).toMatchObject({ status: 201, body: { herId: 4711 } });
    expect(await call('operator', 'POST', ROOT, { ...hospital, herId: 4711 })).toMatchObject({
      status: 409,
      body: { code: 'her-id-taken' },
    });
  });

  test.each([
    ['an unknown field', { ...hospital, colour: 'red' }, 'request-invalid'],
    [
      'an unknown address type',
      { ...hospital, electronicAddresses: [{ type: 'E_PIGEON', value: 'x' }] },
      'request-invalid',
    ],
    ['a wrong check digit', { ...hospital, organizationNumber: '900001003' }, 'communication-party-invalid'],
    ['a parent that is not there', surgery(2_000_000_000), 'parent-invalid'],
    [
      'text for a certificate',
      { ...hospital, certificates: [{ use: 'signing', value: 'x' }] },
      'certificate-unreadable',
    ],
  ])('refuses %s', async (_, body, code) => {
    expect(await call('member', 'POST', ROOT, body)).toMatchObject({ status: 400, body: { code } });
  });

  test('lists every fault of a party in the problem', async () => {
    const answer = await call('operator', 'POST', ROOT, { kind: 'organization', name: ' ', municipality: '1' });

    const faults = answer.body.facts.faults.map((fault: { field: string }) => fault.field);
    expect(faults).toEqual(['name', 'organizationNumber', 'municipality']);
  });
});

describe('changing', () => {
  test('takes the version from If-Match, and answers with the next', async () => {
    const { herId } = await created(hospital);

    const answer = await call('member', 'PATCH', `${ROOT}/${herId}`, { name: 'Nytt navn' }, { 'if-match': '"1"' });

    expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { name: 'Nytt navn', version: 2 } });
  });

  test('refuses a version that has moved on', async () => {
    const { herId } = await created(hospital);
    await call('member', 'PATCH', `${ROOT}/${herId}`, { name: 'A', expectedVersion: 1 });

    const late = await call('member', 'PATCH', `${ROOT}/${herId}`, { name: 'B', expectedVersion: 1 });

    expect(late).toMatchObject({ status: 412, body: { code: 'party-changed-meanwhile', facts: { version: 2 } } });
  });

  test.each([{}, { 'if-match': '*' }, { 'if-match': 'W/"1"' }])(
    'asks which version is meant when told %j',
    async (headers) => {
      const { herId } = await created(hospital);

      const answer = await call('member', 'PATCH', `${ROOT}/${herId}`, { name: 'A' }, headers);

      expect(answer).toMatchObject({ status: 428, body: { code: 'expected-version-required' } });
    },
  );

  test('takes a field away with null', async () => {
    const { herId } = await created({ ...hospital, displayName: 'Nordvik', validTo: '2099-01-01T00:00:00Z' });
    const change = { displayName: null, validTo: null, expectedVersion: 1 };

    const { body } = await call('member', 'PATCH', `${ROOT}/${herId}`, change);

    expect(body).not.toHaveProperty('displayName');
    expect(body).not.toHaveProperty('validTo');
  });

  test.each([
    ['stranger', 403],
    ['operator', 200],
    ['reader', 403],
  ])('another organisation’s party: the %s gets %i', async (as, status) => {
    const { herId } = await created(hospital);

    expect(await call(as, 'PATCH', `${ROOT}/${herId}`, { name: 'A', expectedVersion: 1 })).toMatchObject({ status });
  });

  test('adds certificates beside those in use', async () => {
    const { herId } = await created({
      ...hospital,
      certificates: [{ use: 'encryption', value: CERTIFICATES.encryption2025 }],
    });
    const certificates = [{ use: 'encryption', value: CERTIFICATES.encryption2026 }];
    const url = `${ROOT}/${herId}/certificates`;

    expect(await call('stranger', 'POST', url, { certificates })).toMatchObject({ status: 403 });
    expect(await call('member', 'POST', url, { certificates, expectedVersion: 7 })).toMatchObject({ status: 412 });
    expect(await call('member', 'POST', url, { certificates })).toMatchObject({ status: 200, body: { version: 2 } });
    const { body } = await call('reader', 'GET', `${ROOT}/${herId}?at=2026-12-01T00:00:00Z`);
    expect(body.certificates.map((each: { value: string }) => each.value)).toEqual([
      CERTIFICATES.encryption2026,
      CERTIFICATES.encryption2025,
    ]);
  });
});

test('an identity number in the wrong place is not repeated', async () => {
  const answer = await call('reader', 'GET', `${ROOT}/13816524789`);

  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body.facts)).not.toContain('13816524789');
  expect(answer.body.detail).not.toContain('13816524789');
});
