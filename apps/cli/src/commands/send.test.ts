import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readHeader } from '@samband/standards';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleDocument } from '../sample-document.ts';
import { type Call, startTestNetwork, type TestNetwork } from '../test-network.ts';
import { records, run } from '../test-run.ts';

const HOSPITAL = 8000011;
const OFFICE = 8000042;
const CLINIC = 8000052;
let network: TestNetwork;
const samband = (...argv: string[]) => run(argv, { cwd: network.folder });

const unit = (herId: number, name: string, parentHerId: number, parentName: string) => ({
  status: 200,
  body: { herId, kind: 'service', name, parentHerId, parentName, organizationNumber: '999888777' },
});

beforeEach(async () => {
  network = await startTestNetwork({
    hospital: { herIds: [HOSPITAL] },
    operator: { scopes: ['samband:address-register/read'] },
  });
  const parties = '/address-register/communication-parties';
  network.routes['POST /messages'] = { status: 202, body: { id: 'm-1' } };
  network.routes[`GET ${parties}/${HOSPITAL}`] = unit(HOSPITAL, 'Medisin', 8000010, 'Nordfjell sykehus');
  network.routes[`GET ${parties}/${OFFICE}`] = unit(OFFICE, 'Allmennlege', 8000040, 'Storvik legesenter');
  network.routes[`GET ${parties}/${CLINIC}`] = unit(CLINIC, 'Fysioterapi', 8000050, 'Havna klinikk');
  await writeFile(join(network.folder, 'letter.xml'), sampleDocument());
});
afterEach(() => network.stop());

const sent = (): Call[] => network.calls.filter(({ method, path }) => method === 'POST' && path === '/messages');
const bytesOf = ({ body }: Call): Buffer => Buffer.from(String(body['businessDocument']), 'base64');

test('sends a document byte for byte to the parties that it names', async () => {
  const { exitCode, stdout } = await samband('send', 'letter.xml');

  expect(exitCode).toBe(0);
  expect(sent()).toMatchObject([{ client: 'hospital', body: { senderHerId: HOSPITAL, receiverHerIds: [OFFICE] } }]);
  expect(sent().map(bytesOf)).toEqual([Buffer.from(sampleDocument())]);
  expect(stdout).toContain('Accepted');
  expect(stdout).toContain('Next: npx samband trace m-1');
  expect(stdout).not.toContain('changed');
});

test('naming the parties that the document names changes nothing', async () => {
  await samband('send', 'letter.xml', '--from', String(HOSPITAL), '--to', String(OFFICE));

  expect(sent().map(bytesOf)).toEqual([Buffer.from(sampleDocument())]);
});

test('re-addresses a copy for each other receiver, with a MsgId of its own, and says what it changed', async () => {
  const ran = await samband('send', 'letter.xml', '--to', `${OFFICE},${CLINIC}`);

  expect(ran.exitCode).toBe(0);
  const headers = sent().map((call) => readHeader(bytesOf(call)));
  expect(headers.map(({ receivers }) => receivers[0]?.herId)).toEqual([OFFICE, CLINIC]);
  expect(headers.map(({ sender }) => sender.herId)).toEqual([HOSPITAL, HOSPITAL]);
  const { messageId: original } = readHeader(sampleDocument());
  expect(new Set([original, ...headers.map(({ messageId }) => messageId)]).size).toBe(3);
  expect(ran.stdout).toContain('changed: Sent to Havna klinikk (8000050), Fysioterapi (8000052)');
});

test.each([
  [['--to', String(OFFICE), String(CLINIC)]],
  [['--to', String(OFFICE), '--to', String(CLINIC)]],
  [['--to', `${OFFICE},${CLINIC}`, '--to', String(OFFICE)]],
])('several receivers may be named as %j', async (argv) => {
  await samband('send', 'letter.xml', ...argv, '--as-is');

  expect(sent()).toMatchObject([{ body: { receiverHerIds: [OFFICE, CLINIC] } }]);
});

test('--as-is sends the bytes as they are, whatever parties they name', async () => {
  await samband('send', 'letter.xml', '--to', String(CLINIC), '--as-is');

  expect(sent()).toMatchObject([{ body: { receiverHerIds: [CLINIC] } }]);
  expect(sent().map(bytesOf)).toEqual([Buffer.from(sampleDocument())]);
});

test('what is no document is sent too, for the network to judge, when the parties are given', async () => {
  const ran = await run(['send', '-', '--from', String(HOSPITAL), '--to', String(OFFICE)], {
    cwd: network.folder,
    stdin: 'no XML',
  });

  expect(ran.exitCode).toBe(0);
  expect(sent().map((call) => bytesOf(call).toString())).toEqual(['no XML']);
});

test('what names no parties is not sent without them', async () => {
  const { exitCode, stderr } = await run(['send', '-'], { cwd: network.folder, stdin: 'no XML' });

  expect([exitCode, stderr]).toEqual([
    2,
    'The document names no HER-id for its sender.\nSay which with --from <herId>.\n',
  ]);
  expect(sent()).toEqual([]);
});

test('an organisation cannot be written to, and the way to its units is shown', async () => {
  const body = { herId: 8000050, kind: 'organization', name: 'Havna klinikk', organizationNumber: '999888777' };
  network.routes['GET /address-register/communication-parties/8000050'] = { status: 200, body };

  const { exitCode, stderr } = await samband('send', 'letter.xml', '--to', '8000050');

  expect(exitCode).toBe(2);
  expect(stderr).toContain('samband party search "Havna klinikk"');
});

test('a refused document is shown with what is wrong, and where', async () => {
  const finding = { rule: 'schema', severity: 'error', path: 'MsgHead/MsgInfo/Type', line: 4, message: 'V is missing' };
  const problem = {
    title: 'Document refused',
    detail: 'The document is invalid',
    code: 'document-refused',
    errorCode: 1001,
    requestId: 'r-7',
  };
  network.routes['POST /messages'] = { status: 400, body: { ...problem, facts: { findings: [finding] } } };

  const people = await samband('send', 'letter.xml');
  const script = await samband('send', 'letter.xml', '--json');

  expect(people).toMatchObject({ exitCode: 1, stdout: '' });
  expect(people.stderr).toBe(
    'Refused: The document is invalid\n  error    MsgHead/MsgInfo/Type, line 4 (schema)\n           V is missing\n  (error 1001, request r-7)\n',
  );
  expect(records(script)).toMatchObject([
    { error: { code: 'document-refused', status: 400, errorCode: 1001, findings: [finding] } },
  ]);
});

const status = (state: object) => ({
  receiverHerId: OFFICE,
  transportDeliveryState: 'Unconfirmed',
  sent: true,
  apprecInfo: null,
  ...state,
});
const answer = (appRecStatus: string) =>
  status({
    transportDeliveryState: 'Acknowledged',
    apprecInfo: { appRecStatus, appRecErrorList: [], appRecId: 'r-1' },
  });

test('--wait shows each step as it is proven, until the approval', async () => {
  const turns = [status({}), status({}), answer('Ok')];
  network.routes['GET /messages/m-1/status'] = () => ({ status: 200, body: { statusList: [turns.shift()] } });

  const { exitCode, stdout } = await samband('send', 'letter.xml', '--wait');

  expect(exitCode).toBe(0);
  const steps = stdout.split('\n').filter((line) => line.includes('8000042  '));
  expect(steps.map((line) => line.split('8000042  ')[1])).toEqual([
    'in the mailbox',
    "taken in by the receiver's system",
    'approved',
  ]);
  expect(stdout).toContain('Next: npx samband trace m-1');
});

test.each([
  ['Rejected', 'rejected'],
  ['OkErrorInMessagePart', 'approved'],
])('--wait with --json ends with the outcome: %s is %s', async (appRecStatus, outcome) => {
  network.routes['GET /messages/m-1/status'] = { status: 200, body: { statusList: [answer(appRecStatus)] } };

  const ran = await samband('send', 'letter.xml', '--wait', '--json');

  expect(ran.exitCode).toBe(outcome === 'approved' ? 0 : 1);
  expect(records(ran)).toMatchObject([{ id: 'm-1', outcome, statusList: [{ receiverHerId: OFFICE }] }]);
});

test('--wait does not call silence an approval', async () => {
  network.routes['GET /messages/m-1/status'] = { status: 200, body: { statusList: [status({})] } };

  const { exitCode, stdout } = await samband('send', 'letter.xml', '--wait', '0');

  expect(exitCode).toBe(1);
  expect(stdout).toContain('No answer within 0 s.');
});

test('on a terminal the waiting is visible, and leaves nothing behind', async () => {
  const turns = [status({}), status({}), status({}), status({}), answer('Ok')];
  network.routes['GET /messages/m-1/status'] = () => ({ status: 200, body: { statusList: [turns.shift()] } });

  const ran = await run(['send', 'letter.xml', '--wait', '9'], { cwd: network.folder, isTTY: true });

  expect(ran.stderr).toContain('Waiting for the answer, 1 s of 9');
  expect(ran.stderr.endsWith('\r\u001b[K')).toBe(true);
});

test('several copies are all sent before anybody is waited for', async () => {
  network.routes['GET /messages/m-1/status'] = { status: 200, body: { statusList: [answer('Ok')] } };

  const ran = await samband('send', 'letter.xml', '--to', String(OFFICE), String(CLINIC), '--wait', '--json');

  const order = network.calls.filter(({ path }) => path.startsWith('/messages')).map(({ method }) => method);
  expect(order).toEqual(['POST', 'POST', 'GET', 'GET']);
  expect(records(ran)).toMatchObject([
    { receiverHerIds: [OFFICE], outcome: 'approved' },
    { receiverHerIds: [CLINIC], outcome: 'approved' },
  ]);
});

test('a message with two receivers is approved only when both have approved it', async () => {
  const both = [answer('Ok'), { ...status({}), receiverHerId: CLINIC }];
  network.routes['GET /messages/m-1/status'] = { status: 200, body: { statusList: both } };

  expect(records(await samband('send', 'letter.xml', '--wait', '0', '--json'))).toMatchObject([
    { outcome: 'unanswered' },
  ]);
});
