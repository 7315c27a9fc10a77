import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connect, type Network } from './connect.ts';
import { NoReceiptYet } from './receipt.ts';
import { createKeyPair } from './signing-key.ts';
import { type SeenCall, startTestServer, type TestAnswer, type TestServer } from './test-server.ts';

const { privateJwk, publicJwk } = await createKeyPair();
let server: TestServer;
let network: Network;
/** What is answered in turn to all but the stream and the question who sent it; the last one again and again. */
let answers: TestAnswer[];
/** What a stream that is opened answers: there is none unless a test says so. */
let stream: () => TestAnswer;

beforeEach(async () => {
  answers = [];
  stream = () => ({ status: 404, body: { title: 'No stream' } });
  const answer = ({ path, method }: SeenCall): TestAnswer => {
    if (path.startsWith('/notifications/stream')) return stream();
    if (method === 'GET' && path === '/messages/m-1') return { status: 200, body: { id: 'm-1', senderHerId: 1 } };
    return (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 500 };
  };
  server = await startTestServer({ clientId: 'journal', publicJwk, answer });
  network = connect({ apiUrl: server.url, clientId: 'journal', privateJwk });
});
afterEach(() => server.stop());

const pending = (receiverHerId: number) => ({
  receiverHerId,
  transportDeliveryState: 'Unconfirmed',
  sent: true,
  apprecInfo: null as object | null,
});
const answered = (receiverHerId: number, appRecStatus: string, appRecErrorList: object[] = []) => ({
  ...pending(receiverHerId),
  transportDeliveryState: 'Acknowledged',
  apprecInfo: { appRecStatus, appRecErrorList, appRecId: `r-${receiverHerId}` },
});
const status = (...statusList: object[]): TestAnswer => ({ status: 200, body: { statusList } });
const busy = (status: number): TestAnswer => ({ status, body: { title: 'Busy' }, headers: { 'retry-after': '0' } });

test('sends the same bytes again until the network has them, and gives the id', async () => {
  answers = [busy(429), busy(500), busy(502), busy(503), { status: 202, body: { id: 'm-1' } }];

  const { id } = await network.send({ document: '<Å/>', from: 1, to: 2 });

  expect(id).toBe('m-1');
  expect(server.calls).toHaveLength(5);
  expect(new Set(server.calls.map(({ body }) => body)).size).toBe(1);
  const sent = JSON.parse(server.calls[0]?.body ?? '');
  expect(sent).toMatchObject({ senderHerId: 1, receiverHerIds: [2] });
  expect(Buffer.from(sent.businessDocument, 'base64').toString()).toBe('<Å/>');
});

test('does not send again what was refused for good', async () => {
  answers = [{ status: 400, body: { title: 'Document refused' } }];

  await expect(network.send({ document: '<x/>', from: 1, to: [2, 3] })).rejects.toThrow('Document refused');
  expect(server.calls).toHaveLength(1);
});

test('follows a message to the answer of its receiver', async () => {
  answers = [status(pending(2)), status(pending(2)), status(answered(2, 'Ok'))];

  expect(await network.sent('m-1').receipt()).toEqual({
    receiverHerId: 2,
    outcome: 'approved',
    errors: [],
    receiptId: 'r-2',
  });
  expect(looks()).toBe(3);
});

/** A stream that stays open, and what makes it say that something has happened to a message. */
function openStream() {
  const said: string[] = [];
  let tell = () => {};
  async function* parts() {
    yield 'event: connected\ndata:\n\n';
    for (;;) {
      for (const text of said.splice(0)) yield text;
      await new Promise<void>((resolve) => {
        tell = resolve;
      });
    }
  }
  const answer = { status: 200, headers: { 'content-type': 'text/event-stream' }, parts: parts() };
  return {
    answer: () => answer,
    say(relatedMessageId: string) {
      const event = { offset: 1, relatedMessageId, type: 'MessageApprecInfoUpdated', notificationReceiverHerId: 1 };
      said.push(`event: notification\ndata: ${JSON.stringify(event)}\n\n`);
      tell();
    },
  };
}

const looks = () => server.calls.filter(({ path }) => path.endsWith('/status')).length;
const streams = () => server.calls.filter(({ path }) => path.startsWith('/notifications/stream'));

test('looks again when the stream says that something has happened to the message, and not before', async () => {
  const { answer, say } = openStream();
  stream = answer;
  answers = [status(pending(2))];
  const receipt = network.sent('m-1').receipt();
  await vi.waitFor(() => expect(looks()).toBe(2)); // at first, and when the stream was open
  say('m-2');
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(looks()).toBe(2);

  answers = [status(answered(2, 'Ok'))];
  say('m-1');
  expect(await receipt).toMatchObject({ outcome: 'approved' });
  expect(looks()).toBe(3);
  expect(streams().map(({ path }) => path)).toEqual(['/notifications/stream?HerIds=1']);
});

test('many messages of one sender are followed by one stream', async () => {
  const { answer, say } = openStream();
  stream = answer;
  answers = [status(pending(2))];
  const receipts = ['m-1', 'm-1', 'm-1'].map((id) => network.sent(id).receipt());
  await vi.waitFor(() => expect(looks()).toBeGreaterThanOrEqual(6));
  answers = [status(answered(2, 'Ok'))];
  say('m-1');
  expect(await Promise.all(receipts)).toHaveLength(3);
  expect(streams()).toHaveLength(1);
});

test('a message that is answered already is followed by no stream', async () => {
  answers = [status(answered(2, 'Ok'))];
  await network.sent('m-1').receipt();
  expect(streams()).toHaveLength(0);
});

test('waits for every receiver, and tells how it ended with each', async () => {
  const errors = [
    { errorCode: 'E21', details: 'Moved away' },
    { errorCode: 'X99', details: null },
  ];
  answers = [
    status(answered(2, 'Ok'), pending(3), pending(4), pending(5)),
    status(answered(2, 'Ok'), answered(3, 'Rejected', errors), answered(4, 'OkErrorInMessagePart'), {
      ...pending(5),
      transportDeliveryState: 'Abandoned',
    }),
  ];

  expect(await network.sent('m-1').receipts()).toMatchObject([
    { receiverHerId: 2, outcome: 'approved' },
    { receiverHerId: 3, outcome: 'rejected', errors: [{ code: 'E21', text: 'Moved away' }, { code: 'X99' }] },
    { receiverHerId: 4, outcome: 'approved-with-errors' },
    { receiverHerId: 5, outcome: 'undelivered', errors: [] },
  ]);
});

test('one receipt cannot stand for several receivers', async () => {
  answers = [status(answered(2, 'Ok'), answered(3, 'Rejected'))];

  await expect(network.sent('m-1').receipt()).rejects.toThrow('ask for receipts()');
});

test('silence is no answer: when the time is over, it says who is silent and how far it had come', async () => {
  answers = [status(answered(2, 'Ok'), pending(3))];

  const failure = await network
    .sent('m-1')
    .receipts({ timeoutMs: 30 })
    .catch((thrown) => thrown);

  expect(failure).toBeInstanceOf(NoReceiptYet);
  expect(failure.message).toMatch(/^no answer from 3 within 0.03 s/);
  expect(failure).toMatchObject({ messageId: 'm-1', statusList: [{ receiverHerId: 2 }, { receiverHerId: 3 }] });
});

test('the statuses are told when they change, and only then', async () => {
  answers = [status(pending(2)), status(pending(2)), status(answered(2, 'Ok'))];
  const told: (string | undefined)[] = [];

  for await (const [first] of network.sent('m-1').statuses()) told.push(first?.transportDeliveryState);

  expect(told).toEqual(['Unconfirmed', 'Acknowledged']);
});

test('the following can be stopped', async () => {
  answers = [status(pending(2))];
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('enough')), 30);

  await expect(network.sent('m-1').receipt({ signal: stop.signal })).rejects.toThrow('enough');
});
