import { verifyEbms } from '@samband/crypto';
import { readMessage } from '@samband/mail';
import { beforeAll, expect, test } from 'vitest';
import { checkRules } from '../rules/check-rules.ts';
import { schemaFaultsOf } from '../rules/schema-faults.ts';
import type { EbxmlRead } from './ebxml-read.ts';
import type { WrittenMessage } from './envelope-order.ts';
import {
  at,
  clinicHerId,
  hospitalHerId,
  mailToClinic,
  mailToHospital,
  payloadOrder,
  testKeys,
  writtenTo,
} from './messages-for-tests.ts';
import { readEnvelope } from './read-envelope.ts';
import { type SignalOrder, subjectOf } from './signal-order.ts';
import { writeAcknowledgment } from './write-acknowledgment.ts';
import { writeMessageError } from './write-message-error.ts';
import { writePayloadMessage } from './write-payload-message.ts';
import { writePing, writePong } from './write-ping.ts';
import { writeSoapFault } from './write-soap-fault.ts';
import { writeStatusRequest, writeStatusResponse } from './write-status.ts';

let keys: Awaited<ReturnType<typeof testKeys>>;
let received: EbxmlRead;
let signal: SignalOrder;

beforeAll(async () => {
  keys = await testKeys();
  received = readWritten(writtenTo(keys.clinicEncryption, keys.hospital));
  const about = subjectOf(received);
  if (!about) throw new Error('the message says too little');
  signal = { about, messageId: '7c1f4e0a-43a7-4f58-a1f7-0d7a6f0c9b22', timestamp: at, mail: mailToHospital };
});

const readWritten = ({ bytes }: WrittenMessage) => readEnvelope(readMessage(bytes));

/** Every rule that can be judged from what is there, the register's too. */
function brokenRules(read: EbxmlRead): string[] {
  const fromHospital = read.header?.from?.herId === hospitalHerId;
  const hospital = {
    type: 'service',
    addresses: [mailToClinic.from],
    signingCertificates: [keys.hospital.certificate],
  };
  const clinic = { type: 'service', addresses: [mailToClinic.to], signingCertificates: [keys.clinic.certificate] };
  const signature = verifyEbms(read.soap ?? new Uint8Array(), read.attachments, [
    fromHospital ? keys.hospital : keys.clinic,
  ]);
  expect(signature).toMatchObject({ valid: true });
  const [sender, receiver] = fromHospital ? [hospital, clinic] : [clinic, hospital];
  const schemaFaults = schemaFaultsOf(read.soap ?? new Uint8Array());
  return checkRules(read, { signature, sender, receiver, schemaFaults, now: at }).map(({ rule }) => rule);
}

test('a message with a document is read as it was written, and breaks no rule', () => {
  expect(received).toMatchObject({
    kind: 'payload',
    header: {
      from: { herId: hospitalHerId, role: 'EPIKRISEsender' },
      to: { herId: clinicHerId, role: 'EPIKRISEreceiver' },
      cpaId: `${hospitalHerId}_${clinicHerId}`,
      service: 'S-EPIKRISE',
      timestamp: '2026-11-24T12:00:00Z',
      duplicateElimination: true,
      ackRequested: { signed: 'true', mustUnderstand: '1' },
      software: { mshSystem: 'Samband', journalVersion: '7' },
    },
    manifest: [{ contentId: 'document@edi.example.no', schemas: [{ version: '1.2' }] }],
  });
  expect(brokenRules(received)).toEqual([]);
});

test('an acknowledgment repeats what was signed, and breaks no rule', () => {
  const read = readWritten(writeAcknowledgment({ ...signal, acceptedAt: at }, keys.clinic));

  expect(read.kind).toBe('acknowledgment');
  expect(read.acknowledgment).toEqual({
    timestamp: '2026-11-24T12:00:00Z',
    refToMessageId: received.header?.messageId,
    digests: received.digests,
  });
  expect(read.header?.from?.role).toBeUndefined();
  expect(brokenRules(read)).toEqual([]);
});

test('an error says what, how bad, where and about which message, and breaks no rule', () => {
  const errors = [
    { code: 'SecurityFailure', severity: 'Error', location: '/SOAP:Envelope', description: 'Signed <wrong>' },
    { code: 'OtherXml', severity: 'Warning', description: 'Odd' },
  ] as const;
  const read = readWritten(writeMessageError({ ...signal, errors }, keys.clinic));

  expect(read).toMatchObject({
    kind: 'message-error',
    header: { refToMessageId: received.header?.messageId },
    errors: { highestSeverity: 'Error', errors },
  });
  expect(brokenRules(read)).toEqual([]);
});

test('warnings alone are a warning: that counts as an acknowledgment', () => {
  const errors = [{ code: 'NotSupported', severity: 'Warning', description: 'Not in UTF-8' }] as const;

  expect(readWritten(writeMessageError({ ...signal, errors }, keys.clinic)).errors?.highestSeverity).toBe('Warning');
});

test('questions of message handlers and their answers are read as what they are, and break no rule', () => {
  const { from, to, cpaId, conversationId, messageId, timestamp } = payloadOrder();
  const question = {
    from: { herId: from.herId },
    to: { herId: to.herId },
    cpaId,
    conversationId,
    messageId,
    timestamp,
    mail: mailToClinic,
  };
  const ping = readWritten(writePing(question, keys.hospital));
  const pong = readWritten(writePong(signal, keys.clinic));
  const asked = readWritten(writeStatusRequest({ ...question, statusOf: 'x@y' }, keys.hospital));
  const answer = { ...signal, statusOf: 'x@y', status: 'Processed', receivedAt: at } as const;
  const told = readWritten(writeStatusResponse(answer, keys.clinic));

  expect([ping.kind, pong.kind, asked.kind, told.kind]).toEqual(['ping', 'pong', 'status-request', 'status-response']);
  expect([asked.statusOf?.refToMessageId, told.statusOf?.status]).toEqual(['x@y', 'Processed']);
  expect([ping, pong, asked, told].flatMap(brokenRules)).toEqual([]);
});

test('a SOAP Fault names the mail that it answers', () => {
  const read = readWritten(writeSoapFault({ code: 'Client', text: 'No envelope', mail: mailToHospital }));

  expect(read).toMatchObject({ kind: 'soap-fault', fault: { code: 'Client', text: 'No envelope' } });
  expect(read.mail.headers.get('In-Reply-To')).toBe(mailToClinic.messageId);
});

test('a Content-ID of any characters finds its part again', () => {
  const contentId = 'document+1%2B2@edi.example.no';
  const [payload] = payloadOrder().payloads;
  const read = readWritten(
    writePayloadMessage(
      { ...payloadOrder(), payloads: [{ ...payload, contentId, bytes: Buffer.from('x') }] },
      keys.hospital,
    ),
  );
  const verdict = verifyEbms(read.soap ?? new Uint8Array(), read.attachments, [keys.hospital]);

  expect(read.manifest[0]?.contentId).toBe(read.attachments[0]?.contentId);
  expect(verdict.valid).toBe(true);
});

test('an order that would break a rule is a mistake of the caller', () => {
  const write = (change: Parameters<typeof payloadOrder>[0]) => () =>
    writePayloadMessage(payloadOrder(change), keys.hospital);

  expect(write({ messageId: 'no id' })).toThrow(TypeError);
  expect(write({ cpaId: '' })).toThrow(TypeError);
  expect(write({ service: 'urn:oasis:names:tc:ebxml-msg:service' })).toThrow(TypeError);
  expect(write({ from: { herId: 0, role: 'x' } })).toThrow(TypeError);
});
