import { type Database, openDatabase } from '@samband/db';
import { testDatabase } from '@samband/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { createAddressRegister } from './address-register.ts';
import { CERTIFICATES } from './certificates-for-tests.ts';
import { HOSPITAL, hospitalWithSurgery, MUNICIPALITY, operator } from './country-for-tests.ts';
import { parseHerId } from './her-id.ts';
import { addressRegisterMigrations } from './migrations.ts';

const database = await testDatabase([addressRegisterMigrations]);
const outage = await testDatabase([addressRegisterMigrations]);
let clock = new Date('2026-11-24T12:00:00Z');
const now = () => clock;
const later = (ms: number) => {
  clock = new Date(clock.getTime() + ms);
};
const register = createAddressRegister({ database, now });
const urlOf = ({ pool }: Database): string => pool.options.connectionString ?? '';

beforeEach(() => {
  clock = new Date('2026-11-24T12:00:00Z');
});

test('an address is known by who registered it, in any case, and by nobody once it has ended', async () => {
  const { organization } = await hospitalWithSurgery(register);
  expect(await register.findAddressOwners('E_EDI', 'EDI@nordvik.example')).toContain(organization.herId);
  expect(await register.findAddressOwners('E_EPO', 'edi@nordvik.example')).toEqual([]);
  await register.changeParty(organization.herId, { electronicAddresses: [] }, operator);
  expect(await register.findAddressOwners('E_EDI', 'edi@nordvik.example')).not.toContain(organization.herId);
});

describe('a receiver', () => {
  test('says where to deliver, and to whom', async () => {
    const { organization, service } = await hospitalWithSurgery(register);
    await register.changeParty(
      organization.herId,
      {
        certificates: [
          { use: 'encryption', value: CERTIFICATES.encryption2025 },
          { use: 'encryption', value: CERTIFICATES.encryption2026 },
          { use: 'signing', value: CERTIFICATES.signing2025 },
        ],
      },
      operator,
    );

    expect(await register.resolveReceiver(service.herId)).toEqual({
      herId: service.herId,
      kind: 'service',
      name: 'Kirurgi',
      organizationNumber: HOSPITAL,
      level1OrganizationNumber: HOSPITAL,
      parentHerId: organization.herId,
      parentName: 'Nordvik sykehus',
      transport: 'mailbox',
      address: String(service.herId),
      ediAddress: 'edi@nordvik.example',
      encryptionCertificate: {
        thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/),
        validFrom: new Date('2026-10-01T00:00:00Z'),
        validTo: new Date('2029-10-01T00:00:00Z'),
        inherited: true,
      },
      signingCertificates: [expect.objectContaining({ validTo: new Date('2027-01-01T00:00:00Z'), inherited: true })],
      version: 2,
      servedFrom: 'register',
      asOf: clock,
    });
  });

  test('with a number of its own still says who answers for it', async () => {
    const { service } = await hospitalWithSurgery(register);
    await register.changeParty(service.herId, { organizationNumber: MUNICIPALITY }, operator);

    expect(await register.resolveReceiver(service.herId)).toMatchObject({
      organizationNumber: MUNICIPALITY,
      level1OrganizationNumber: HOSPITAL,
    });
  });

  test('that does not exist is not found', async () => {
    const refusal = register.resolveReceivers([parseHerId(2_000_000_000)]);

    await expect(refusal).rejects.toMatchObject({ code: 'communication-party-not-found' });
  });

  test('that has ended is still its organisation’s', async () => {
    const { organization, service } = await hospitalWithSurgery(register);
    await register.changeParty(organization.herId, { validTo: new Date(clock.getTime() + 1_000) }, operator);
    later(5_000);

    const owners = await register.resolveOwners([service.herId, organization.herId]);

    const hospital = { organizationNumber: HOSPITAL, level1OrganizationNumber: HOSPITAL };
    expect(owners).toEqual([
      { herId: service.herId, parentHerId: organization.herId, ...hospital },
      { herId: organization.herId, ...hospital },
    ]);
    await expect(register.resolveOwners([parseHerId(2_000_000_000)])).rejects.toMatchObject({
      code: 'communication-party-not-found',
    });
  });

  test('that has ended is refused from that instant on, and so is what stands below it', async () => {
    const { organization, service } = await hospitalWithSurgery(register);
    const end = new Date('2027-01-01T00:00:00Z');
    await register.changeParty(organization.herId, { validTo: end }, operator);

    const refusal = register.resolveReceiver(service.herId, end);

    await expect(refusal).rejects.toMatchObject({
      code: 'party-not-active',
      facts: { herId: service.herId, endedHerId: organization.herId, validTo: end },
    });
    expect(await register.resolveReceiver(service.herId, new Date(end.getTime() - 1))).toMatchObject({
      kind: 'service',
    });
  });

  test('comes in the order asked', async () => {
    const { organization, service } = await hospitalWithSurgery(register);
    const asked = [service.herId, organization.herId, service.herId];

    expect((await register.resolveReceivers(asked)).map((receiver) => receiver.herId)).toEqual(asked);
  });
});

describe('the copies', () => {
  test('serve without asking the register while they are fresh', async () => {
    const { service } = await hospitalWithSurgery(register);
    const first = await register.resolveReceiver(service.herId);
    later(1_000);

    expect((await register.resolveReceiver(service.herId)).asOf).toEqual(first.asOf);
    later(5_000);
    expect((await register.resolveReceiver(service.herId)).asOf).toEqual(clock);
  });

  test('do not outlive a change of one’s own, not even of the organisation above', async () => {
    const { organization, service } = await hospitalWithSurgery(register);
    await register.resolveReceiver(service.herId);

    const electronicAddresses = [{ type: 'E_EDI' as const, value: 'new@nordvik.example' }];
    await register.changeParty(organization.herId, { electronicAddresses }, operator);

    expect(await register.resolveReceiver(service.herId)).toMatchObject({ ediAddress: 'new@nordvik.example' });
  });

  test('see another process’s change when they are no longer fresh', async () => {
    const elsewhere = createAddressRegister({ database, now });
    const { service } = await hospitalWithSurgery(register);
    await register.resolveReceiver(service.herId);

    await elsewhere.changeParty(service.herId, { name: 'Gastrokirurgi' }, operator);
    later(3_001);

    expect(await register.resolveReceiver(service.herId)).toMatchObject({ name: 'Gastrokirurgi' });
  });

  test('answer for a moment ago, and leave longer ago to the register', async () => {
    const { organization } = await hospitalWithSurgery(register);
    const ago = new Date(clock.getTime() - 86_400_000);
    const electronicAddresses = [{ type: 'E_EDI' as const, value: 'new@nordvik.example' }];
    await register.changeParty(organization.herId, { electronicAddresses }, operator);
    await register.resolveReceiver(organization.herId);

    expect(await register.resolveReceiver(organization.herId, ago)).toMatchObject({
      ediAddress: 'edi@nordvik.example',
    });
  });
});

test('traffic goes on when the database is gone, from the last known good copies, which say so', async () => {
  const failures: unknown[] = [];
  const shaky = createAddressRegister({
    database: outage,
    now,
    onRegisterFailure: (error) => failures.push(error),
  });
  const { organization, service } = await hospitalWithSurgery(shaky);
  const stranger = await hospitalWithSurgery(shaky);
  const takeover = new Date('2026-11-25T00:00:00Z');
  await shaky.changeParty(
    organization.herId,
    {
      electronicAddresses: [
        { type: 'E_EDI', value: 'edi@nordvik.example' },
        { type: 'E_EDI', value: 'next@nordvik.example', validFrom: takeover },
      ],
    },
    operator,
  );
  const before = await shaky.resolveReceiver(service.herId);

  await outage.close();
  later(60_000);

  const during = await shaky.resolveReceivers([service.herId]);
  expect(during).toEqual([{ ...before, servedFrom: 'last-known-good', asOf: before.asOf }]);
  expect(failures).toHaveLength(1);

  // What was registered to take over tonight takes over, although nobody can ask the register.
  later(takeover.getTime() - clock.getTime());
  expect(await shaky.resolveReceiver(service.herId)).toMatchObject({
    ediAddress: 'next@nordvik.example',
    servedFrom: 'last-known-good',
  });

  await expect(shaky.resolveReceivers([service.herId, stranger.service.herId])).rejects.toMatchObject({
    code: 'address-register-unavailable',
    kind: 'unavailable',
    retryAfterSeconds: 5,
    facts: { herIds: [stranger.service.herId] },
  });

  later(25 * 3_600_000);
  await expect(shaky.resolveReceiver(service.herId)).rejects.toMatchObject({ code: 'address-register-unavailable' });
});

test('copies that follow the register serve at once when it is gone, and say until when they were right', async () => {
  const gone = await openDatabase({ url: urlOf(database) });
  const failures: unknown[] = [];
  const shaky = createAddressRegister({
    database: gone,
    directory: { freshMs: 50 },
    onRegisterFailure: (error) => failures.push(error),
  });
  const following = await shaky.follow();
  const { service } = await hospitalWithSurgery(shaky);
  const before = await shaky.resolveReceiver(service.herId);
  // A heartbeat later the copy is known to be right, although nobody read it again.
  await expect.poll(async () => (await shaky.resolveReceiver(service.herId)).asOf > before.asOf).toBe(true);

  await gone.close({ timeoutMs: 0 });
  await expect.poll(() => failures.length, { timeout: 5_000 }).toBeGreaterThan(0);

  const during = await shaky.resolveReceiver(service.herId);
  expect(during).toMatchObject({ ediAddress: 'edi@nordvik.example', servedFrom: 'last-known-good' });
  expect(during.asOf > before.asOf).toBe(true);
  await following.close();
});
