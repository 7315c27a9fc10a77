import { readFileSync } from 'node:fs';
import { fixture } from '@samband/testing';
import { expect, test } from 'vitest';
import { context, contextPrimitive, type Der, integer, sequence, time } from '../../asn1/write-der.ts';
import { createCertificateAuthority } from '../../authority/certificate-authority.ts';
import { signatureAlgorithmOf, signStructure } from '../../authority/sign-structure.ts';
import { extension } from '../../authority/write-extensions.ts';
import { readCertificate } from '../certificate.ts';
import { extensionOids } from '../extensions.ts';
import { certificatesFromPem } from '../issuers.ts';
import { checkCrl, coversCertificate } from './check-crl.ts';
import { readCrl } from './read-crl.ts';

const navikt = 'messaging/navikt+ebxml-processor/cpa-repo/src/test/resources';
const now = new Date();
const authority = await createCertificateAuthority(
  { name: 'Issuer' },
  { crlUrls: ['http://example.org/a.crl'], now: () => now },
);
const issuer = readCertificate(authority.certificate);
const leaf = readCertificate((await authority.issue({ name: 'Sykehus' }, 'sign')).certificate);

function listWith(...extensions: readonly Der[]): Buffer {
  const term = [time(now), time(new Date(now.getTime() + 3_600_000))];
  const parts = [integer(1), signatureAlgorithmOf(authority.privateKey), issuer.subject.der, ...term];
  return signStructure(sequence(...parts, context(0, sequence(...extensions))), authority.privateKey);
}

const critical = (oid: string, value: Der) => extension(oid, value, { critical: true });
const distributionPoint = (...fields: readonly Der[]) =>
  critical(extensionOids.issuingDistributionPoint, sequence(...fields));
const at = (url: string) => context(0, context(0, contextPrimitive(6, Buffer.from(url))));
const yes = Uint8Array.of(0xff);

test.each([
  ['of changes only', critical(extensionOids.deltaCrlIndicator, integer(1))],
  ['of some reasons', distributionPoint(contextPrimitive(3, Uint8Array.of(6, 0x40)))],
  ['of several issuers', distributionPoint(contextPrimitive(4, yes))],
  ['with something critical that nobody knows', critical('2.999.5', integer(1))],
])('a list %s is not taken for the whole', (_, extra) => {
  expect(() => checkCrl(listWith(extra), issuer, now)).toThrow(expect.objectContaining({ failure: 'unsupported' }));
});

test.each([
  ['this part of the certificates', distributionPoint(at('http://example.org/a.crl')), true],
  ['another part', distributionPoint(at('http://example.org/b.crl')), false],
  ['end certificates', distributionPoint(contextPrimitive(1, yes)), true],
  ['authorities', distributionPoint(contextPrimitive(2, yes)), false],
])('a list of %s says something of a certificate only where that belongs to it', (_, extra, covers) => {
  expect(coversCertificate(checkCrl(listWith(extra), issuer, now), leaf)).toBe(covers);
});

test('the list of the fixtures names the certificate that was revoked, and not the one that was not', (context) => {
  const crl = readCrl(readFileSync(fixture(context, `${navikt}/crl/BPClass3CA2.crl`)));
  const serialOf = (name: string) => {
    const bytes = readFileSync(fixture(context, `${navikt}/certificates/${name}.qcevident.ca23.ssl.buypass.no.cer`));
    const [der = bytes] = bytes.includes('-----BEGIN') ? certificatesFromPem(bytes.toString('latin1')) : [];
    return readCertificate(der).serialNumber;
  };

  expect(crl).toMatchObject({
    thisUpdate: new Date('2023-11-07T04:00:10Z'),
    nextUpdate: new Date('2023-11-08T05:00:10Z'),
  });
  expect(crl.statusOf(serialOf('revoked')).status).toBe('revoked');
  expect(crl.statusOf(serialOf('valid')).status).toBe('good');
});
