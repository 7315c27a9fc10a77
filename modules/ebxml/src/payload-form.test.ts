import { readFileSync } from 'node:fs';
import { fixture } from '@samband/testing';
import { expect, test } from 'vitest';
import { processOfDocument, processOfReceipt } from './business-process.ts';
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
