import { describe, expect, test } from 'vitest';
import { CommunicationPartyInvalid } from './errors.ts';
import { parseHerId } from './her-id.ts';
import type { PartyFields } from './party-input.ts';
import { checkedFacts } from './party-rules.ts';

const now = new Date('2026-06-15T12:00:00Z');
const organization: PartyFields = { name: 'Nordvik sykehus', organizationNumber: '900001002', businessType: '101' };
const service: PartyFields = { name: 'Kirurgi', parentHerId: parseHerId(59) };
const check = (kind: Parameters<typeof checkedFacts>[0], fields: PartyFields, imported = false) =>
  checkedFacts(kind, fields, { now, imported });

function faultsOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof CommunicationPartyInvalid)
      return (error.facts['faults'] as { field: string }[]).map((fault) => fault.field);
    throw error;
  }
  return [];
}

describe('refuses an organisation', () => {
  test.each([
    ['without a name', { name: '  ' }, 'name'],
    ['with a line break in its name', { name: 'A\nB' }, 'name'],
    ['without an organisation number', { organizationNumber: undefined }, 'organizationNumber'],
    ['with a wrong check digit', { organizationNumber: '900001003' }, 'organizationNumber'],
    ['below another', { parentHerId: parseHerId(59) }, 'parentHerId'],
    ['with a service type', { serviceCode: { system: '8666', code: '05' } }, 'serviceCode'],
    ['with a business type in words', { businessType: 'hospital' }, 'businessType'],
    ['with three digits of municipality', { municipality: '301' }, 'municipality'],
    ['that ends before it begins', { validTo: new Date('2026-01-01') }, 'validTo'],
    ['with two postal addresses', { physicalAddresses: [{ type: 'postal' }, { type: 'postal' }] }, 'physicalAddresses'],
  ] as const)('%s', (_, fields, field) => {
    expect(faultsOf(() => check('organization', { ...organization, ...fields }))).toEqual([field]);
  });
});

describe('refuses a party of level 2', () => {
  test.each([
    ['that stands alone', 'service', { parentHerId: undefined }, 'parentHerId'],
    ['a service with a person’s names', 'service', { person: { givenName: 'A', familyName: 'B' } }, 'person'],
    ['a service with a business type', 'service', { businessType: '101' }, 'businessType'],
    [
      'a service whose code system is no OID',
      'service',
      { serviceCode: { system: 'codes', code: '1' } },
      'serviceCode.system',
    ],
    ['a person without a family name', 'person', { person: { givenName: 'A', familyName: ' ' } }, 'person.familyName'],
    ['a person with a service type', 'person', { serviceCode: { system: '8666', code: '05' } }, 'serviceCode'],
  ] as const)('%s', (_, kind, fields, field) => {
    expect(faultsOf(() => check(kind, { ...service, ...fields }))).toEqual([field]);
  });
});

test('names every fault at once', () => {
  const faults = faultsOf(() => check('organization', { name: '', organizationNumber: '1', municipality: 'Oslo' }));

  expect(faults).toEqual(['name', 'organizationNumber', 'municipality']);
});

test('takes the organisation number of an imported party as it is', () => {
  expect(check('organization', { ...organization, organizationNumber: '999988891' }, true).organizationNumber).toBe(
    '999988891',
  );
});

test('writes code systems out, trims, and reads 9999 as no end', () => {
  const facts = check('service', {
    ...service,
    name: ' Allmennlege ',
    displayName: ' ',
    serviceCode: { system: '8666', code: '05', display: 'Allmennlege' },
    validTo: new Date('9999-12-31T00:00:00Z'),
  });

  expect(facts).toEqual({
    kind: 'service',
    name: 'Allmennlege',
    parentHerId: 59,
    serviceCode: { system: '2.16.578.1.12.4.1.1.8666', code: '05', display: 'Allmennlege' },
    coverageAreas: [],
    industryCodes: [],
    properties: {},
    physicalAddresses: [],
    validFrom: now,
  });
});
