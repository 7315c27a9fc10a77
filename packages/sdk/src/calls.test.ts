import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, type Network } from './connect.ts';
import { createKeyPair } from './signing-key.ts';
import { type SeenCall, startTestServer, type TestAnswer, type TestServer } from './test-server.ts';

const { privateJwk, publicJwk } = await createKeyPair();
let server: TestServer;
let network: Network;
let answers: TestAnswer[];

beforeEach(async () => {
  answers = [];
  const answer = () => answers.shift() ?? { status: 204 };
  server = await startTestServer({ clientId: 'journal', publicJwk, answer });
  network = connect({ apiUrl: server.url, clientId: 'journal', privateJwk });
});
afterEach(() => server.stop());

const busy: TestAnswer = { status: 503, body: { title: 'Busy' }, headers: { 'retry-after': '0' } };
const lastCall = (): SeenCall => server.calls.at(-1) ?? expect.fail('no call reached the API');

test('sends a document as base64 of the exact bytes, and gives the id', async () => {
  const businessDocument = Uint8Array.from({ length: 256 }, (_, index) => index);
  answers = [{ status: 202, body: { id: 'm-1' } }];

  const sent = await network.sendMessage({ businessDocument, senderHerId: 1, receiverHerIds: [2, 3] });

  expect(sent).toEqual({ id: 'm-1' });
  const body = JSON.parse(lastCall().body);
  expect(body).toMatchObject({ senderHerId: 1, receiverHerIds: [2, 3], contentType: 'application/xml' });
  expect(Buffer.from(body.businessDocument, 'base64')).toEqual(Buffer.from(businessDocument));
});

test('gives back the exact bytes of a document', async () => {
  const bytes = Buffer.from(Uint8Array.from({ length: 256 }, (_, index) => index));
  const body = {
    businessDocument: bytes.toString('base64'),
    contentType: 'application/xml',
    contentTransferEncoding: 'base64',
  };
  answers = [{ status: 200, body }];

  const document = await network.getBusinessDocument('m-1');

  expect(Buffer.from(document.businessDocument)).toEqual(bytes);
  expect(lastCall().path).toBe('/messages/m-1/business-document');
});

test('repeats a document that met a busy server: the network answers duplicates with the first id', async () => {
  answers = [busy, busy, { status: 202, body: { id: 'm-1' } }];
  const message = { businessDocument: new Uint8Array(), senderHerId: 1, receiverHerIds: [2] };

  await expect(network.sendMessage(message)).resolves.toEqual({ id: 'm-1' });
  expect(server.calls).toHaveLength(3);
});

test('gives up after the third attempt', async () => {
  answers = [busy, busy, busy, { status: 200, body: {} }];

  await expect(network.getMessage('m-1')).rejects.toMatchObject({ status: 503, title: 'Busy' });
  expect(server.calls).toHaveLength(3);
});

test.each([
  ['a new party', () => network.parties.create({ kind: 'service', name: 'X' })],
  ['a new client', () => network.clients.create({ name: 'X', organizationNumber: '1', scopes: [], publicJwks: [] })],
])('does not repeat %s by itself', async (_, callIt) => {
  answers = [busy];

  await expect(callIt()).rejects.toMatchObject({ status: 503 });
  expect(server.calls).toHaveLength(1);
});

test('repeats even those where the network has said that it did nothing', async () => {
  answers = [
    { ...busy, status: 429 },
    { status: 201, body: { herId: 7 } },
  ];

  expect(await network.parties.create({ kind: 'service', name: 'X' })).toEqual({ herId: 7 });
  expect(server.calls).toHaveLength(2);
});

test('repeats a receipt: the network gives the same answer its first id', async () => {
  answers = [busy, { status: 202, body: { id: 'r-1' } }];

  const receipt = { appRecSenderHerId: 2, appRecStatus: 'Ok' } as const;
  expect(await network.sendReceipt('m-1', receipt)).toEqual({ id: 'r-1' });
});

test('does not wait for longer than it was told to, and says when to come back', async () => {
  answers = [{ status: 429, body: { title: 'Too many calls' }, headers: { 'retry-after': '3600' } }];

  await expect(network.getMessage('m-1')).rejects.toMatchObject({ status: 429, retryAfterSeconds: 3600 });
  expect(server.calls).toHaveLength(1);
});

test('does not repeat what was refused for good', async () => {
  answers = [{ status: 404, body: { title: 'Not found', errorCode: 1010 } }];

  await expect(network.getMessage('m-1')).rejects.toMatchObject({ errorCode: 1010 });
  expect(server.calls).toHaveLength(1);
});

test('a refusal carries all that the network said', async () => {
  const finding = { rule: 'schema', severity: 'error', path: 'MsgHead/MsgInfo', line: 3, message: 'Type is missing' };
  const body = {
    title: 'Document refused',
    detail: 'It breaks its standard',
    code: 'document-refused',
    errorCode: 1001,
    requestId: 'r-1',
    validationErrors: ['Type is missing'],
    facts: { verdict: 'invalid', findings: [finding, { no: 'message' }] },
    errors: [{ path: '/x' }],
  };
  answers = [{ status: 400, body }];

  const refusal = network.getMessage('m-1');

  await expect(refusal).rejects.toThrow('Document refused: It breaks its standard');
  await expect(refusal).rejects.toMatchObject({ ...body, status: 400, findings: [finding] });
});

test('an answer that is no JSON does not reach the caller as one', async () => {
  const page = await startTestServer({
    clientId: 'journal',
    publicJwk,
    answer: () => ({ status: 500, body: undefined, headers: { 'content-type': 'text/html' } }),
  });

  const failure = connect({ apiUrl: page.url, clientId: 'journal', privateJwk }).getMessage('m-1');

  await expect(failure).rejects.toThrow('The server answered 500');
  await page.stop();
});

test.each<[string, () => Promise<unknown>, string, string]>([
  ['one party', () => network.parties.get(7), 'GET', '/address-register/communication-parties/7'],
  [
    'a search',
    () => network.parties.search({ text: 'ås' }),
    'GET',
    '/address-register/communication-parties?text=%C3%A5s',
  ],
  [
    'a change',
    () => network.parties.change(7, { name: 'X', expectedVersion: 1 }),
    'PATCH',
    '/address-register/communication-parties/7',
  ],
  [
    'the feed',
    () => network.notifications({ herIds: [4, 5], offset: 9, limit: 10 }),
    'GET',
    '/notifications?HerIds=4&HerIds=5&Offset=9&NotificationsToFetch=10',
  ],
  ['what is overdue', () => network.overdue({ limit: 5 }), 'GET', '/exchange/overdue?limit=5'],
  ['the overdue in sum', () => network.overdueSummary(), 'GET', '/exchange/overdue/summary'],
  ['a trace', () => network.trace('a/b'), 'GET', '/exchange/trace/a%2Fb'],
  ['a removal', () => network.deleteMshConfigurations([4, 5]), 'DELETE', '/mshconfigurations?HerIds=4&HerIds=5'],
  ['a confirmation', () => network.markDownloaded('m-1', 4), 'PUT', '/messages/m-1/downloaded'],
])('asks for %s where the network has it', async (_, callIt, method, path) => {
  answers = [{ status: 200, body: { notifications: [], messages: [], communicationParties: [] } }];

  await callIt();

  expect(lastCall()).toMatchObject({ method, path });
});

test('lists all clients, however many pages they are', async () => {
  const client = (clientId: string) => ({ clientId, name: 'X', organizationNumber: '1', scopes: [] });
  answers = [
    { status: 200, body: { clients: [client('a')], next: 'a' } },
    { status: 200, body: { clients: [client('b')] } },
  ];

  expect((await network.clients.list()).map(({ clientId }) => clientId)).toEqual(['a', 'b']);
  expect(lastCall().path).toBe('/identity/clients?limit=200&after=a');
});
