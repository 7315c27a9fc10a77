import { readFileSync } from 'node:fs';
import { fixture } from '@samband/testing';
import { describe, expect, test } from 'vitest';
import type { HerId } from '../her-id.ts';
import { agreementTerms } from './agreement-terms.ts';
import { readDuration } from './duration.ts';
import type { AgreementContent } from './party-info.ts';
import { readAgreement, readProfile } from './read-agreement.ts';
import { SIGNAL_SERVICE, type TermsQuery } from './terms.ts';

type Context = Parameters<typeof fixture>[0];
const read = (context: Context, path: string) => readFileSync(fixture(context, `messaging/${path}`));
const NAV = 'navikt+ebxml-processor/cpa-repo/src/test/resources/cpa/nav-qass-35065.xml';
const HELSENORGE = 'helsenorge+Helsenorge.Messaging/test';
const [PARTNER, AGENCY] = [8141253 as HerId, 79768 as HerId];
const at = new Date('2026-01-15T00:00:00Z');

function terms(agreement: AgreementContent | undefined, query: Partial<TermsQuery>) {
  const asked = { from: PARTNER, to: AGENCY, service: '', action: '', direction: 'send', at, ...query } as const;
  return agreement && agreementTerms(agreement, asked);
}

describe('the agreement of NAV', () => {
  const claim = { role: 'Lege', service: 'Legemelding', action: 'Legeerklaring' };

  test('answers for role, service and action: mail, certificates, resending and receipts', (context) => {
    const agreement = readAgreement(read(context, NAV));

    const found = terms(agreement, claim);

    expect(found).toMatchObject({
      cpaId: 'nav:qass:35065',
      basis: 'agreement',
      partner: AGENCY,
      endpoints: [{ transport: 'smtp', uri: expect.stringMatching(/^mailto:[^/@]+@[^@]+$/) }],
      retries: 4,
      retryIntervalMs: 12 * 3_600_000,
      persistDurationMs: 4 * 86_400_000,
      ackMode: 'always',
      syncReplyMode: 'none',
      process: { uuid: '0ebb5fb6-6c42-429b-8f8a-c30d92c7a099', version: '1.0' },
    });
    // The OID says SHA-1, the URI beside it SHA-256.
    expect(found?.signatureAlgorithms).toContain('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
    expect(found?.signatureAlgorithms.join()).not.toContain('sha1');
    expect(found?.signingCertificates).toHaveLength(1);
    expect(found?.encryptionCertificate?.thumbprint).not.toBe(found?.signingCertificates[0]?.thumbprint);
  });

  test('answers a question in the same breath over HTTP, and then nothing is sent again', (context) => {
    const agreement = readAgreement(read(context, NAV));

    const found = terms(agreement, {
      role: 'Behandler',
      service: 'HarBorgerFrikort',
      action: 'EgenandelForesporsel',
    });

    expect(found).toMatchObject({
      endpoints: [{ transport: 'http-sync', uri: expect.stringMatching(/^https?:/) }],
      ...{ syncReplyMode: 'signalsAndResponse', ackMode: 'never', retries: 0 },
    });
  });

  test('says nothing of another role, action or direction, and of parties that are not its own', (context) => {
    const agreement = readAgreement(read(context, NAV));

    expect(terms(agreement, { ...claim, role: 'Nav' })).toBeUndefined();
    expect(terms(agreement, { ...claim, action: 'Trekk' })).toBeUndefined();
    expect(terms(agreement, { ...claim, from: AGENCY, to: PARTNER })).toBeUndefined();
    expect(terms(agreement, { ...claim, from: 1 as HerId })).toBeUndefined();
  });

  test('sends signals to the default channel, whatever their role', (context) => {
    const found = terms(readAgreement(read(context, NAV)), { service: SIGNAL_SERVICE, action: 'Acknowledgment' });

    expect(found).toMatchObject({ endpoints: [{ transport: 'smtp' }] });
    expect(found?.signingCertificates).not.toHaveLength(0);
  });
});

describe('agreements of the national service', () => {
  const id = '49391409-e528-4919-b4a3-9ccdab72c8c1';
  const dialog = {
    ...{ to: 93238 as HerId, service: 'S-DIALOG_INNBYGGER_DIGITALBRUKER' },
    ...{ role: 'DIALOG_INNBYGGER_DIGITALBRUKERsender', action: 'APPREC', at: new Date('2016-06-01T00:00:00Z') },
  };

  const files = [
    'Helsenorge.Registries.Tests/Files/CPA_49391409-e528-4919-b4a3-9ccdab72c8c1.xml',
    'Helsenorge.Registries.Tests/Files/CPA_93252.xml',
    'Helsenorge.Registries.Tests/Files/CPA_93253.xml',
    'Helsenorge.Registries.Tests/Files/CPA_Rest_93252.xml',
    'Helsenorge.Registries.Tests/Files/CPA_Rest_93253.xml',
    `Helsenorge.Registries.Tests/Files/CPA_Rest_${id}.xml`,
    `Helsenorge.Messaging.Tests/Files/CPA_${id}.xml`,
    'Helsenorge.Messaging.Tests/Files/CPA_93252.xml',
    'Helsenorge.Messaging.Tests/Files/CPA_93252_ChangedSignedCertificate.xml',
  ];
  for (const file of files) {
    test(`${file} answers with the queue, although its characteristics are empty and receipts are spelt otherwise`, (context) => {
      const agreement = readAgreement(read(context, `${HELSENORGE}/${file}`));

      const found = terms(agreement, { ...dialog, from: agreement?.parties[1].herId as HerId });

      expect(found).toMatchObject({
        endpoints: [{ transport: 'amqp', uri: expect.stringMatching(/^sb\.test\.nhn\.no\/\w+\/93238_async$/) }],
        ...{ retries: 0, ackMode: 'perMessage', syncReplyMode: 'none' },
      });
      // Some name the encryption certificate as the signing one; the one for signing is taken too.
      expect(found?.signingCertificates.length).toBeGreaterThan(0);
      expect(found?.encryptionCertificate).toBeDefined();
    });
  }

  test('are none where the file is empty', (context) => {
    expect(
      readAgreement(read(context, `${HELSENORGE}/Helsenorge.Messaging.Tests/Files/CPA_94867.xml`)),
    ).toBeUndefined();
    expect(readProfile(read(context, `${HELSENORGE}/Helsenorge.Messaging.Tests/Files/CPP_94867.xml`))).toBeUndefined();
  });

  test('are made from profiles, which are read too', (context) => {
    const profile = readProfile(read(context, `${HELSENORGE}/Helsenorge.Registries.Tests/Files/CPP_93238.xml`));

    expect(profile).toMatchObject({ herId: 93238, channels: [{ transport: 'amqp' }, { transport: 'amqp-sync' }] });
    expect(profile?.roles.length).toBeGreaterThan(10);
  });
});

test('another document is no agreement', () => {
  expect(() => readAgreement(Buffer.from('<a/>'))).toThrow(expect.objectContaining({ code: 'agreement-unreadable' }));
});

test('months in agreements mean minutes', () => {
  expect(['P180M', 'PT720M', 'P4D', 'PT240M', 'P2DT1H', 'x', 'P'].map(readDuration)).toEqual([
    ...[180 * 60_000, 720 * 60_000, 4 * 86_400_000, 240 * 60_000, 49 * 3_600_000, undefined, undefined],
  ]);
});
