import { readFileSync } from 'node:fs';
import { encryptFor, readSignature, TokenUnavailable } from '@samband/crypto';
import { fixture } from '@samband/testing';
import { expect, test } from 'vitest';
import { processOfDocument, processOfReceipt } from './business-process.ts';
import { checkInnerSignature } from './check-inner-signature.ts';
import { testKeys } from './messages/messages-for-tests.ts';
import { openPayload } from './open-payload.ts';
import { payloadFormOf } from './payload-form.ts';

test('a document that no list names is encrypted, with a MIME head of its own, and nothing else', () => {
  const form = { isEncrypted: true, isCompressed: false, isInnerSigned: false, isWrapped: true };
  expect(payloadFormOf('S-EPIKRISE', 'EPIKRISE')).toEqual(form);
});

test('each flow of NAV and HELFO has the form that the agency’s own table gives it, whoever sends', (context) => {
  const table = readFileSync(fixture(context, 'messaging/_derived/nav-process-config.tsv'), 'utf8');
  const rows = table.split('\n').slice(1).filter(Boolean);
  expect(rows.length).toBeGreaterThan(40);
  for (const row of rows) {
    const [role, service = '', action = '', encrypted, compressed, signed] = row.split('\t');
    // The only flow that is signed by one of its roles alone: we speak for those who sign.
    if (action === 'MoteRespons' && role === 'Saksbehandler') continue;
    const form = payloadFormOf(service, action);
    expect([
      row,
      String(form.isEncrypted),
      String(form.isCompressed),
      String(form.isInnerSigned),
      form.isWrapped,
    ]).toEqual([row, encrypted, compressed, signed, false]);
  }
});

test('service, action and roles follow from the type, also of documents older than the code list', () => {
  expect(processOfDocument('SVAR_LAB')).toEqual({
    service: 'S-SVAR_LAB',
    action: 'SVAR_LAB',
    fromRole: 'SVAR_LABsender',
    toRole: 'SVAR_LABreceiver',
  });
  expect(processOfDocument('E').service).toBe('S-EPIKRISE');
});

test('a receipt goes in the same service with the roles reversed, under the name that the service has for it', () => {
  const receipt = processOfReceipt(processOfDocument('EPIKRISE'));
  expect(receipt).toEqual({
    service: 'S-EPIKRISE',
    action: 'APPREC',
    fromRole: 'EPIKRISEreceiver',
    toRole: 'EPIKRISEsender',
  });
  const claim = {
    service: 'BehandlerKrav',
    action: 'OppgjorsMelding',
    fromRole: 'Behandler',
    toRole: 'KontrollUtbetaler',
  };
  expect(processOfReceipt(claim)).toMatchObject({ action: 'Svarmelding', fromRole: 'KontrollUtbetaler' });
});

test('a document that is signed with SHA-1 is right only where the agreement names it', (context) => {
  const folder = 'messaging/navikt+ebxml-signatur-validator/src/test/resources';
  const document = readFileSync(fixture(context, `${folder}/payloadonly`));
  const read = readSignature(document, 'document');
  const signingCertificates = read.readable ? read.embeddedCertificates : [];
  const judge = (signatureAlgorithms: string[]) =>
    checkInnerSignature(document, { signingCertificates, signatureAlgorithms });

  expect(judge(['http://www.w3.org/2000/09/xmldsig#rsa-sha1'])).toBe('valid');
  expect(judge(['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'])).toBe('invalid-sha1-not-allowed');
});

test('a document whose key is in a token that cannot be used now is not refused: it waits', async () => {
  const { certificate } = (await testKeys()).clinicEncryption;
  const away = () => {
    throw new TokenUnavailable('token-refused');
  };
  const key = { certificate, privateKey: { type: 'token', sign: away, decrypt: away } } as const;
  const part = encryptFor([certificate], Buffer.from('<MsgHead/>'));

  await expect(openPayload(part, [key], 'cid:document')).rejects.toThrow(TokenUnavailable);
});
