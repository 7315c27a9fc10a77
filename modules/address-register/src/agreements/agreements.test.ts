import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fixture, testDatabase } from '@samband/testing';
import { compileSchema, withDocument } from '@samband/xml';
import { describe, expect, test } from 'vitest';
import { createAddressRegister } from '../address-register.ts';
import { CERTIFICATES } from '../certificates-for-tests.ts';
import { HOSPITAL, hospital, MUNICIPALITY, memberOf, operator } from '../country-for-tests.ts';
import type { HerId } from '../her-id.ts';
import { addressRegisterMigrations } from '../migrations.ts';
import { catalogueRoles } from './process-catalogue.ts';
import { readAgreement, readProfile } from './read-agreement.ts';
import { writeProfile } from './write-agreement.ts';

const database = await testDatabase([addressRegisterMigrations]);
let clock = new Date('2026-11-24T12:00:00Z');
const register = createAddressRegister({ database, now: () => clock, directory: { freshMs: 0 } });
const { agreements } = register;
const later = (ms: number) => {
  clock = new Date(clock.getTime() + ms);
};

const letters = catalogueRoles().filter(({ name }) => name === 'Epikrise');
const keyOf = (roles: typeof letters, version: string, side: 'sender' | 'receiver') => {
  const found = roles.find((each) => each.version === version && each.role.endsWith(side));
  if (!found) throw new Error(`the catalogue has no ${version} ${side}`);
  const { uuid, role } = found;
  return { uuid, version, role };
};
const certificates = [
  { use: 'signing' as const, value: CERTIFICATES.signing2025 },
  { use: 'encryption' as const, value: CERTIFICATES.encryption2025 },
];

const isByMail = ({ actions }: (typeof letters)[number]) =>
  actions.every(({ transports }) => transports.includes('smtp'));

async function party(...keys: ReturnType<typeof keyOf>[]): Promise<HerId> {
  const { herId } = await register.createParty({ ...hospital, certificates }, operator);
  await agreements.changeProcesses(herId, () => keys, operator);
  return herId;
}

test('two get the newest version that both have, in opposite roles; the agreement says on what terms', async () => {
  const sender = await party(keyOf(letters, '1.1', 'sender'), keyOf(letters, '1.2', 'sender'));
  const receiver = await party(keyOf(letters, '1.1', 'receiver'), keyOf(letters, '1.2', 'receiver'));

  const agreement = await agreements.between(receiver, sender);

  expect(agreement).toMatchObject({ status: 2, origin: 'generated', cpaId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(agreement.parties.map(({ roles }) => roles.map(({ process }) => process.version))).toEqual([['1.2'], ['1.2']]);
  expect(agreement.endsAt).toEqual(new Date('2027-01-01T00:00:00Z'));
  expect((await agreements.between(sender, receiver)).cpaId).toBe(agreement.cpaId);
  const query = { from: sender, to: receiver, service: 'S-EPIKRISE', action: 'EPIKRISE', at: clock } as const;
  expect(await agreements.resolve({ ...query, role: 'EPIKRISEsender', direction: 'send' })).toMatchObject({
    ...{ basis: 'agreement', cpaId: agreement.cpaId, partner: receiver, retries: 5, ackMode: 'always' },
    endpoints: [{ transport: 'smtp', uri: 'mailto:edi@nordvik.example' }],
    process: { version: '1.2' },
  });
  // They have agreed nothing of this, and may still reach each other by what the register has.
  const otherwise = { ...query, service: 'S-DIALOG_NOTAT', action: 'DIALOG_NOTAT', direction: 'send' } as const;
  expect(await agreements.resolve(otherwise)).toMatchObject({ basis: 'register' });
  await expect(agreements.resolve({ ...otherwise, cpaId: agreement.cpaId.toUpperCase() })).rejects.toMatchObject({
    code: 'agreement-not-applicable',
  });
});

test('two who only send have nothing in common', async () => {
  const [one, other] = [await party(keyOf(letters, '1.2', 'sender')), await party(keyOf(letters, '1.2', 'sender'))];

  await expect(agreements.between(one, other)).rejects.toMatchObject({ code: 'no-common-process' });
});

test('a party without processes has no profile, and what it cannot do is refused with the national code', async () => {
  const { herId } = await register.createParty({ ...hospital, electronicAddresses: [] }, operator);
  const key = keyOf(letters, '1.2', 'sender');
  const refusal = (one: typeof key) =>
    agreements.changeProcesses(herId, () => [one], operator).catch((error) => error.facts);

  await expect(agreements.profile(herId)).rejects.toMatchObject({ code: 'profile-not-found' });
  expect(await refusal({ ...key, uuid: 'x' })).toMatchObject({ nationalCode: 'GF-3' });
  expect(await refusal({ ...key, version: '99' })).toMatchObject({ nationalCode: 'GF-4' });
  expect(await refusal({ ...key, role: 'x' })).toMatchObject({ nationalCode: 'GF-5' });
  expect(await refusal(key)).toMatchObject({ nationalCode: 'GF-6' });
  await register.addCertificates(herId, { certificates }, operator);
  expect(await refusal(key)).toMatchObject({ nationalCode: 'GF-7' });
  await register.changeParty(herId, { electronicAddresses: [{ type: 'E_EDI', value: 'a@b.example' }] }, operator);
  expect(await refusal({ ...key, uuid: ` ${key.uuid.toUpperCase()} ` })).toBeUndefined();
});

test('S12 an agreement follows address and certificates by the events; the old one counts for who names it', async () => {
  const [sender, receiver] = [
    await party(keyOf(letters, '1.2', 'sender')),
    await party(keyOf(letters, '1.2', 'receiver')),
  ];
  const old = await agreements.between(sender, receiver);
  await agreements.keepUp();
  const [last] = (await agreements.events({ limit: 1000 })).slice(-1);
  later(1_000);

  await register.changeParty(receiver, { electronicAddresses: [{ type: 'E_EDI', value: 'new@b.example' }] }, operator);
  await agreements.keepUp();

  expect(await agreements.events({ after: last?.sequence ?? 0 })).toMatchObject([
    { kind: 'CppUpdated', herId: receiver },
    { kind: 'CpaCreated', herId: sender, otherHerId: receiver, changes: { supersedes: old.cpaId } },
  ]);
  const latest = await agreements.between(sender, receiver);
  expect(latest.status).toBe(2);
  expect(await agreements.find(old.cpaId)).toMatchObject({ status: 5 });
  const query = { from: sender, to: receiver, service: 'S-EPIKRISE', action: 'EPIKRISE', direction: 'send' } as const;
  const uri = async (cpaId?: string) => (await agreements.resolve({ ...query, cpaId, at: clock })).endpoints[0]?.uri;
  expect(await uri()).toBe('mailto:new@b.example');
  expect(await uri(old.cpaId)).toBe('mailto:edi@nordvik.example');
  expect((await agreements.profileHistory(receiver)).map(({ supersededAt }) => supersededAt === null)).toEqual([
    true,
    false,
  ]);

  // What both no longer have ends with its process.
  await agreements.changeProcesses(receiver, () => [], operator);
  expect(await agreements.find(latest.cpaId)).toMatchObject({ status: 3 });
  await expect(agreements.between(sender, receiver)).rejects.toMatchObject({ code: 'profile-not-found' });
});

test('one of the two ends an agreement; a message from before the end still counts', async () => {
  const [sender, receiver] = [
    await party(keyOf(letters, '1.2', 'sender')),
    await party(keyOf(letters, '1.2', 'receiver')),
  ];
  const { cpaId } = await agreements.between(sender, receiver);
  await expect(agreements.terminate(cpaId, memberOf(MUNICIPALITY))).rejects.toMatchObject({
    code: 'not-your-organization',
  });
  const before = clock;
  later(1_000);

  expect(await agreements.terminate(cpaId, memberOf(HOSPITAL))).toMatchObject({ status: 3 });

  const query = {
    cpaId,
    from: sender,
    to: receiver,
    service: 'S-EPIKRISE',
    action: 'EPIKRISE',
    direction: 'receive',
  } as const;
  expect(await agreements.resolve({ ...query, at: before })).toMatchObject({ basis: 'agreement' });
  await expect(agreements.resolve({ ...query, at: clock })).rejects.toMatchObject({ facts: { status: 3 } });
});

test('an agreement that another process makes is seen through the events', async () => {
  const followed = createAddressRegister({ database });
  const following = await followed.follow();
  const [sender, receiver] = [
    await party(keyOf(letters, '1.2', 'sender')),
    await party(keyOf(letters, '1.2', 'receiver')),
  ];
  const query = { from: sender, to: receiver, service: 'S-EPIKRISE', action: 'EPIKRISE', direction: 'send' } as const;
  const basis = async () => (await followed.agreements.resolve({ ...query, at: new Date() })).basis;
  expect(await basis()).toBe('register');
  clock = new Date(Date.now() - 1_000);

  const { cpaId } = await agreements.between(sender, receiver);

  await expect.poll(basis, { timeout: 5_000, interval: 5 }).toBe('agreement');
  expect((await followed.agreements.resolve({ ...query, at: new Date() })).cpaId).toBe(cpaId);
  await following.close();
});

describe('the documents', () => {
  function schema(context: Parameters<typeof fixture>[0]) {
    const root = fixture(context, 'messaging/navikt+ebxml-protokoll/src/main/resources/cpp-cpa-2_0.xsd');
    const names = ['cpp-cpa-2_0.xsd', 'xlink.xsd', 'xmldsig-core-schema.xsd', 'xml.xsd'];
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(dirname(root), name))]));
    return compileSchema({ root: 'cpp-cpa-2_0.xsd', files });
  }

  test('validate against the schema of OASIS, and are read back as what they were written from', async (context) => {
    const compiled = schema(context);
    const sending = catalogueRoles()
      .filter(({ role }) => role.endsWith('sender'))
      .filter(isByMail);
    const receiving = catalogueRoles()
      .filter(({ role }) => role.endsWith('receiver'))
      .filter(isByMail);
    const [one, other] = [await party(...sending), await party(...receiving)];
    const agreement = await agreements.between(one, other);
    const profile = await agreements.profile(one);

    const document = await agreements.document(agreement);

    const profileDocument = writeProfile(profile.cppId, profile.content);
    for (const bytes of [document, profileDocument]) {
      expect(withDocument(bytes, (read) => compiled.validate(read))).toEqual([]);
    }
    expect(readAgreement(document)?.parties).toEqual(agreement.parties);
    expect(readProfile(profileDocument)).toEqual(profile.content);
  });

  test('of others are kept byte for byte; a second one with its id supersedes the first', async (context) => {
    const path = 'messaging/navikt+ebxml-processor/cpa-repo/src/test/resources/cpa/nav-qass-35065.xml';
    const bytes = readFileSync(fixture(context, path));
    const parties = [8141253, 79768] as HerId[];
    for (const herId of parties) await register.createParty({ ...hospital, herId, certificates }, operator);
    const [from, to] = parties as [HerId, HerId];
    await expect(agreements.import(bytes, memberOf(HOSPITAL))).rejects.toMatchObject({ code: 'not-your-organization' });

    const imported = await agreements.import(bytes, operator);
    later(1_000);
    await agreements.import(bytes, operator);

    expect(imported).toMatchObject({ cpaId: 'nav:qass:35065', origin: 'imported', status: 2 });
    expect(Buffer.compare(await agreements.document(await agreements.find('NAV:QASS:35065')), bytes)).toBe(0);
    expect((await agreements.ofParty(from)).map(({ status }) => status)).toEqual([2, 5]);
    const query = { from, to, role: 'Sykmelder', service: 'Sykmelding', action: 'Registrering', at: clock } as const;
    const terms = await agreements.resolve({ ...query, direction: 'receive', cpaId: 'nav:qass:35065' });
    expect(terms).toMatchObject({ basis: 'agreement', retries: 4, partner: from });
    // The agreement's own, and what the register has of the partner by now.
    expect(terms.signingCertificates).toHaveLength(2);
  });
});
