import { testDatabase } from '@samband/testing';
import { expect, test } from 'vitest';
import { createAddressRegister } from './address-register.ts';
import { CERTIFICATES } from './certificates-for-tests.ts';
import { hospital, hospitalWithSurgery, MUNICIPALITY, operator, surgery } from './country-for-tests.ts';
import type { HerId } from './her-id.ts';
import { addressRegisterMigrations } from './migrations.ts';
import type { PartyChange } from './party-input.ts';

const database = await testDatabase([addressRegisterMigrations]);
let clock = new Date('2026-11-24T12:00:00Z');
const register = createAddressRegister({ database, now: () => clock });
const later = (ms: number) => {
  clock = new Date(clock.getTime() + ms);
};
const HOUR_MS = 3_600_000;

test('the register answers of every instant what it answered then: names, codes, parent, addresses, certificates', async () => {
  const { organization, service } = await hospitalWithSurgery(register);
  const elsewhere = await register.createParty(
    { ...hospital, name: 'Sørvik sykehus HF', displayName: undefined, organizationNumber: MUNICIPALITY },
    operator,
  );
  const herIds = [service.herId, organization.herId, elsewhere.herId];
  const future = (ms: number) => new Date(clock.getTime() + ms);
  const edi = (value: string, validFrom?: Date) => ({ type: 'E_EDI' as const, value, validFrom });
  const changes: [HerId, () => PartyChange][] = [
    [organization.herId, () => ({ displayName: 'Nordvik universitetssykehus', municipality: '5001' })],
    [
      organization.herId,
      () => ({ electronicAddresses: [edi('b@nordvik.example'), edi('c@nordvik.example', future(5 * HOUR_MS))] }),
    ],
    [service.herId, () => ({ name: 'Gastrokirurgi', serviceCode: { system: '8668', code: 'K02' }, description: 'Ny' })],
    [organization.herId, () => ({ certificates: [{ use: 'signing', value: CERTIFICATES.signing2025 }] })],
    [
      organization.herId,
      () => ({ physicalAddresses: [{ type: 'visiting', street: 'Sykehusveien 1', city: 'Nordvik' }] }),
    ],
    // What was announced is called off: it was announced, all the same.
    [organization.herId, () => ({ electronicAddresses: [edi('b@nordvik.example')] })],
    [service.herId, () => ({ parentHerId: elsewhere.herId, description: null })],
    [organization.herId, () => ({ certificates: [] })],
    [elsewhere.herId, () => ({ displayName: 'Sørvik', properties: { region: 'sør' } })],
    [organization.herId, () => ({ certificates: [{ use: 'signing', value: CERTIFICATES.signing2025 }] })],
    [service.herId, () => ({ validTo: future(90 * 60_000), electronicAddresses: [edi('own@nordvik.example')] })],
    [
      organization.herId,
      () => ({ physicalAddresses: [{ type: 'visiting', street: 'Sykehusveien 2', city: 'Nordvik' }] }),
    ],
  ];
  const answers: { at: Date; parties: unknown; receiver: unknown }[] = [];
  const look = async () => {
    const receiver = await register.resolveReceiver(service.herId).then(
      ({ servedFrom: _from, asOf: _asOf, ...facts }) => facts,
      (error: { code: string }) => error.code,
    );
    answers.push({ at: clock, parties: await register.findParties(herIds), receiver });
  };

  await look();
  for (const [herId, change] of changes) {
    later(HOUR_MS);
    await register.changeParty(herId, change(), operator);
    await look();
    later(HOUR_MS / 2);
    await look();
  }
  later(24 * HOUR_MS);

  for (const { at, parties, receiver } of answers) {
    expect(await register.findParties(herIds, { at })).toEqual(parties);
    const then = await register.resolveReceiver(service.herId, at).then(
      ({ servedFrom: _from, asOf: _asOf, ...facts }) => facts,
      (error: { code: string }) => error.code,
    );
    expect(then).toEqual(receiver);
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer.parties))).size).toBeGreaterThan(changes.length);
  expect(answers.at(-1)?.receiver).toBe('party-not-active');
});

test('a party is, before it was registered, what it was first registered as', async () => {
  const { herId } = await register.createParty(hospital, operator);
  later(HOUR_MS);
  await register.changeParty(herId, { name: 'Nordvik universitetssykehus HF' }, operator);

  expect(await register.getParty(herId, { at: new Date('2021-01-01') })).toMatchObject({
    name: hospital.name,
    active: true,
    electronicAddresses: [{ value: 'edi@nordvik.example' }],
  });
  expect(await register.getParty(herId, { at: new Date('2019-01-01') })).toMatchObject({ active: false });
});

test('a receiver whose copy is current answers for the time since it changed, without asking the history', async () => {
  const { organization } = await hospitalWithSurgery(register);
  const quiet = await register.createParty(surgery(organization.herId), operator);
  const changedAt = clock;
  await register.resolveReceiver(quiet.herId);
  later(1_000);

  expect(await register.resolveReceiver(quiet.herId, changedAt)).toMatchObject({ asOf: changedAt });
});
