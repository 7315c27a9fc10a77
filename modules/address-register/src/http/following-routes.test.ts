import { gunzipSync } from 'node:zlib';
import { testDatabase } from '@samband/testing';
import { afterAll, expect, test } from 'vitest';
import { CERTIFICATES } from '../certificates-for-tests.ts';
import { hospital, hospitalWithSurgery, operator } from '../country-for-tests.ts';
import { addressRegisterMigrations } from '../migrations.ts';
import { registerServer } from './server-for-tests.ts';

const database = await testDatabase([addressRegisterMigrations]);
const { register, app, call } = await registerServer(database);
afterAll(() => app.close());
const EXPORT = '/address-register/export';

async function exported(headers: Record<string, string>) {
  const answer = await app.inject({ url: EXPORT, headers: { authorization: 'reader', ...headers } });
  const bytes = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(answer.rawPayload) : answer.rawPayload;
  const [head, ...parties] = bytes
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { answer, head, parties };
}

test('exports the register as lines, compressed for those who take that, with the last event and how many there are', async () => {
  const { organization, service } = await hospitalWithSurgery(register);

  const compressed = await exported({ 'accept-encoding': 'gzip, br' });
  const plain = await exported({ 'accept-encoding': 'identity' });

  expect(compressed.answer.headers).toMatchObject({
    'content-type': 'application/x-ndjson',
    'content-encoding': 'gzip',
    vary: 'accept-encoding',
  });
  expect(plain.answer.headers).not.toHaveProperty('content-encoding');
  expect(plain.parties).toEqual(compressed.parties);
  expect(compressed.head).toMatchObject({ lastSequenceNumber: 2, parties: 2 });
  const asked = { herIds: [organization.herId, service.herId] };
  const { body } = await call('reader', 'POST', '/address-register/communication-parties/lookup', asked);
  expect(compressed.parties).toEqual(body.communicationParties);
});

test('events can be asked for from a sequence number, that one included', async () => {
  const { body } = await call('reader', 'GET', '/address-register/events?fromSequenceNumber=2&limit=1');

  expect(body.events).toMatchObject([{ sequence: 2, kind: 'created' }]);
});

test('certificates come with their history, by party and by thumbprint', async () => {
  const certificates = [{ use: 'signing' as const, value: CERTIFICATES.signing2025 }];
  const { herId } = await register.createParty({ ...hospital, certificates }, operator);
  await register.changeParty(herId, { certificates: [] }, operator);

  const { body } = await call('reader', 'GET', `/address-register/communication-parties/${herId}/certificates`);

  const held = { herId, use: 'signing', registeredAt: expect.any(String), withdrawnAt: expect.any(String) };
  expect(body.certificates).toMatchObject([{ ...held, value: CERTIFICATES.signing2025, inherited: false }]);
  const { thumbprint } = body.certificates[0];
  expect((await call('reader', 'GET', `/address-register/certificates/${thumbprint}`)).body.heldBy).toEqual([held]);
  expect(await call('reader', 'GET', '/address-register/communication-parties/2000000000/certificates')).toMatchObject({
    status: 404,
  });
});
