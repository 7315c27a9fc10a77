import { readFileSync } from 'node:fs';
import { fixture } from '@samband/testing';
import { describe, expect, test } from 'vitest';
import { createCertificateAuthority } from '../authority/certificate-authority.ts';
import { readCertificate } from './certificate.ts';
import { enterpriseTestPolicies } from './enterprise-policies.ts';
import { CertificateUnreadable } from './errors.ts';
import { certificatesFromPem, certificateToPem, sortIssuers } from './issuers.ts';
import { organizationNumberOf } from './organization-number.ts';

const nav = 'messaging/navikt+emottak-sertifikatvalidator/sertifikatvalidator-server/src/test/resources';
const helsenorge = 'messaging/helsenorge+Helsenorge.Messaging/Examples';
const speare =
  'messaging/navikt+ebxml-processor/ebms-provider/src/test/resources/oppgjørsmelding/2023_08_29T12_56_58_328.cer';

function readFile(path: string) {
  const bytes = readFileSync(path);
  const [fromPem] = bytes.includes('-----BEGIN') ? certificatesFromPem(bytes.toString('latin1')) : [];
  return readCertificate(fromPem ?? bytes);
}

describe('the certificates of the fixtures', () => {
  test.for<[string, string | undefined, readonly string[], boolean]>([
    [`${nav}/buypass/SEID2/test4-signeringssertifikat-vid-europa.cer`, '100101688', ['nonRepudiation'], true],
    [
      `${nav}/buypass/SEID2/test4-autentiseringssertifikat-vid-europa.cer`,
      '100101688',
      ['digitalSignature', 'keyEncipherment'],
      true,
    ],
    [`${nav}/buypass/SEID2/test4-signeringssertifikat-qceseal.cer`, '100101696', ['nonRepudiation'], true],
    // A person, and two websites: none is an enterprise certificate.
    [`${nav}/buypass/SEID2/test4-signeringssertifikat-pid.cer`, undefined, ['nonRepudiation'], false],
    [`${nav}/buypass/SEID1/buypass_expired.cer`, '983163327', ['digitalSignature', 'keyEncipherment'], false],
    [`${nav}/buypass/SEID1/buypass_revoked.cer`, undefined, ['digitalSignature', 'keyEncipherment'], false],
    [`${nav}/commfides/SEID2/CommfidesLegalPersonCA-G3.crt`, '988312495', ['keyCertSign', 'cRLSign'], false],
    [speare, '993954896', ['nonRepudiation'], true],
    [`${helsenorge}/ReceiveDecryptAndValidate/Files/Helsenorge_Signature.cer`, '983544622', ['nonRepudiation'], true],
    [
      `${helsenorge}/SignEncryptAndSend/Files/Counterparty_Encryption.cer`,
      '983544622',
      ['digitalSignature', 'keyEncipherment', 'dataEncipherment'],
      true,
    ],
  ])('%s', ([path, organizationNumber, keyUsage, isEnterprise], context) => {
    const certificate = readFile(fixture(context, path));

    expect(certificate).toMatchObject({ keyUsage });
    expect(certificate.organizationNumber).toBe(organizationNumber);
    expect(certificate.policies.some((policy) => enterpriseTestPolicies.includes(policy))).toBe(isEnterprise);
  });
});

test('tells where to ask about a certificate, and by what it is named', (context) => {
  expect(readFile(fixture(context, speare))).toMatchObject({
    thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/),
    subject: { text: 'organizationIdentifier=NTRNO-993954896,CN=SPEARE AS,O=SPEARE AS,C=NO' },
    isAuthority: false,
    crlUrls: ['http://crl.test4.buypassca.com/BPCl3CaG2STBS.crl'],
    ocspUrls: ['http://ocspbs.test4.buypassca.com'],
    unknownCritical: [],
  });
});

describe('which organisation it was issued to', () => {
  const identifier = (value: string) => ({ type: '2.5.4.97', value });
  const serial = (value: string) => ({ type: '2.5.4.5', value });
  const commonName = { type: '2.5.4.3', value: 'organizationIdentifier=NTRNO-900001002' };

  test.each([
    ['SEID 2', [identifier('NTRNO-900001002')], '900001002'],
    ['SEID 1', [serial('900001002')], '900001002'],
    ['both: the newer place counts', [serial('900034334'), identifier('NTRNO-900001002')], '900001002'],
    ['a name that imitates a number', [commonName], undefined],
    ['a number of another country', [identifier('NTRSE-900001002')], undefined],
    ['a number with something after it', [identifier('NTRNO-9000010021')], undefined],
    ['a person', [serial('UN:NO-9578-4050-102760790')], undefined],
    ['two numbers', [identifier('NTRNO-900001002'), identifier('NTRNO-900034334')], undefined],
  ])('%s', (_, subject, expected) => {
    expect(organizationNumberOf(subject)).toBe(expected);
  });
});

describe('what is no certificate', async () => {
  const { certificate } = await createCertificateAuthority({ name: 'Root' });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('certificate')],
    ['one cut short', certificate.subarray(0, 300)],
    ['one with something behind it', Buffer.concat([certificate, Buffer.from([5, 0])])],
    ['more than a certificate can be', Buffer.alloc(70_000)],
    ['PEM', Buffer.from(certificateToPem(certificate))],
  ])('is refused: %s', (_, bytes) => {
    expect(() => readCertificate(bytes)).toThrow(CertificateUnreadable);
  });

  test('is refused wherever it was changed, or else read without any other error', () => {
    for (let index = 0; index < certificate.length; index++) {
      const changed = Buffer.from(certificate);
      changed[index] = (changed[index] ?? 0) ^ 0x15;
      try {
        readCertificate(changed);
      } catch (error) {
        expect(error).toBeInstanceOf(CertificateUnreadable);
      }
    }
  });

  test('the same bytes are read once, and changing the buffer changes nothing', () => {
    const buffer = Buffer.from(certificate);
    const read = readCertificate(buffer);
    buffer.fill(0);

    expect(readCertificate(Buffer.from(certificate))).toBe(read);
    expect(Buffer.compare(read.der, certificate)).toBe(0);
  });
});

test('issuers in one file are parted into anchors and those whom they vouch for', async () => {
  const root = await createCertificateAuthority({ name: 'Root' }, { pathLengthMax: 1 });
  const sub = await root.issueAuthority({ name: 'Sub' });
  const lone = await (await createCertificateAuthority({ name: 'Other' }, { pathLengthMax: 1 })).issueAuthority({
    name: 'Lone',
  });
  const text = ['# Issuers', ...[sub, root, lone].map(({ certificate }) => certificateToPem(certificate))].join('\n');
  const ders = certificatesFromPem(text);

  expect(ders.map((der) => readCertificate(der).subject.text)).toEqual([
    'CN=Sub,O=Sub,C=NO',
    'CN=Root,O=Root,C=NO',
    'CN=Lone,O=Lone,C=NO',
  ]);
  expect(sortIssuers(ders)).toEqual({ anchors: [ders[1], ders[2]], intermediates: [ders[0]] });
  expect(() => certificatesFromPem(`${text}\n-----BEGIN PRIVATE KEY-----`)).toThrow(CertificateUnreadable);
});
