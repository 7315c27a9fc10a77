import { testDatabase } from '@samband/testing';
import { expect, test } from 'vitest';
import { createAddressRegister } from './address-register.ts';
import { CERTIFICATES } from './certificates-for-tests.ts';
import { HOSPITAL, hospital, hospitalWithSurgery, operator } from './country-for-tests.ts';
import { addressRegisterMigrations } from './migrations.ts';

const database = await testDatabase([addressRegisterMigrations]);
let clock = new Date('2026-11-24T12:00:00Z');
const register = createAddressRegister({ database, now: () => clock });
const valuesOf = (list: readonly { value?: string; inherited: boolean }[]) =>
  list.map(({ value, inherited }) => [value, inherited]);

test('a future address is announced, and serves from its day on', async () => {
  const { organization, service } = await hospitalWithSurgery(register);
  const day = new Date('2027-01-01T00:00:00Z');
  const changed = await register.changeParty(
    organization.herId,
    {
      electronicAddresses: [
        { type: 'E_EDI', value: 'edi@nordvik.example' },
        { type: 'E_EDI', value: 'next@nordvik.example', validFrom: day },
      ],
    },
    operator,
  );

  expect(changed.electronicAddresses).toMatchObject([{ value: 'edi@nordvik.example', validTo: day }]);
  expect(valuesOf(changed.futureElectronicAddresses)).toEqual([['next@nordvik.example', false]]);
  expect(valuesOf((await register.getParty(service.herId)).futureElectronicAddresses)).toEqual([
    ['next@nordvik.example', true],
  ]);
  const later = await register.getParty(service.herId, { at: day });
  expect(valuesOf(later.electronicAddresses)).toEqual([['next@nordvik.example', true]]);
});

test('yesterday is still answered as it was', async () => {
  const { herId } = await register.createParty(hospital, operator);
  const before = clock;
  clock = new Date(clock.getTime() + 86_400_000);
  await register.changeParty(herId, { electronicAddresses: [{ type: 'E_EDI', value: 'b@nordvik.example' }] }, operator);

  expect(valuesOf((await register.getParty(herId, { at: before })).electronicAddresses)).toEqual([
    ['edi@nordvik.example', false],
  ]);
  expect(valuesOf((await register.getParty(herId)).electronicAddresses)).toEqual([['b@nordvik.example', false]]);
});

test('old and new certificate are valid together, the newest first (S12)', async () => {
  const { herId } = await register.createParty(
    { ...hospital, certificates: [{ use: 'signing', value: CERTIFICATES.signing2025 }] },
    operator,
  );
  const overlap = await register.addCertificates(
    herId,
    { certificates: [{ use: 'signing', value: CERTIFICATES.signing2026 }] },
    operator,
  );
  const values = (party: { certificates: readonly { value?: string }[] }) =>
    party.certificates.map(({ value }) => value);

  expect(values(overlap)).toEqual([CERTIFICATES.signing2026, CERTIFICATES.signing2025]);
  expect(values(await register.getParty(herId, { at: new Date('2026-09-30') }))).toEqual([CERTIFICATES.signing2025]);
  expect(values(await register.getParty(herId, { at: new Date('2027-01-01') }))).toEqual([CERTIFICATES.signing2026]);
});

test('a certificate that is withdrawn stops at once, and is still known by its thumbprint', async () => {
  const { herId, certificates } = await register.createParty(
    { ...hospital, certificates: [{ use: 'signing', value: CERTIFICATES.signing2025 }] },
    operator,
  );
  const thumbprint = certificates[0]?.thumbprint ?? '';

  expect((await register.changeParty(herId, { certificates: [] }, operator)).certificates).toEqual([]);

  expect(await register.getCertificate(thumbprint.toLowerCase())).toMatchObject({
    value: CERTIFICATES.signing2025,
    subjectOrganizationNumber: HOSPITAL,
  });
});

test('a certificate that was withdrawn by mistake can be registered again', async () => {
  const certificates = [{ use: 'signing' as const, value: CERTIFICATES.signing2025 }];
  const { herId } = await register.createParty({ ...hospital, certificates }, operator);
  await register.changeParty(herId, { certificates: [] }, operator);

  const again = await register.changeParty(herId, { certificates }, operator);

  expect(again.certificates).toHaveLength(1);
});

test('a thumbprint that nobody registered is not found', async () => {
  await expect(register.getCertificate('0'.repeat(40))).rejects.toMatchObject({ code: 'certificate-not-found' });
});
