import { createCertificateAuthority, readCertificate } from '@samband/crypto';
import { createLogger } from '@samband/log';
import { expect, test } from 'vitest';
import { warnOfExpiry } from './key-expiry.ts';

const dayMs = 24 * 60 * 60 * 1_000;

test('the operator is told which key ends soon and how urgent it is, and of nothing else', async () => {
  const lines: string[] = [];
  const log = createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } });
  const authority = await createCertificateAuthority(
    { name: 'Test', commonName: 'Test CA' },
    { policies: ['2.999.1'] },
  );
  const subject = { name: 'Trollvik legekontor', organizationNumber: '100000004' };
  const { certificate, privateKey } = await authority.issue(subject, 'sign');
  const { notBefore: from, notAfter: until, thumbprint } = readCertificate(certificate);
  const keys = { list: async () => [{ owner: '100000004', certificate, privateKey, from, until }] };

  await warnOfExpiry(keys, log, new Date(until.getTime() - 31 * dayMs));
  expect(lines).toEqual([]);

  await warnOfExpiry(keys, log, new Date(until.getTime() - 3 * dayMs));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', count: 1, keys: [{ thumbprint, use: 'signing', urgency: 'publish' }] },
  ]);
});
