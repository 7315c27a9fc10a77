import { expect, test } from 'vitest';
import { createCertificateAuthority } from '../authority/certificate-authority.ts';
import { createTrust } from './trust.ts';

test('trusts', async () => {
  const root = await createCertificateAuthority({ name: 'Root' }, { pathLengthMax: 1 });
  const sub = await root.issueAuthority({ name: 'Sub' }, { policies: ['2.999.1'] });
  const { certificate } = await sub.issue({ name: 'Sykehus', organizationNumber: '900001002' }, 'sign');
  const trust = createTrust({
    anchors: [root.certificate],
    intermediates: [sub.certificate],
    policy: { policies: ['2.999.1'], revocation: 'off' },
  });
  const verdict = await trust.check(certificate, { usage: 'sign', at: new Date() });
  expect(verdict).toMatchObject({ trusted: true, certificate: { organizationNumber: '900001002' } });
  const time = performance.now();
  for (let i = 0; i < 1000; i++) await trust.check(certificate, { usage: 'sign', at: new Date() });
  console.log((performance.now() - time) / 1000);
});
