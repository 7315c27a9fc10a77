import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, type Network } from './connect.ts';
import type { InboxMessage, InboxOptions } from './inbox.ts';
import { fileOffsetStore } from './offset-store.ts';
import { createKeyPair } from './signing-key.ts';
import { type SeenCall, startTestServer, type TestAnswer, type TestServer } from './test-server.ts';

const { privateJwk, publicJwk } = await createKeyPair();
const OFFICE = 8000042;
let server: TestServer;
let network: Network;
let folder: string;
let offsetFile: string;
/** Messages of the network by id, with the place in the feed that tells of each. */
let feed: { id: string; offset: number; type?: string }[];
let gone: Set<string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-inbox-'));
  offsetFile = join(folder, 'offset');
  feed = ['a', 'b', 'c'].map((id, index) => ({ id, offset: 10 * (index + 1) }));
  gone = new Set();
  server = await startTestServer({ clientId: 'journal', publicJwk, answer });
  network = connect({ apiUrl: server.url, clientId: 'journal', privateJwk });
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

function answer({ method, path }: SeenCall): TestAnswer {
  const [, root, id, part] = path.split(/[/?]/);
  if (root === 'notifications') return path.includes('/stream') ? { status: 404, body: {} } : feedAfter(path);
  if (method === 'PUT') return { status: 204 };
  if (method === 'POST') return { status: 202, body: { id: `receipt-of-${id}` } };
  if (part) return { status: 200, body: { businessDocument: Buffer.from(`<${id}/>`).toString('base64') } };
  if (gone.has(String(id))) return { status: 404, body: { title: 'Gone' } };
  return { status: 200, body: { id, senderHerId: 8000011, businessDocumentMsgType: 'EPIKRISE' } };
}

function feedAfter(path: string): TestAnswer {
  const after = Number(new URLSearchParams(path.split('?')[1]).get('Offset'));
  const notifications = feed
    .filter(({ offset }) => offset > after)
    .map(({ id, offset, type = 'NewMessage' }) => ({
      relatedMessageId: id,
      offset,
      type,
      notificationReceiverHerId: OFFICE,
    }));
  return { status: 200, body: { notifications } };
}

function inbox(options: Partial<InboxOptions> = {}) {
  const quick = { herIds: [OFFICE], waitMinMs: 1, waitMaxMs: 2 };
  return network.inbox({ ...quick, offsetStore: fileOffsetStore(offsetFile), ...options });
}

/** Runs the inbox until so many have come, dealing with each. */
async function take(count: number, deal: (message: InboxMessage) => unknown = () => undefined): Promise<string[]> {
  const ids: string[] = [];
  for await (const message of inbox()) {
    ids.push(message.id);
    await deal(message);
    if (ids.length === count) break;
  }
  return ids;
}

const kept = async () => Number(await readFile(offsetFile, 'utf8'));

test('gives new documents with what they are and what can be done with them', async () => {
  const [message] = await Promise.all([
    inbox()
      .next()
      .then(({ value }) => value as InboxMessage),
  ]);

  expect(message).toMatchObject({ id: 'a', receiverHerId: OFFICE, header: { businessDocumentMsgType: 'EPIKRISE' } });
  expect(Buffer.from(await message.document()).toString()).toBe('<a/>');
  await message.downloaded();
  expect(await message.approve()).toEqual({ id: 'receipt-of-a' });

  const [put, post] = server.calls.slice(-2);
  expect(put).toMatchObject({ method: 'PUT', path: '/messages/a/downloaded' });
  expect(JSON.parse(put?.body ?? '')).toEqual({ receiverHerId: OFFICE });
  expect(JSON.parse(post?.body ?? '')).toEqual({ appRecSenderHerId: OFFICE, appRecStatus: 'Ok', appRecErrorList: [] });
});

test('a rejection carries its codes, their words, and the system that says so', async () => {
  const { value } = await inbox({ application: { name: 'Journal', version: '2' } }).next();

  await value?.reject([{ code: 'E21', text: 'Moved away' }, { code: 'X99' }]);

  expect(JSON.parse(server.calls.at(-1)?.body ?? '')).toEqual({
    appRecSenderHerId: OFFICE,
    appRecStatus: 'Rejected',
    appRecErrorList: [{ errorCode: 'E21', details: 'Moved away' }, { errorCode: 'X99' }],
    applicationName: 'Journal',
    applicationVersion: '2',
  });
});

test('goes on where the last run came to: what was dealt with does not come again', async () => {
  expect(await take(3, ({ approve }) => approve())).toEqual(['a', 'b', 'c']);
  feed.push({ id: 'd', offset: 99 });

  expect(await take(1)).toEqual(['d']);
});

test('what was not answered when the loop was left comes again; what was, does not', async () => {
  expect(await take(2)).toEqual(['a', 'b']);
  expect(await kept()).toBe(10);

  expect(await take(1, ({ approve }) => approve())).toEqual(['b']);
  expect(await kept()).toBe(20);
});

test('a crash in the middle of a document loses nothing', async () => {
  const crash = take(3, ({ id }) => {
    if (id === 'b') throw new Error('power cut');
  });

  await expect(crash).rejects.toThrow('power cut');
  expect(await take(2)).toEqual(['b', 'c']);
});

test('other news moves the place on, and is not shown', async () => {
  feed = [
    { id: 'x', offset: 5, type: 'MessageApprecInfoUpdated' },
    { id: 'a', offset: 10 },
  ];

  expect(await take(1)).toEqual(['a']);
  expect(await kept()).toBe(5);
});

test('a message that is there no more does not stop those after it, and is told of', async () => {
  gone.add('a');
  const trouble: string[] = [];

  const { value } = await inbox({ onTrouble: ({ message }) => trouble.push(message) }).next();

  expect(value?.id).toBe('b');
  expect(trouble).toEqual(['Gone']);
});

test('a damaged offset file stops the inbox instead of starting it over', async () => {
  await writeFile(offsetFile, 'ten\n');

  await expect(inbox().next()).rejects.toThrow('holds no offset');
});
