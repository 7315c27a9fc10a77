import { expect, test } from 'vitest';
import { volvenOid } from './business-type.ts';
import { type Remarkable, remarksOn } from './remarks.ts';

const service: Remarkable = {
  kind: 'service',
  organizationNumber: '900001002',
  businessType: '102',
  serviceCode: { system: volvenOid(8663), code: '01' },
  locationDescription: undefined,
  sharesServiceType: false,
  certificates: [],
};

// HIS 1153-3:2017 (07/2019), table 2.
const TABLE_2: [string, number[]][] = [
  ['101', [8659, 8660, 8666, 8668]],
  ['102', [8663, 8666]],
  ['103', [8660, 8663, 8666, 8668, 8669]],
  ['104', [8660, 8666]],
  ['105', [8660, 8666]],
  ['108', [8664, 8666]],
  ['109', [8664, 8666]],
  ['110', [8666, 8669]],
  ['113', [8658, 8659, 8660, 8666]],
  ['114', [8663, 8666]],
  ['115', [8666]],
];
const SYSTEMS = [8658, 8659, 8660, 8663, 8664, 8666, 8668, 8669];
const cases = TABLE_2.flatMap(([type, usual]) =>
  SYSTEMS.map((system) => [type, system, usual.includes(system)] as const),
);

test.each(cases)('business type %s with service types from %i is usual: %j', (businessType, system, isUsual) => {
  const remarks = remarksOn({ ...service, businessType, serviceCode: { system: volvenOid(system), code: '01' } });

  expect(remarks.map((remark) => remark.code)).toEqual(isUsual ? [] : ['service-type-unusual']);
});

const certificate = {
  use: 'signing',
  thumbprint: 'A'.repeat(40),
  validFrom: new Date('2026-01-01'),
  validTo: new Date('2027-01-01'),
  subjectOrganizationNumber: '900023227',
} as const;

test.each([
  ['organization-number-check-digit', { organizationNumber: '999988891' }],
  ['business-type-unknown', { kind: 'organization', businessType: '99', serviceCode: undefined }],
  ['service-type-missing', { serviceCode: undefined }],
  ['service-type-system-unknown', { serviceCode: { system: volvenOid(9151), code: '01' } }],
  ['service-type-shared', { sharesServiceType: true }],
  ['certificate-of-another-organization', { certificates: [certificate] }],
] as [string, Partial<Remarkable>][])('remarks %s', (code, facts) => {
  expect(remarksOn({ ...service, ...facts }).map((remark) => remark.code)).toEqual([code]);
});

test('says nothing of combinations the standard does not know', () => {
  expect(remarksOn({ ...service, businessType: '99' })).toEqual([]);
});
