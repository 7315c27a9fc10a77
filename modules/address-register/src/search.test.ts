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
  ['øye', ['ÆRLIG ØYELEGE AS', 'Øyesykdommer']],
  ['ØYE', ['ÆRLIG ØYELEGE AS', 'Øyesykdommer']],
  ['oye', []],
  ['ålvik', ['Legevakt', 'Sykepleietjeneste, pleie- og omsorg', 'Ålvik kommune']],
  ['legevakt ålvik', ['Legevakt']],
  ['omsorg', ['Sykepleietjeneste, pleie- og omsorg']],
  ['vik', []],
  ['%', []],
  ["'); drop table x; --", []],
])('%j finds %j', async (text, names) => {
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
  expect(await found({ municipality: '4601' })).toEqual(['Ålvik kommune']);
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
