import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type ServerProcess, startServerProcess } from '../../server-process.ts';
import type { Journey } from './journey.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-board-'));
  await chmod(folder, 0o711); // as root, the database runs as somebody else, who must be able to pass through
  server = await startServerProcess({ dataFolder: join(folder, '.samband') });
}, 90_000);

afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

const post = () => fetch(`${server.url}/demo/letters`, { method: 'POST' });

test('anybody sends an example letter and follows it to its answer, without a word of what is in it', async () => {
  const answer = await post();
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as { id: string };

  const stream = await (await fetch(`${server.url}/demo/letters/${id}/stream`)).text();

  const told = stream.matchAll(/^event: journey\ndata: (.*)$/gm);
  const journeys = [...told].map(([, data = '']) => JSON.parse(data) as Journey);
  expect(journeys.at(-1)?.steps.map(({ kind }) => kind)).toEqual([
    'accepted',
    'delivered',
    'fetched',
    'downloaded',
    'receipt-matched',
    'receipt-seen',
  ]);
  expect(journeys.at(-1)?.steps[4]?.facts).toMatchObject({ receiptStatus: '1', errorCodes: [] });
  expect(journeys.at(-1)).toMatchObject({ sender: { herId: 8100101 }, receiver: { herId: 8100311 }, isSeen: true });
  expect(stream).toMatch(/event: end\ndata: seen\n\n$/);
  expect(stream).not.toMatch(/Blodtrykk|Patient|\b\d{11}\b/);
});

test('nobody follows what was not sent here', async () => {
  const answer = await fetch(`${server.url}/demo/letters/0198c5c2-0000-7000-8000-000000000000/stream`);

  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: 'demo-letter-not-found' });
});

test('the eleventh letter in a minute is asked to wait', async () => {
  const answers = await Promise.all(Array.from({ length: 11 }, post));

  const refused = answers.find(({ status }) => status === 429);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused?.json()).toMatchObject({ code: 'demo-busy' });
});
