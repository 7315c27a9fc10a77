import { testDatabase } from '@samband/testing';
import { expect, test } from 'vitest';
import { createAddressRegister } from '../address-register.ts';
import { CERTIFICATES } from '../certificates-for-tests.ts';
import { hospital, hospitalWithSurgery, operator } from '../country-for-tests.ts';
import { addressRegisterMigrations } from '../migrations.ts';

const database = await testDatabase([addressRegisterMigrations]);
let clock = new Date('2026-11-24T12:00:00Z');
const register = createAddressRegister({ database, now: () => clock });
const hours = (count: number) => new Date(clock.getTime() + count * 3_600_000);

const process = { role: 'DIALOG_NOTATsender', service: 'S-DIALOG_NOTAT', action: 'DIALOG_NOTAT' } as const;

test('two without an agreement go by the register and the national defaults', async () => {
  const { organization, service } = await hospitalWithSurgery(register);
  const partner = await register.createParty(hospital, operator);
  const certificates = [
    { use: 'signing' as const, value: CERTIFICATES.signing2025 },
    { use: 'encryption' as const, value: CERTIFICATES.encryption2025 },
    { use: 'encryption' as const, value: CERTIFICATES.encryption2026 },
  ];
  await register.addCertificates(organization.herId, { certificates }, operator);

  const terms = await register.agreements.resolve({
    ...{ ...process, from: partner.herId, to: service.herId, direction: 'send', at: clock },
  });

  expect(terms).toMatchObject({
    basis: 'register',
    cpaId: `${Math.min(partner.herId, service.herId)}_${Math.max(partner.herId, service.herId)}`,
    partner: service.herId,
    endpoints: [{ transport: 'smtp', uri: 'mailto:edi@nordvik.example' }],
    retries: 5,
    retryIntervalMs: 43_200_000,
    ackMode: 'always',
    syncReplyMode: 'none',
  });
  expect(Buffer.from(terms.signingCertificates[0]?.value ?? []).toString('base64')).toBe(CERTIFICATES.signing2025);
  expect(Buffer.from(terms.encryptionCertificate?.value ?? []).toString('base64')).toBe(CERTIFICATES.encryption2026);
  expect(terms.signatureAlgorithms.join()).not.toContain('sha1');
});

test('S12 a certificate that was replaced still counts for 84 hours, and no longer; the newest comes first', async () => {
  const signing = (...values: string[]) => values.map((value) => ({ use: 'signing' as const, value }));
  const holder = await register.createParty({ ...hospital, certificates: signing(CERTIFICATES.signing2025) }, operator);
  const partner = await register.createParty(hospital, operator);
  clock = hours(1);
  const swap = clock;
  await register.changeParty(holder.herId, { certificates: signing(CERTIFICATES.signing2026) }, operator);
  const values = async (at: Date) => {
    const query = { ...process, from: holder.herId, to: partner.herId, direction: 'receive', at } as const;
    const { signingCertificates } = await register.agreements.resolve(query);
    return signingCertificates.map(({ value }) => Buffer.from(value).toString('base64'));
  };

  clock = hours(83);
  expect(await values(clock)).toEqual([CERTIFICATES.signing2026, CERTIFICATES.signing2025]);
  // Mail that was written before the change, and has been under way since.
  expect(await values(new Date(swap.getTime() - 1))).toEqual([CERTIFICATES.signing2025]);
  clock = hours(1);
  expect(await values(clock)).toEqual([CERTIFICATES.signing2026]);
});
