import { readMessage } from '@samband/mail';
import { beforeAll, expect, test } from 'vitest';
import { testKeys, writtenTo } from '../messages/messages-for-tests.ts';
import { readEnvelope } from '../messages/read-envelope.ts';
import { checkRules } from './check-rules.ts';
import { reactionTo } from './reaction.ts';
import type { RuleContext } from './rule-context.ts';

let head: string;
let soap: string;

beforeAll(async () => {
  const { hospital, clinicEncryption } = await testKeys();
  const written = writtenTo(clinicEncryption, hospital);
  soap = Buffer.from(written.soap).toString();
  head =
    'From: a@b\nTo: c@d\nMessage-ID: <a@b>\nDate: x\nMIME-Version: 1.0\nSOAPAction: "ebXML"\nContent-Type: multipart/related; type="text/xml"; boundary=b';
});

function react(change: { head?: string; soap?: string; context?: RuleContext }) {
  const parts = `--b\nContent-Type: text/xml\n\n${change.soap ?? soap}\n--b\nContent-ID: <document@edi.example.no>\n\nx\n--b--\n`;
  const read = readEnvelope(readMessage(Buffer.from(`${change.head ?? head}\n\n${parts}`)));
  return reactionTo(read, checkRules(read, change.context));
}

test('wrong head fields of the mail are only written down', () => {
  const odd = head.replace(/^(From|Date|SOAPAction|MIME-Version): .*\n/gm, '');

  expect(react({ head: odd })).toEqual({ kind: 'acknowledgment' });
});

test('what cannot be read is answered with a SOAP Fault that says what', () => {
  expect(react({ soap: 'nothing' })).toMatchObject({
    kind: 'soap-fault',
    code: 'Client',
    text: expect.stringMatching(/XML/),
  });
  expect(react({ soap: soap.replaceAll('eb:type="HER"', 'eb:type="ENH"') })).toMatchObject({ kind: 'soap-fault' });
  expect(react({ soap: soap.replace(/<eb:MessageId>.*<\/eb:MessageId>/, '') })).toMatchObject({ kind: 'soap-fault' });
});

test('what can be read and not be taken is refused with every reason', () => {
  const bad = soap.replace(/<eb:(CPAId|ConversationId)>.*?<\/eb:\1>/g, '');

  expect(react({ soap: bad })).toEqual({
    kind: 'error-list',
    severity: 'Error',
    errors: [
      expect.objectContaining({
        code: 'ValueNotRecognized',
        severity: 'Error',
        location: expect.stringMatching(/CPAId$/),
        description: expect.stringMatching(/HITS 1172, 11/),
      }),
      expect.objectContaining({ code: 'ValueNotRecognized', location: expect.stringMatching(/ConversationId$/) }),
    ],
  });
});

test('a wrong signature is refused, and a key that the register does not know is left to the signature', () => {
  const signature = { valid: false, reason: 'signer-unknown', references: [] } as const;
  const sender = { type: 'service', addresses: [], signingCertificates: [new Uint8Array([1])] };

  expect(react({ context: { signature } })).toMatchObject({
    kind: 'error-list',
    errors: [{ code: 'SecurityFailure' }],
  });
  expect(react({ context: { sender } })).toEqual({ kind: 'acknowledgment' });
});

test('what is taken with a warning says so, and an error wins over a warning', () => {
  const unasked = soap.replace(/<eb:AckRequested[^>]*>/, '');

  expect(react({ soap: unasked })).toMatchObject({ kind: 'error-list', severity: 'Warning' });
  expect(react({ soap: unasked.replace('<eb:Action>EPIKRISE</eb:Action>', '<eb:Action/>') })).toMatchObject({
    severity: 'Error',
    errors: [{ code: 'ValueNotRecognized', severity: 'Error' }],
  });
});
