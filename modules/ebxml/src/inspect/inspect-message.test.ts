import { readFileSync } from 'node:fs';
import { fixture } from '@samband/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WrittenMessage } from '../messages/envelope-order.ts';
import { at, testKeys, writtenTo } from '../messages/messages-for-tests.ts';
import { inspectMessage } from './inspect-message.ts';

const transport = 'messaging/navikt+smtp-transport/src/test/resources/';
const signed = 'messaging/navikt+ebxml-signatur-validator/src/test/resources/tekkopplysning';
const numbers = ({ rules }: ReturnType<typeof inspectMessage>) => rules.map(({ number }) => number);

describe('real messages', () => {
  test('every signature of an ebXML message is as the table of verdicts has it', (context) => {
    const table = readFileSync(fixture(context, 'messaging/_derived/signature-verdicts.tsv'), 'utf8');
    const rows = table
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(([file = '', what = '']) => !file.includes('*') && /SMTP|HTTP|payload|ebXML|SOAP|CPAId/.test(what));
    const verdicts = rows.map(([file = '', , signer = '', , expected = '']) => {
      const { signature } = inspectMessage(readFileSync(fixture(context, `messaging/${file}`)));
      return { file, signer, expected: expected.replace(/[^A-Za-z].*$/, ''), signature };
    });

    const messages = verdicts.filter(({ signature }) => signature.reason !== 'no-signature');
    expect(messages.length).toBeGreaterThanOrEqual(6);
    for (const { file, signer, expected, signature } of messages) {
      const verdict = { VALID: 'valid', INVALID: 'invalid', NOT: 'absent' }[expected];
      if (!file.includes('payload')) expect([file, signature.verdict]).toEqual([file, verdict]);
      if (verdict === 'valid' && !file.includes('payload')) expect(signature.signer).toContain(`CN=${signer}`);
    }
  });

  test('an acknowledgment that breaks national rules is taken, and each of them is named', (context) => {
    const bytes = readFileSync(fixture(context, `${transport}mails/test@test.test/INBOX/acknowledgment.eml`));
    const inspection = inspectMessage(bytes);

    expect(inspection).toMatchObject({
      kind: 'acknowledgment',
      from: { herId: 92_239, role: 'Utleverer' },
      to: { herId: 79_768 },
      cpaId: 'nav:qass:30500',
      refToMessageId: '20231121-154526-99398@qa.ebxml.nav.no',
      signature: { verdict: 'valid', reason: null, references: [{ uri: '', ok: true }] },
      payloads: [],
      reaction: 'log only',
    });
    expect(numbers(inspection)).toEqual(expect.arrayContaining([78, 17, 12, 36, 35, 38, 109, 117]));
    expect(inspection.rules.every(({ severity }) => severity === 'warning')).toBe(true);
  });

  test('a document that was cut is told of: its reference is not right, the envelope’s is', (context) => {
    const inspection = inspectMessage(readFileSync(fixture(context, `${transport}testmail/inntektsforesporsel.eml`)));

    expect(inspection.signature).toMatchObject({
      verdict: 'invalid',
      reason: 'digest-mismatch',
      references: [
        { uri: '', ok: true },
        { uri: expect.stringMatching(/^cid:/), ok: false },
      ],
    });
    // Its parties are named by organisation numbers only: nobody of the register.
    expect(inspection.reaction).toBe('SOAP Fault (Client)');
  });

  test('a wrong signature over right digests is told of, in a post without a request line', (context) => {
    const inspection = inspectMessage(readFileSync(fixture(context, signed)));

    expect(inspection.signature).toMatchObject({ verdict: 'invalid', reason: 'signature-mismatch' });
    expect(inspection.signature.references.map(({ ok }) => ok)).toEqual([true, true]);
    expect(numbers(inspection)).not.toContain(18);
    expect(inspection.payloads).toMatchObject([{ encrypted: false, recipients: [] }]);
  });

  test('what is no XML would be answered with a SOAP Fault', (context) => {
    const inspection = inspectMessage(readFileSync(fixture(context, `${transport}testmail/not_ebxml.eml`)));

    expect(inspection).toMatchObject({
      kind: 'unreadable',
      signature: { verdict: 'absent' },
      reaction: 'SOAP Fault (Client)',
    });
  });

  test('a real message without duplicate elimination is taken, and its document is described', (context) => {
    const file =
      'messaging/navikt+ebxml-processor/ebms-provider/src/test/resources/oppgjørsmelding/2023_08_29T12_56_58_328.msg';
    const inspection = inspectMessage(readFileSync(fixture(context, file)));

    expect(inspection.reaction).toBe('Acknowledgment');
    expect(numbers(inspection)).toContain(74);
    expect(inspection.payloads).toMatchObject([
      {
        encrypted: true,
        contentType: 'application/pkcs7-mime; smime-type=enveloped-data',
        recipients: [expect.stringContaining('CN=')],
      },
    ]);
  });
});

describe('our own', () => {
  let written: WrittenMessage;
  let keys: Awaited<ReturnType<typeof testKeys>>;
  beforeAll(async () => {
    keys = await testKeys();
    written = writtenTo(keys.clinicEncryption, keys.hospital);
  });

  test('breaks nothing, and has these names and no others', () => {
    const inspection = inspectMessage(written.bytes, { at });

    expect(Object.keys(inspection)).toEqual(
      'kind cpaId conversationId messageId refToMessageId from to service action signature payloads rules reaction'.split(
        ' ',
      ),
    );
    expect(inspection).toMatchObject({ rules: [], signature: { verdict: 'valid' }, reaction: 'Acknowledgment' });
  });

  test('is not valid by the certificate of another', () => {
    const { signature } = inspectMessage(written.bytes, { certificate: keys.clinic.certificate });

    expect(signature.verdict).toBe('invalid');
    expect(inspectMessage(written.bytes, { certificate: keys.hospital.certificate }).signature.verdict).toBe('valid');
  });

  test('over HTTP with its request line is the same message', () => {
    const post = Buffer.concat([Buffer.from('POST /ebxml/msh HTTP/1.1\r\nHost: example.no\r\n'), written.bytes]);

    expect(inspectMessage(post)).toEqual(inspectMessage(written.bytes));
  });

  test('the envelope alone is looked at as far as it goes', () => {
    const inspection = inspectMessage(written.soap);

    expect(inspection).toMatchObject({
      kind: 'payload',
      signature: { verdict: 'not-checked', reason: 'documents-not-given' },
      rules: [],
    });
  });

  test('is refused after its time, and a number of a person in a party is not repeated', () => {
    const late = writtenTo(keys.clinicEncryption, keys.hospital, { timeToLive: at });
    const soap = Buffer.from(written.soap)
      .toString()
      .replace('</eb:From>', '<eb:PartyId eb:type="FNR">13816900216</eb:PartyId></eb:From>');

    expect(inspectMessage(late.bytes, { at: new Date(at.getTime() + 1) }).reaction).toBe(
      'ErrorList (TimeToLiveExpired, Error)',
    );
    expect(JSON.stringify(inspectMessage(Buffer.from(soap)))).not.toContain('13816900216');
  });

  test('any bytes are looked at without a failure', () => {
    for (const bytes of [
      '',
      '<',
      '<a/>',
      'GET / HTTP/1.1\r\n',
      '\0\0',
      'From: x\n\n--',
      '<?xml version="1.0"?><!DOCTYPE a><a/>',
    ]) {
      expect(inspectMessage(Buffer.from(bytes)).kind).toBe('unreadable');
    }
  });
});
