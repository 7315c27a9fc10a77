import { expect, test } from 'vitest';
import { createCertificateAuthority } from '../authority/certificate-authority.ts';
import { readCertificate } from '../trust/certificate.ts';
import { expiringKeys } from './expiring-keys.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const now = new Date('2026-11-24T12:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * dayMs);

test('a key that ends soon is told of in each use, until the same subject has a later one for it', async () => {
  const authority = await createCertificateAuthority(
    { name: 'Test', commonName: 'Test CA' },
    { policies: ['2.999.1'] },
  );
  const kept = async (name: string, use: 'sign' | 'encrypt', days: number) => {
    const times = { notBefore: inDays(-300), notAfter: inDays(days) };
    const subject = { name, organizationNumber: '100000004' };
    const { privateKey, certificate } = await authority.issue(subject, use, times);
    const { notBefore: from, notAfter: until } = readCertificate(certificate);
    return { owner: '100000004', privateKey, certificate, from, until };
  };
  const signing = await kept('Trollvik legekontor', 'sign', 20);
  const encrypting = await kept('Trollvik legekontor', 'encrypt', 2);
  const ofAnother = await kept('Trollvik legevakt', 'sign', 700);

  const warnings = expiringKeys([signing, ofAnother, encrypting], now);
  const successor = await kept('Trollvik legekontor', 'sign', 700);

  expect(warnings.map(({ certificate: { key, use }, urgency }) => [key, use, urgency])).toEqual([
    [encrypting, 'encryption', 'publish'],
    [signing, 'signing', 'plan'],
  ]);
  expect(expiringKeys([signing, ofAnother, successor], now)).toEqual([]);
});
