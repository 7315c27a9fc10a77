import { testDatabase } from '@samband/testing';
import { expect, test } from 'vitest';
import { createAddressRegister } from './address-register.ts';
import { CERTIFICATES } from './certificates-for-tests.ts';
import { HOSPITAL, hospital, hospitalWithSurgery, memberOf, operator } from './country-for-tests.ts';
import { addressRegisterMigrations } from './migrations.ts';

const database = await testDatabase([addressRegisterMigrations]);
const now = new Date('2026-11-24T12:00:00Z');
const register = createAddressRegister({ database, now: () => now });

async function eventsOf(work: () => Promise<unknown>) {
  const [last] = (await register.events({ limit: 1000 })).slice(-1);
  await work();
  return register.events({ after: last?.sequence ?? 0 });
}

test('says who made a party, when, and of what', async () => {
  const [event] = await eventsOf(() => register.createParty(hospital, memberOf(HOSPITAL)));

  expect(event).toMatchObject({
    kind: 'created',
    clientId: `member-${HOSPITAL}`,
    recordedAt: now,
    version: 1,
    changes: { name: { after: 'Nordvik sykehus HF' }, organizationNumber: { after: HOSPITAL } },
  });
  expect(event?.changes['name']).not.toHaveProperty('before');
});

test('says what a change changed, before and after, and nothing else', async () => {
  const { herId } = await register.createParty(hospital, operator);

  const [event] = await eventsOf(() =>
    register.changeParty(herId, { municipality: '5001', displayName: null }, operator),
  );

  expect(event).toMatchObject({ herId, kind: 'changed', version: 2 });
  expect(event?.changes).toEqual({
    displayName: { before: 'Nordvik sykehus' },
    municipality: { before: '0301', after: '5001' },
  });
});

test('names certificates by thumbprint and keeps their values out', async () => {
  const { herId } = await register.createParty(hospital, operator);
  const certificates = [{ use: 'signing' as const, value: CERTIFICATES.signing2025 }];

  const [event] = await eventsOf(() => register.addCertificates(herId, { certificates }, operator));

  expect(event?.changes).toMatchObject({ certificates: { before: [], after: [{ use: 'signing' }] } });
  expect(JSON.stringify(event)).not.toContain(CERTIFICATES.signing2025);
});

test('tells of each party that inherits the change, and what caused it (S13)', async () => {
  const { organization, service } = await hospitalWithSurgery(register);
  const withItsOwn = await register.createParty(
    {
      kind: 'service',
      name: 'Bildediagnostikk',
      parentHerId: organization.herId,
      electronicAddresses: [{ type: 'E_EDI', value: 'own@nordvik.example' }],
    },
    operator,
  );

  const events = await eventsOf(() =>
    register.changeParty(
      organization.herId,
      { electronicAddresses: [{ type: 'E_EDI', value: 'new@nordvik.example' }] },
      operator,
    ),
  );

  const [cause, inherited] = events;
  expect(events.map((event) => [event.herId, event.kind])).toEqual([
    [organization.herId, 'changed'],
    [service.herId, 'inherited'],
  ]);
  expect(inherited).toMatchObject({
    causedBySequence: cause?.sequence,
    version: 2,
    changes: {
      electronicAddresses: {
        before: [{ value: 'edi@nordvik.example', inherited: true }],
        after: [{ value: 'new@nordvik.example', inherited: true }],
      },
    },
  });
  expect((await register.getParty(withItsOwn.herId)).version).toBe(1);
});

test('numbers rise by one in the order of commits, also when many write at once and some are refused', async () => {
  const { herId } = await register.createParty(hospital, operator);
  const seen: number[] = [];
  let isWriting = true;
  const reading = (async () => {
    while (isWriting) {
      const events = await register.events({ after: seen.at(-1) ?? 0, limit: 1000 });
      seen.push(...events.map((event) => event.sequence));
    }
  })();

  await Promise.allSettled(
    Array.from({ length: 30 }, (_, index) =>
      index % 3 === 0
        ? register.changeParty(herId, { name: 'X', expectedVersion: 999 }, operator)
        : register.createParty(hospital, operator),
    ),
  );
  isWriting = false;
  await reading;

  const all = (await register.events({ limit: 1000 })).map((event) => event.sequence);
  const unseen = all.filter((sequence) => sequence > (seen.at(-1) ?? 0));
  expect([...seen, ...unseen]).toEqual(all);
  expect(all).toEqual(all.map((_, index) => index + 1));
});

test('hands out a page at a time', async () => {
  const first = await register.events({ limit: 2 });
  const second = await register.events({ after: first.at(-1)?.sequence ?? 0, limit: 2 });

  expect([...first, ...second].map((event) => event.sequence)).toEqual([1, 2, 3, 4]);
});
