import { globSync, readFileSync } from 'node:fs';
import { fixture } from '@samband/testing';
import { describe, expect, type TestContext, test } from 'vitest';
import { readFixtureMail } from './mail-for-tests.ts';
import { readSignature } from './read-signature.ts';
import type { Attachment, XmlSignatureVerdict } from './verdict.ts';
import { verifyEbms, verifyEnveloped } from './verify.ts';

/** The rows of the reference table (`_derived/signature-verdicts.tsv`): three other verifiers agree on each. */
const root = 'messaging/';
const nav = 'navikt+ebxml-processor';
const smtp = 'navikt+smtp-transport/src/test/resources';
const validator = 'navikt+ebxml-signatur-validator/src/test/resources';
const prescriptions = 'oslokommune+sarepta-standarder/eksempel/eresept';
const sha1 = ['http://www.w3.org/2000/09/xmldsig#rsa-sha1'];

/** Only here is the certificate in the message whose it should be: there is no register of the senders of samples. */
function judgeMail(mail: Buffer): XmlSignatureVerdict {
  const { envelope, attachments } = readFixtureMail(mail);
  return judgeEnvelope(envelope, attachments);
}

function judgeEnvelope(envelope: Uint8Array, attachments: readonly Attachment[]): XmlSignatureVerdict {
  const read = readSignature(envelope);
  const certificates = read.readable ? read.embeddedCertificates : [];
  return verifyEbms(
    envelope,
    attachments,
    certificates.map((certificate) => ({ certificate })),
    { algorithms: sha1 },
  );
}

function judgeDocument(document: Buffer): XmlSignatureVerdict {
  const read = readSignature(document, 'document');
  const certificates = read.readable ? read.embeddedCertificates : [];
  return verifyEnveloped(
    document,
    certificates.map((certificate) => ({ certificate })),
    { algorithms: sha1 },
  );
}

function bytesOf(context: TestContext, path: string): Buffer {
  return readFileSync(fixture(context, root + path));
}

function outcome(verdict: XmlSignatureVerdict) {
  const references = verdict.references.map(({ uri, ok }) => `${uri.slice(0, 4)} ${ok ? 'right' : 'wrong'}`);
  return [verdict.valid ? 'valid' : verdict.reason, ...references];
}

describe('messages', () => {
  test.for([
    [
      `${nav}/ebms-provider/src/test/resources/oppgjørsmelding/2023_08_29T12_56_58_328.msg`,
      'valid',
      ' right',
      'cid: right',
    ],
    [`${smtp}/mails/test@test.test/INBOX/example.eml`, 'valid', ' right', 'cid: right'],
    [`${smtp}/mails/test@test.test/INBOX/acknowledgment.eml`, 'valid', ' right'],
    [`${smtp}/testmail/inntektsforesporsel.eml`, 'digest-mismatch', ' right', 'cid: wrong'],
    [`${smtp}/testmail/ebxml_no_cpaid.eml`, 'digest-mismatch', ' wrong', 'cid: wrong'],
    [`${smtp}/testmail/not_ebxml.eml`, 'not-xml'],
    [`${smtp}/testmail/content_description.eml`, 'not-xml'],
    [`${validator}/tekkopplysning`, 'signature-mismatch', ' right', 'cid: right'],
  ])('%s', ([path = '', ...expected], context) => {
    expect(outcome(judgeMail(bytesOf(context, path)))).toEqual(expected);
  });
});

describe('documents', () => {
  test.for([
    `${validator}/payloadonly`,
    `${nav}/felles/src/test/resources/payload.xml`,
    `${nav}/ebms-provider/src/test/resources/oppgjørsmelding/2023_08_29T12_56_58_328.p7m.deenveloped.ungz`,
    `${prescriptions}/Utleverer sender oppgjørskrav til Helfo/M22 Oppgjørsresultat.xml`,
  ])('%s', (path, context) => {
    expect(outcome(judgeDocument(bytesOf(context, path)))).toEqual(['valid', ' right']);
  });

  test('SHA-1 is refused where nobody named it', (context) => {
    const document = bytesOf(context, `${validator}/payloadonly`);

    expect(verifyEnveloped(document, [])).toMatchObject({ reason: 'sha1-not-allowed' });
  });

  test('edited examples with the signature of what they were are refused: their content is another', (context) => {
    const folder = fixture(context, root + prescriptions);
    const files = globSync(`${folder}/**/M{1,5,10,95,97,241,251,271,911}*.xml`).filter((file) => holdsSignature(file));
    const outcomes = files.map((file) => outcome(judgeDocument(readFileSync(file))));

    expect(files.length).toBeGreaterThan(12);
    expect(new Set(outcomes.map(String))).toEqual(new Set(['signature-mismatch, wrong', 'several-signatures']));
  });

  test('illustrations of envelopes are refused', (context) => {
    const folder = fixture(context, `${root}oslokommune+sarepta-standarder/eksempel/ebxml`);

    expect(outcome(judgeEnvelope(readFileSync(`${folder}/Acknowledgment.xml`), []))).toEqual(['key-unfit', ' wrong']);
    expect(outcome(judgeEnvelope(readFileSync(`${folder}/ebxml-eksempel.xml`), []))).toEqual(['reference-unknown']);
  });
});

function holdsSignature(file: string): boolean {
  return readFileSync(file).includes('SignatureValue');
}
