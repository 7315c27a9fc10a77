import { readFile } from 'node:fs/promises';
import { fixture, testDatabase } from '@samband/testing';
import { afterAll, expect, test } from 'vitest';
import { CERTIFICATES } from '../certificates-for-tests.ts';
import { HOSPITAL, hospital, operator, surgery } from '../country-for-tests.ts';
import { addressRegisterMigrations } from '../migrations.ts';
import { registerServer } from './server-for-tests.ts';

const database = await testDatabase([addressRegisterMigrations]);
const { register, app, call } = await registerServer(database);
afterAll(() => app.close());
const get = (path: string) => call('reader', 'GET', `/cp-api/v1${path}`);

const organization = await register.createParty(
  {
    ...hospital,
    electronicAddresses: [
      { type: 'E_EDI', value: 'edi@nordvik.example' },
      { type: 'E_TLF', value: '22334455' },
      { type: 'E_SB_ASYNC', value: 'broker.example/queue_async' },
    ],
    physicalAddresses: [{ type: 'postal', street: 'Sykehusveien 1', postalCode: '0130', city: 'OSLO' }],
    certificates: [
      { use: 'signing', value: CERTIFICATES.signing2025 },
      { use: 'encryption', value: CERTIFICATES.encryption2025 },
    ],
  },
  operator,
);
const service = await register.createParty(
  { ...surgery(organization.herId), locationDescription: 'Dagkirurgi' },
  operator,
);
const person = await register.createParty(
  {
    kind: 'person',
    name: 'Kari Lege',
    parentHerId: organization.herId,
    person: { givenName: 'Kari', familyName: 'Lege', hprNumber: '9144889', title: 'Overlege' },
  },
  operator,
);
const parentOrganization = { herId: organization.herId, name: hospital.name, organizationNumber: HOSPITAL };

test('gives an organisation in the flat shape', async () => {
  expect((await get(`/communicationparty/${organization.herId}`)).body).toEqual({
    herId: organization.herId,
    name: hospital.name,
    displayName: hospital.displayName,
    type: 'Organization',
    organizationDetails: {
      organizationNumber: HOSPITAL,
      businessType: { codeListId: '9040', value: '101' },
      persons: [person.herId],
      services: [service.herId],
    },
    currentSigningCertificate: {
      thumbprint: expect.any(String),
      validFrom: expect.any(String),
      validTo: expect.any(String),
    },
    currentEncryptionCertificate: expect.any(Object),
    phoneNumber: '22334455',
    ediAddress: 'edi@nordvik.example',
    postalAddress: { address: 'Sykehusveien 1', postalCode: '0130', city: 'OSLO' },
    amqpTransportStatus: 'Enabled',
    amqpAddress: { amqpAsyncQueue: 'broker.example/queue_async' },
    validFrom: '2020-01-01T00:00:00.000Z',
  });
});

test('gives services and persons with their organisation, and what they inherit, in the order asked', async () => {
  const asked = [person.herId, 2_000_000_000, service.herId];

  const { body } = await call('reader', 'POST', '/cp-api/v1/communicationparty', asked);

  expect(body).toMatchObject([
    { type: 'Person', personDetails: { hprNumber: 9144889, parentOrganization }, ediAddress: 'edi@nordvik.example' },
    {
      type: 'Service',
      serviceDetails: {
        serviceType: { codeListId: '8668', value: 'K01', name: 'Kirurgi' },
        serviceSpecification: 'Dagkirurgi',
        parentOrganization,
      },
      currentEncryptionCertificate: expect.any(Object),
    },
  ]);
});

test('takes at most 100 HER-ids', async () => {
  const asked = Array.from({ length: 101 }, (_, index) => index + 1);

  expect(await call('reader', 'POST', '/cp-api/v1/communicationparty', asked)).toMatchObject({ status: 400 });
});

test('says every HER-id and the last event, and goes on with the events from there', async () => {
  const { herIds, lastSequenceNumber } = (await get('/export')).body;
  expect(herIds).toEqual([organization.herId, service.herId, person.herId]);

  await register.changeParty(organization.herId, { displayName: 'Nordvik' }, operator);

  const { body } = await get(`/event?fromSequenceNumber=${lastSequenceNumber + 1}`);
  expect(body.map((event: { herId: number; eventType: string }) => [event.herId, event.eventType])).toEqual(
    [organization, service, person].map(({ herId }) => [herId, 'CommunicationPartyUpdated']),
  );
  expect(body[0]).toMatchObject({ sequenceNumber: lastSequenceNumber + 1, eventTime: expect.any(String) });
});

test('gives the certificate in use with its value, and every one there was', async () => {
  const { body } = await get(`/certificate/${service.herId}/signing`);

  expect(body).toEqual({
    thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/),
    validFrom: '2025-01-01T00:00:00.000Z',
    validTo: '2027-01-01T00:00:00.000Z',
    certificateValue: CERTIFICATES.signing2025,
  });
  expect((await get(`/certificate/${service.herId}/signing/history`)).body).toEqual([body]);
  const bare = await register.createParty(hospital, operator);
  expect(await get(`/certificate/${bare.herId}/encryption`)).toMatchObject({
    status: 404,
    body: { code: 'certificate-not-in-use' },
  });
});

test('the shape is that of the official samples: each of their fields that says something is ours too', async (context) => {
  const folder = 'messaging/navikt+ebxml-processor/cpa-repo/src/main/resources';
  const read = async (name: string) => JSON.parse(await readFile(fixture(context, `${folder}/${name}`), 'utf8'));
  const sample = await read('CommunicationParty.json');
  const ours = (await get(`/communicationparty/${organization.herId}`)).body;
  const ourCertificate = (await get(`/certificate/${organization.herId}/signing`)).body;

  expect(Object.keys(await read('SignCertificate.json')).sort()).toEqual(Object.keys(ourCertificate).sort());
  const { faxNumber: _notRegistered, validTo: _openEnded, ...expected } = sample;
  expect(Object.keys(ours)).toEqual(expect.arrayContaining(Object.keys(expected)));
  expect(Object.keys(ours.organizationDetails).sort()).toEqual(Object.keys(sample.organizationDetails).sort());
  expect(Object.keys(sample.currentSigningCertificate).sort()).toEqual(
    Object.keys(ours.currentSigningCertificate).sort(),
  );
});
