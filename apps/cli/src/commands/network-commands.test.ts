import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { messageFacts, startTestNetwork, type TestNetwork } from '../test-network.ts';
import { records, run } from '../test-run.ts';

const HOSPITAL = 8000011;
const OFFICE = 8000042;
let network: TestNetwork;
const samband = (...argv: string[]) => run(argv, { cwd: network.folder });

beforeEach(async () => {
  network = await startTestNetwork({
    hospital: { herIds: [HOSPITAL] },
    office: { herIds: [OFFICE] },
    operator: { scopes: ['samband:exchange/trace-all', 'samband:address-register/read'] },
  });
});
afterEach(() => network.stop());

const pending = { receiverHerId: OFFICE, transportDeliveryState: 'Unconfirmed', sent: true, apprecInfo: null };
const approved = {
  ...pending,
  transportDeliveryState: 'Acknowledged',
  apprecInfo: { appRecStatus: 'Ok', appRecErrorList: [], appRecId: 'r-1' },
};
const rejected = {
  ...approved,
  apprecInfo: {
    appRecStatus: 'Rejected',
    appRecErrorList: [{ errorCode: 'E21', details: 'Moved away' }],
    appRecId: 'r-1',
  },
};

test('status shows each receiver, and says nothing of an answer that has not come', async () => {
  network.routes['GET /messages/m-1/status'] = {
    status: 200,
    body: { statusList: [pending, { ...rejected, receiverHerId: 8000043 }] },
  };

  const { exitCode, stdout } = await samband('status', 'm-1');

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/8000042 +yes +not confirmed yet +no answer yet/);
  expect(stdout).toMatch(/8000043 +yes +taken in by the receiver's system +rejected: E21 Moved away/);
});

test.each([
  ['Rejected', "refused by the receiver's message handler"],
  ['Abandoned', 'given up: never confirmed'],
  ['Teleported', 'Teleported'],
])('status says what %s means', async (transportDeliveryState, words) => {
  const body = { statusList: [{ ...pending, transportDeliveryState }] };
  network.routes['GET /messages/m-1/status'] = { status: 200, body };

  expect((await samband('status', 'm-1')).stdout).toContain(words);
});

test('status asks with each client here until one may see the message', async () => {
  network.routes['GET /messages/m-1/status'] = ({ client }) =>
    client === 'office'
      ? { status: 200, body: { statusList: [approved] } }
      : { status: 404, body: { title: 'Not found' } };

  expect(await samband('status', 'm-1')).toMatchObject({ exitCode: 0 });
  expect(network.calls.map(({ client }) => client)).toEqual(['hospital', 'office']);
});

test('a message that nobody here may see is refused once, in words', async () => {
  const { exitCode, stderr } = await samband('status', 'm-1');

  expect([exitCode, stderr]).toEqual([1, 'Refused: No /messages/m-1/status\n']);
});

test('the inbox shows the newest messages to a HER-id, fetched by the client that acts for it', async () => {
  const line = (offset: number, type: string) => ({
    notificationId: `n-${offset}`,
    relatedMessageId: `m-${offset}`,
    type,
    notificationReceiverHerId: OFFICE,
    createdAt: '2026-05-08T12:32:15Z',
    offset,
  });
  network.routes['GET /notifications'] = {
    status: 200,
    body: { notifications: [line(1, 'NewMessage'), line(7, 'MessageApprecInfoUpdated'), line(9, 'NewMessage')] },
  };
  network.routes['GET /messages/m-9'] = { status: 200, body: messageFacts('m-9', HOSPITAL, [OFFICE]) };

  const people = await samband('inbox', String(OFFICE));
  const all = await samband('inbox', String(OFFICE), '--all', '--json');

  expect(people.stdout).toMatch(/9 +2026-05-08 .* NewMessage +DIALOG_HELSEFAGLIG +8000011 +m-9/);
  expect(people.stdout).not.toContain('MessageApprecInfoUpdated');
  expect(records(all).map(({ offset }) => offset)).toEqual([1, 7, 9]);
  expect(new Set(network.calls.map(({ client }) => client))).toEqual(new Set(['office']));
});

test('a followed inbox goes on until it is stopped, and ends well', async () => {
  const stop = new AbortController();
  let turns = 0;
  network.routes['GET /notifications'] = () => {
    turns += 1;
    const fresh = {
      notificationId: 'n-5',
      relatedMessageId: 'm-5',
      type: 'NewMessage',
      notificationReceiverHerId: OFFICE,
      createdAt: '2026-05-08T12:32:15Z',
      offset: 5,
    };
    return { status: 200, body: { notifications: turns === 2 ? [fresh] : [] } };
  };
  network.routes['GET /messages/m-5'] = () => {
    setTimeout(() => stop.abort(), 20);
    return { status: 200, body: messageFacts('m-5', HOSPITAL, [OFFICE]) };
  };

  const ran = await run(['inbox', String(OFFICE), '--follow', '--json'], { cwd: network.folder, signal: stop.signal });

  expect(ran.exitCode).toBe(0);
  expect(records(ran)).toMatchObject([{ offset: 5, message: { id: 'm-5' } }]);
});

test('a HER-id that no client here acts for is told, with those they act for', async () => {
  const { exitCode, stderr } = await samband('inbox', '8000099');

  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    'No client here acts for HER-id 8000099.\nThe clients here act for:\n  hospital: 8000011\n  office: 8000042\n',
  );
});

test('read writes the exact bytes, takes the receiver’s client, and tells the network that it has them', async () => {
  const bytes = Buffer.from(Uint8Array.from({ length: 256 }, (_, index) => index));
  network.routes['GET /messages/m-1'] = { status: 200, body: messageFacts('m-1', HOSPITAL, [OFFICE]) };
  network.routes['GET /messages/m-1/business-document'] = {
    status: 200,
    body: { businessDocument: bytes.toString('base64'), contentType: 'application/xml' },
  };
  network.routes['PUT /messages/m-1/downloaded'] = { status: 204 };

  const written = await samband('read', 'm-1', '--out', 'letter.xml');
  const raw = await samband('read', 'm-1', '--raw');
  const again = await samband('read', 'm-1', '--out', 'letter.xml');

  expect(await readFile(join(network.folder, 'letter.xml'))).toEqual(bytes);
  expect(raw.bytes).toEqual(bytes);
  expect(written.stdout).toContain('Next: npx samband receipt m-1 --from 8000042 --ok');
  expect(network.calls.filter(({ method }) => method === 'PUT')[0]).toMatchObject({
    client: 'office',
    body: { receiverHerId: OFFICE },
  });
  expect([again.exitCode, again.stderr]).toEqual([
    2,
    'letter.xml cannot be written: it is there already.\nChoose another name.\n',
  ]);
});

test('read --raw does not let a document steer the terminal; to a program it goes as it is', async () => {
  const steering = Buffer.from('<a>\u009b2J</a>');
  const harmless = Buffer.from('<?xml version="1.0"?>\r\n<a>\tÅse – “her” 🙂</a>\n');
  network.routes['GET /messages/m-1'] = { status: 200, body: messageFacts('m-1', HOSPITAL, [OFFICE]) };
  network.routes['PUT /messages/m-1/downloaded'] = { status: 204 };
  const read = (bytes: Buffer, isTTY: boolean) => {
    network.routes['GET /messages/m-1/business-document'] = {
      status: 200,
      body: { businessDocument: bytes.toString('base64'), contentType: 'application/xml' },
    };
    return run(['read', 'm-1', '--raw'], { cwd: network.folder, isTTY });
  };

  const refused = await read(steering, true);
  const piped = await read(steering, false);
  const shown = await read(harmless, true);

  expect(refused).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('--out') });
  expect(piped.bytes).toEqual(steering);
  expect(shown.bytes).toEqual(harmless);
  expect(network.calls.filter(({ method }) => method === 'PUT')).toHaveLength(2);
});

test('a summary tells the network nothing: nobody has taken the document in', async () => {
  network.routes['GET /messages/m-1'] = { status: 200, body: messageFacts('m-1', HOSPITAL, [OFFICE]) };
  network.routes['GET /messages/m-1/business-document'] = {
    status: 200,
    body: { businessDocument: 'eA==', contentType: 'application/xml' },
  };

  const { exitCode, stdout } = await samband('read', 'm-1');

  expect(exitCode).toBe(0);
  expect(stdout).toContain('DIALOG_HELSEFAGLIG');
  expect(network.calls.some(({ method }) => method === 'PUT')).toBe(false);
});

test.each([
  [['--ok'], { appRecStatus: 'Ok', appRecErrorList: [] }, 'Approved.'],
  [
    ['--reject', 'E21', '--text', 'Moved away'],
    { appRecStatus: 'Rejected', appRecErrorList: [{ errorCode: 'E21', details: 'Moved away' }] },
    'Rejected with E21.',
  ],
])('receipt %j answers for the receiver', async (choice, body, words) => {
  network.routes['POST /messages/m-1/apprec'] = { status: 202, body: { id: 'r-1' } };

  const { exitCode, stdout } = await samband('receipt', 'm-1', '--from', String(OFFICE), ...choice);

  expect([exitCode, stdout.split(' The')[0]]).toEqual([0, words]);
  expect(network.calls).toMatchObject([{ client: 'office', body: { appRecSenderHerId: OFFICE, ...body } }]);
});

test('a network that is away is told by its address and what to do, with exit code 3', async () => {
  const gone = await startTestNetwork({});
  await gone.stop();

  const { exitCode, stderr } = await samband('party', 'get', '1', '--server', gone.url);

  expect(exitCode).toBe(3);
  expect(stderr.split('\n')).toEqual([
    `${gone.url} cannot be reached: nothing listens there.`,
    'Start a network with npm start, or give another address with --server.',
    '',
  ]);
});

test('without keys, the way to get them is shown', async () => {
  const { exitCode, stderr } = await run(['status', 'm-1'], { cwd: '/' });

  expect(exitCode).toBe(2);
  expect(stderr).toContain('No .samband folder here or in any folder above');
});

test('a broken client file is told, when it is asked for by name', async () => {
  await writeFile(join(network.folder, '.samband/clients/broken.json'), '{}');

  const { exitCode, stderr } = await samband('status', 'm-1', '--client', 'broken');

  expect(exitCode).toBe(2);
  expect(stderr).toContain('broken.json is no client file.');
});
