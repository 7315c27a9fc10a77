import { expect, test } from 'vitest';
import { readCertificate } from './certificate.ts';
import { CERTIFICATES } from './certificates-for-tests.ts';
import { CertificateUnreadable } from './errors.ts';

test('reads validity and thumbprint from the certificate itself', () => {
  expect(readCertificate(CERTIFICATES.signing2026)).toMatchObject({
    thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/),
    validFrom: new Date('2026-10-01T00:00:00Z'),
    validTo: new Date('2029-10-01T00:00:00Z'),
  });
});

test.each([
  ['organizationIdentifier, as newer certificates have it', CERTIFICATES.signing2025, '900001002'],
  ['serialNumber, as older ones have it', CERTIFICATES.ofOlderKind, '900034334'],
])('reads the organisation from %s', (_, value, organizationNumber) => {
  expect(readCertificate(value).subjectOrganizationNumber).toBe(organizationNumber);
});

test('is not taken in by a common name that imitates an organisation number', () => {
  expect(readCertificate(CERTIFICATES.forged).subjectOrganizationNumber).toBeUndefined();
});

test('reads PEM and base64 with line breaks alike', () => {
  const lines = CERTIFICATES.ofVendor.replaceAll(/(.{64})/g, '$1\n');
  const pem = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
  const { thumbprint } = readCertificate(CERTIFICATES.ofVendor);

  expect(readCertificate(lines).thumbprint).toBe(thumbprint);
  expect(readCertificate(pem).thumbprint).toBe(thumbprint);
});

test.each([
  ['nothing', ''],
  ['text', 'not a certificate'],
  ['a certificate cut short', CERTIFICATES.signing2025.slice(0, 400)],
  ['more than a certificate can be', 'A'.repeat(20_001)],
])('refuses %s', (_, value) => {
  expect(() => readCertificate(value)).toThrow(CertificateUnreadable);
});
