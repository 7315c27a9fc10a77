import { testDatabase } from '@samband/testing';
import { beforeAll, expect, test } from 'vitest';
import { createAddressRegister } from './address-register.ts';
import { HOSPITAL, hospital, operator } from './country-for-tests.ts';
import type { HerId } from './her-id.ts';
import { addressRegisterMigrations } from './migrations.ts';
import type { PartySearch } from './party-search.ts';

const database = await testDatabase([addressRegisterMigrations]);
const register = createAddressRegister({ database });
const herIds = new Map<string, HerId>();

beforeAll(async () => {
  const add = async (name: string, facts: object) => {
    const party = await register.createParty({ ...hospital, name, displayName: undefined, ...facts }, operator);
    herIds.set(name, party.herId);
  };
  await add('Nordvik sykehus', {});
  await add('Ålvik kommune', { organizationNumber: '900034334', businessType: '102', municipality: '4601' });
  await add('ÆRLIG ØYELEGE AS', { organizationNumber: '900045441', businessType: '103' });
  const below = (parent: string) => ({
    kind: 'service',
    parentHerId: herIds.get(parent),
    organizationNumber: undefined,
    businessType: undefined,
    municipality: undefined,
  });
  await add('Legevakt', below('Ålvik kommune'));
  await add('Sykepleietjeneste, pleie- og omsorg', below('Ålvik kommune'));
  await add('Øyesykdommer', below('Nordvik sykehus'));
});

const found = async (search: PartySearch) => (await register.searchParties(search)).parties.map((party) => party.name);

test.each([
  ['nordvik', ['Nordvik sykehus', 'Øyesykdommer']],
  ['NORDVIK SYK', ['Nordvik sykehus', 'Øyesykdommer']],
  ['syk nord', ['Nordvik sykehus', 'Øyesykdommer']],
  ['øye', ['Øyesykdommer', 'ÆRLIG ØYELEGE AS']],
  ['ØYE', ['Øyesykdommer', 'ÆRLIG ØYELEGE AS']],
  ['ålvik', ['Ålvik kommune', 'Legevakt', 'Sykepleietjeneste, pleie- og omsorg']],
  ['legevakt ålvik', ['Legevakt']],
  ['ålvik legevakt', ['Legevakt']],
  ['omsorg', ['Sykepleietjeneste, pleie- og omsorg']],
  ['vik', []],
  ['%', []],
  ["'); drop table x; --", []],
])('%j finds %j', async (text, names) => {
  expect(await found({ text })).toEqual(names);
});

test.each([
  ['oye', ['ÆRLIG ØYELEGE AS', 'Øyesykdommer']],
  ['alvik', ['Ålvik kommune', 'Legevakt', 'Sykepleietjeneste, pleie- og omsorg']],
  ['aalvik komune', ['Ålvik kommune', 'Legevakt', 'Sykepleietjeneste, pleie- og omsorg']],
  ['aerlig oyelege', ['ÆRLIG ØYELEGE AS']],
  ['lagevakt', ['Legevakt']],
  ['legvakt alvik', ['Legevakt']],
  ['lgeevakt', ['Legevakt']],
  ['nordvk sykheus', ['Nordvik sykehus', 'Øyesykdommer']],
  ['sykeplietjeneste', ['Sykepleietjeneste, pleie- og omsorg']],
  ['pleietjeneste', ['Sykepleietjeneste, pleie- og omsorg']],
  ['sydvik', []],
  ['xyzzy', []],
])('in spite of typing errors, %j finds %j', async (text, names) => {
  expect(await found({ text })).toEqual(names);
});

test('finds by HER-id and by organisation number, also the parties below', async () => {
  const herId = herIds.get('Legevakt');

  expect(await found({ text: String(herId) })).toEqual(['Legevakt']);
  expect(await found({ text: HOSPITAL })).toEqual(['Nordvik sykehus', 'Øyesykdommer']);
  expect(await found({ organizationNumber: '900034334', kind: 'service' })).toEqual([
    'Legevakt',
    'Sykepleietjeneste, pleie- og omsorg',
  ]);
});

test('narrows by kind, municipality and organisation', async () => {
  expect(await found({ kind: 'organization', text: 'nordvik' })).toEqual(['Nordvik sykehus']);
  expect(await found({ municipality: '4601' })).toEqual([
    'Legevakt',
    'Sykepleietjeneste, pleie- og omsorg',
    'Ålvik kommune',
  ]);
  const parentHerId = herIds.get('Nordvik sykehus');
  expect(await found({ parentHerId })).toEqual(['Øyesykdommer']);
});

test('hands out every party once, page by page, and says when there are no more', async () => {
  const pages: string[][] = [];
  let after: HerId | undefined;
  do {
    const { parties, nextAfter } = await register.searchParties({ limit: 2, after });
    pages.push(parties.map((party) => party.name));
    after = nextAfter;
  } while (after !== undefined);

  expect(pages.map((page) => page.length)).toEqual([2, 2, 2]);
  expect(new Set(pages.flat())).toEqual(new Set(herIds.keys()));
});

test('finds a party by its organisation’s new name', async () => {
  const organization = herIds.get('Nordvik sykehus') as HerId;
  await register.changeParty(organization, { displayName: 'Fjordsykehuset' }, operator);

  expect(await found({ text: 'fjordsyk', kind: 'service' })).toEqual(['Øyesykdommer']);

  await register.changeParty(organization, { displayName: null }, operator);
  expect(await found({ text: 'fjordsyk' })).toEqual([]);
});

test('finds services by their type, and persons by HPR number', async () => {
  const parentHerId = herIds.get('Ålvik kommune');
  const serviceCode = { system: '8663', code: 'KP01', display: 'Hjemmesykepleie' };
  await register.createParty({ kind: 'service', name: 'Sone nord', parentHerId, serviceCode }, operator);
  const person = { givenName: 'Kari', familyName: 'Lege', hprNumber: '9144889' };
  await register.createParty({ kind: 'person', name: 'Kari Lege', parentHerId, person }, operator);

  expect(await found({ serviceCode: 'KP01' })).toEqual(['Sone nord']);
  expect(await found({ serviceCode: 'KP01', serviceCodeSystem: '8666' })).toEqual([]);
  expect(await found({ serviceCodeSystem: '8663', municipality: '4601' })).toEqual(['Sone nord']);
  expect(await found({ text: 'hjemmesykepleie' })).toEqual(['Sone nord']);
  expect(await found({ text: '9144889' })).toEqual(['Kari Lege']);
});

test('follows an organisation’s new name, also where only its registered name changed', async () => {
  const organization = await register.createParty(
    { ...hospital, name: 'Gammelt navn HF', displayName: 'Bukta' },
    operator,
  );
  const parentHerId = organization.herId;
  const service = await register.createParty({ kind: 'service', name: 'Hudsykdommer', parentHerId }, operator);

  await register.changeParty(parentHerId, { name: 'Splitternytt HF' }, operator);

  expect(await found({ text: 'hudsykdommer splitternytt' })).toEqual(['Hudsykdommer']);
  expect(await register.getParty(service.herId)).toMatchObject({ version: 1 });
});

test('the best comes first: the name, its beginning, its own words, its organisation’s, what may have been meant, what has ended', async () => {
  const add = async (name: string, facts: object = {}) =>
    (await register.createParty({ ...hospital, name, displayName: undefined, ...facts }, operator)).herId;
  await add('Sentrum fjordhelse');
  await add('Fjordhelse øst');
  await add('Fjordhelse');
  await add('Fjordhelse gamle', { validTo: new Date('2021-01-01') });
  await add('Fjordhesle');
  const parentHerId = await add('Fjordhelse vest');
  await register.createParty({ kind: 'service', name: 'Fysioterapi', parentHerId }, operator);

  expect(await found({ text: 'fjordhelse' })).toEqual([
    'Fjordhelse',
    'Fjordhelse vest',
    'Fjordhelse øst',
    'Sentrum fjordhelse',
    'Fysioterapi',
    'Fjordhesle',
    'Fjordhelse gamle',
  ]);
  const pages: string[] = [];
  let after: HerId | undefined;
  do {
    const page = await register.searchParties({ text: 'fjordhelse', limit: 2, after });
    pages.push(...page.parties.map((party) => party.name));
    after = page.nextAfter;
  } while (after !== undefined);
  expect(pages).toEqual(await found({ text: 'fjordhelse' }));
});
