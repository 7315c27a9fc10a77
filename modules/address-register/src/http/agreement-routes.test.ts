import { testDatabase } from '@samband/testing';
import { beforeAll, expect, test } from 'vitest';
import { catalogueRoles } from '../agreements/process-catalogue.ts';
import { readAgreement, readProfile } from '../agreements/read-agreement.ts';
import { CERTIFICATES } from '../certificates-for-tests.ts';
import { hospital, operator } from '../country-for-tests.ts';
import type { HerId } from '../her-id.ts';
import { addressRegisterMigrations } from '../migrations.ts';
import { registerServer } from './server-for-tests.ts';

const database = await testDatabase([addressRegisterMigrations]);
const { register, call } = await registerServer(database);
const [receiving, sending] = ['receiver', 'sender'].map((side) => {
  const role = catalogueRoles().find((each) => each.role === `EPIKRISE${side}` && each.version === '1.2');
  return role && { uuid: role.uuid, version: role.version, role: role.role };
});
let sender: HerId;
let receiver: HerId;

beforeAll(async () => {
  const certificates = (['signing', 'encryption'] as const).map((use) => ({ use, value: CERTIFICATES[`${use}2026`] }));
  [sender, receiver] = (await Promise.all(
    [1, 2].map(async () => (await register.createParty({ ...hospital, certificates }, operator)).herId),
  )) as [HerId, HerId];
});

test('a member registers processes of its own party, one by one and together, and withdraws them', async () => {
  const url = `/cppa/Profiles/${sender}/Processes`;
  const one = `${url}/${sending?.uuid.toUpperCase()}/1.2/${sending?.role}`;

  expect(await call('stranger', 'PUT', one)).toMatchObject({ status: 403, body: { code: 'not-your-organization' } });
  expect(await call('reader', 'PUT', one)).toMatchObject({ status: 403, body: { code: 'insufficient-scope' } });
  expect(await call('member', 'PUT', one)).toMatchObject({ status: 200, body: [sending] });
  expect(await call('member', 'DELETE', one)).toMatchObject({ status: 200, body: [] });
  expect(await call('member', 'POST', url, [sending] as object)).toMatchObject({ status: 200, body: [sending] });
  expect(await call('member', 'PATCH', url, [receiving] as object)).toMatchObject({ body: [receiving, sending] });
  expect(await call('member', 'DELETE', url, [receiving] as object)).toMatchObject({ body: [sending] });
  expect(await call('member', 'PUT', url, [{ ...sending, uuid: 'x' }] as object)).toMatchObject({
    status: 400,
    body: { code: 'process-refused', facts: { reason: 'process-unknown', nationalCode: 'GF-3' } },
  });
  expect(await call('reader', 'GET', url)).toMatchObject({ body: [sending] });
});

test('what is not there has the code of the national service', async () => {
  expect(await call('reader', 'GET', `/cppa/Profiles/${receiver}`)).toMatchObject({
    ...{ status: 404, body: { facts: { nationalCode: 'GF-8' } } },
  });
  expect(await call('reader', 'GET', '/cppa/Agreements/none')).toMatchObject({
    ...{ status: 404, body: { facts: { nationalCode: 'GF-9' } } },
  });
  expect(await call('reader', 'GET', '/cppa/Profiles/x')).toMatchObject({ status: 400 });
  await call('member', 'PUT', `/cppa/Profiles/${receiver}/Processes`, [sending] as object);
  expect(await call('reader', 'GET', `/cppa/Agreements/HerIds/${sender}/${receiver}`)).toMatchObject({
    ...{ status: 404, body: { facts: { nationalCode: 'GF-10' } } },
  });
});

test('two get their agreement by asking, in JSON or XML, and one of them ends it', async () => {
  await call('member', 'PUT', `/cppa/Profiles/${receiver}/Processes`, [receiving] as object);
  const between = `/cppa/Agreements/HerIds/${sender}/${receiver}`;

  const { body } = await call('reader', 'GET', between);

  expect(body).toMatchObject({ status: 2, origin: 'generated', parties: [{ herId: expect.any(Number) }, {}] });
  const xml = { accept: 'application/xml' };
  const { body: document } = await call('reader', 'GET', `/cppa/Agreements/${body.cpaId}`, undefined, xml);
  expect(readAgreement(Buffer.from(document))).toMatchObject({ cpaId: body.cpaId, parties: body.parties });
  const profile = await call('reader', 'GET', `/cppa/Profiles/${sender}`, undefined, xml);
  expect(readProfile(Buffer.from(profile.body))).toMatchObject({ herId: sender });
  expect(await call('reader', 'GET', `/cppa/AgreementSummaries/${sender}`)).toMatchObject({
    body: [{ cpaId: body.cpaId, status: 2, herIds: [expect.any(Number), expect.any(Number)] }],
  });

  expect(await call('stranger', 'DELETE', `/cppa/Agreements/${body.cpaId}`)).toMatchObject({ status: 403 });
  expect(await call('member', 'DELETE', `/cppa/Agreements/${body.cpaId}`)).toMatchObject({ body: { status: 3 } });
  // The one without the other: who asks again gets a new one.
  expect((await call('reader', 'GET', between)).body.cpaId).not.toBe(body.cpaId);

  const events = await call('reader', 'GET', '/cppa/Events?limit=1000');
  const kinds = events.body.map(({ kind }: { kind: string }) => kind);
  expect(kinds.slice(-3)).toEqual(['CpaCreated', 'CpaTerminated', 'CpaCreated']);
  expect(kinds).toContain('CppUpdated');
  const history = await call('reader', 'GET', `/cppa/Profiles/${receiver}/History`);
  expect(history.body).toHaveLength(2);
});

test('an operator imports what others made; an empty file is none, and another document is refused', async () => {
  const base64 = (text: string) => ({ document: Buffer.from(text).toString('base64') });
  const { body } = await call('reader', 'GET', `/cppa/Agreements/HerIds/${sender}/${receiver}`);
  const { body: xml } = await call('reader', 'GET', `/cppa/Agreements/${body.cpaId}`, undefined, {
    accept: 'text/xml, */*',
  });
  const foreign = (xml as string).replace(body.cpaId, 'theirs:1');
  const nil = '<CpaXmlDetails xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>';
  const url = '/cppa/Agreements';

  expect(await call('member', 'POST', url, base64(foreign))).toMatchObject({ status: 403 });
  expect(await call('operator', 'POST', url, base64(foreign))).toMatchObject({
    status: 200,
    body: { cpaId: 'theirs:1' },
  });
  expect(await call('operator', 'POST', url, base64(nil))).toMatchObject({ status: 204 });
  expect(await call('operator', 'POST', url, base64('<a/>'))).toMatchObject({ body: { code: 'agreement-unreadable' } });
  expect(await call('operator', 'POST', url, base64(xml))).toMatchObject({ body: { code: 'agreement-unreadable' } });
});

test('the catalogue is there to read', async () => {
  const { body } = await call('reader', 'GET', '/cppa/Processes');

  expect(body).toHaveLength(416);
  expect(body[0]).toMatchObject({
    uuid: expect.any(String),
    actions: [{ direction: 'send', transports: ['smtp'] }, {}],
  });
});
