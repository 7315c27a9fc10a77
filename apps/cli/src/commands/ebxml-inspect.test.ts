import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixture } from '@samband/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { records, run } from '../test-run.ts';

let folder: string;
const mails = 'messaging/navikt+smtp-transport/src/test/resources/';
const envelope = `<?xml version="1.0" encoding="UTF-8"?>
<SOAP:Envelope xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/" xmlns:eb="http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd">
<SOAP:Header><eb:MessageHeader eb:version="2.0" SOAP:mustUnderstand="1">
<eb:From><eb:PartyId eb:type="HER">8000123</eb:PartyId></eb:From><eb:To><eb:PartyId eb:type="HER">8000456</eb:PartyId></eb:To>
<eb:CPAId>8000123_8000456</eb:CPAId><eb:ConversationId>c</eb:ConversationId>
<eb:Service>urn:oasis:names:tc:ebxml-msg:service</eb:Service><eb:Action>Ping</eb:Action>
<eb:MessageData><eb:MessageId>ping@example.no</eb:MessageId><eb:Timestamp>2026-11-24T12:00:00Z</eb:Timestamp></eb:MessageData>
</eb:MessageHeader></SOAP:Header><SOAP:Body/></SOAP:Envelope>`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-inspect-'));
  await writeFile(join(folder, 'ping.xml'), envelope);
});
afterAll(() => rm(folder, { recursive: true }));

test('an envelope is told of in words: what it is, between whom, what is wrong, and what it would be answered', async () => {
  const { stdout, exitCode } = await run(['ebxml', 'inspect', 'ping.xml'], { cwd: folder });

  expect(stdout).toMatch(/^ping {2}ping\.xml/);
  expect(stdout).toMatch(/from +8000123\n/);
  expect(stdout).toMatch(/verdict +absent: no-signature\n/);
  expect(stdout).toMatch(/error {4} 45 {2}There is no ds:Signature/);
  expect(stdout).toMatch(/not judged without the register.*: 29, 30, 44, 54/);
  expect(stdout).toMatch(/Answer {2}ErrorList \(SecurityFailure, Error\)\n$/);
  expect(exitCode).toBe(1);
});

test('the rules speak Norwegian when asked', async () => {
  const { stdout } = await run(['ebxml', 'inspect', '-', '--language', 'nb'], { stdin: envelope });

  expect(stdout).toContain('ds:Signature mangler i SOAP:Header.');
});

test('a real mail as JSON has the promised names, and exit code 0 when it would be taken', async (context) => {
  const ran = await run([
    'ebxml',
    'inspect',
    fixture(context, `${mails}mails/test@test.test/INBOX/example.eml`),
    '--json',
  ]);
  const [record] = records(ran);

  expect(ran.exitCode).toBe(0);
  expect(record).toMatchObject({
    kind: 'payload',
    signature: { verdict: 'valid', references: [{ ok: true }, { ok: true }] },
    payloads: [{ encrypted: true, recipients: [expect.any(String)] }],
    reaction: 'Acknowledgment',
  });
});

test('a file that is not there is wrong usage', async () => {
  expect((await run(['ebxml', 'inspect', 'nowhere.eml'], { cwd: folder })).exitCode).toBe(2);
  expect((await run(['ebxml', 'inspect', 'ping.xml', '--at', 'soon'], { cwd: folder })).exitCode).toBe(2);
});
