import { verifyEbms } from '@samband/crypto';
import { readMessage } from '@samband/mail';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  at,
  clinicHerId,
  hospitalHerId,
  mailToClinic,
  mailToHospital,
  testKeys,
  writtenTo,
} from '../messages/messages-for-tests.ts';
import { readEnvelope } from '../messages/read-envelope.ts';
import { subjectOf } from '../messages/signal-order.ts';
import { writeAcknowledgment } from '../messages/write-acknowledgment.ts';
import { writeMessageError } from '../messages/write-message-error.ts';
import { breaches, ofAcknowledgment, ofMessageError, type Pieces } from './breaches-for-tests.ts';
import { allRules, checkRules, notJudged } from './check-rules.ts';
import { reactionTo } from './reaction.ts';
import { schemaFaultsOf } from './schema-faults.ts';

let base: Pieces;
let acknowledgment: Pieces;
let messageError: Pieces;

beforeAll(async () => {
  const keys = await testKeys();
  const written = writtenTo(keys.clinicEncryption, keys.hospital);
  const read = readEnvelope(readMessage(written.bytes));
  const about = subjectOf(read);
  if (!about) throw new Error('the message says too little');
  const party = (address: string, certificate: Uint8Array) => ({
    type: 'service',
    addresses: [address],
    signingCertificates: [certificate],
  });
  const hospital = party(mailToClinic.from, keys.hospital.certificate);
  const clinic = party(mailToClinic.to, keys.clinic.certificate);
  base = {
    head: 'From: Sykehus <hospital@edi.example.no>\nTo: clinic@edi.example.no\nMessage-ID: <a@edi.example.no>\nDate: Tue, 24 Nov 2026 12:00:00 +0000\nMIME-Version: 1.0\nSOAPAction: "ebXML"\nContent-Type: multipart/related; type="text/xml"; start="<soap@x>"; boundary="b"',
    soapHead: 'Content-Type: text/xml; charset="UTF-8"\nContent-Transfer-Encoding: 8bit\nContent-ID: <soap@x>',
    soap: Buffer.from(written.soap).toString(),
    documentHead:
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data\nContent-Transfer-Encoding: base64\nContent-ID: <document@edi.example.no>',
    document: Buffer.from(read.attachments[0]?.bytes ?? []).toString('base64'),
    context: {
      now: at,
      sender: hospital,
      receiver: clinic,
      signature: verifyEbms(written.soap, read.attachments, [keys.hospital]),
      agreement: {
        herIds: [hospitalHerId, clinicHerId],
        validFrom: new Date('2026-01-01'),
        validTo: new Date('2027-01-01'),
      },
      documentNamespaces: ['http://www.kith.no/xmlstds/epikrise/2012-02-15'],
    },
  };
  const order = { about, messageId: 'signal@edi.example.no', timestamp: at, mail: mailToHospital };
  const back = { ...base.context, sender: clinic, receiver: hospital };
  const signal = {
    ...base,
    head: 'From: clinic@edi.example.no\nTo: hospital@edi.example.no\nMessage-ID: <b@edi.example.no>\nDate: Tue, 24 Nov 2026 12:00:00 +0000\nMIME-Version: 1.0\nSOAPAction: "ebXML"\nContent-Type: multipart/related; type="text/xml"; start="<soap@x>"; boundary="b"',
    document: '',
    context: back,
  };
  const acknowledged = writeAcknowledgment({ ...order, acceptedAt: at }, keys.clinic);
  const errors = [{ code: 'OtherXml', severity: 'Error', description: 'Odd' }] as const;
  const refused = writeMessageError({ ...order, errors }, keys.clinic);
  acknowledgment = { ...signal, soap: Buffer.from(acknowledged.soap).toString() };
  messageError = { ...signal, soap: Buffer.from(refused.soap).toString() };
});

const readPieces = ({ head, soapHead, soap, documentHead, document }: Pieces) => {
  const part = document === '' ? '' : `--b\n${documentHead}\n\n${document}\n`;
  return readEnvelope(readMessage(Buffer.from(`${head}\n\n--b\n${soapHead}\n\n${soap}\n${part}--b--\n`)));
};

function broken(pieces: Pieces): string[] {
  const read = readPieces(pieces);
  const schemaFaults = schemaFaultsOf(read.soap ?? new Uint8Array());
  return checkRules(read, { ...pieces.context, schemaFaults }).map(({ rule }) => rule);
}

describe('a message that follows every rule', () => {
  test('breaks none', () => {
    expect([base, acknowledgment, messageError].flatMap(broken)).toEqual([]);
  });

  test('is acknowledged; its signals are not answered', () => {
    const reactions = [base, acknowledgment, messageError].map((pieces) => reactionTo(readPieces(pieces), []).kind);

    expect(reactions).toEqual(['acknowledgment', 'log-only', 'log-only']);
  });
});

describe('each rule is found where it is broken', () => {
  test.for(Object.entries(breaches))('%s', ([rule, change]) => {
    expect(broken(change(base))).toContain(rule);
  });

  test.for(Object.entries(ofAcknowledgment))('%s, of an acknowledgment', ([rule, change]) => {
    expect(broken(change(acknowledgment))).toContain(rule);
  });

  test.for(Object.entries(ofMessageError))('%s, of an error', ([rule, change]) => {
    expect(broken(change(messageError))).toContain(rule);
  });

  test('and there is no rule that no case here breaks', () => {
    const tried = new Set([breaches, ofAcknowledgment, ofMessageError].flatMap((cases) => Object.keys(cases)));

    expect(allRules.map(({ number, name }) => String(number ?? name)).filter((rule) => !tried.has(rule))).toEqual([]);
  });
});

test('the same input gives the same findings, and what is not known is left out and listed', () => {
  const read = readPieces({ ...base, head: 'Content-Type: text/plain' });

  expect(checkRules(read)).toEqual(checkRules(read));
  expect(notJudged({})).toEqual([16, 17, 29, 30, 44, 50, 54, 79, 110, 111, 112, 113, 114, 261, 262, 270]);
  expect(notJudged({ sender: 'unknown' })).not.toContain(29);
});

test('every rule says itself in both languages, and where it comes from', () => {
  for (const { en, nb, source } of allRules) {
    expect(en).toMatch(/^\S.*\.$/);
    expect(nb).toMatch(/^\S.*\.$/);
    expect(nb).not.toBe(en);
    expect(source).not.toBe('');
  }
});
