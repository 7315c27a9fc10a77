import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readChunks } from './chunks.ts';
import { readEvents, type ServerEvent } from './event-stream.ts';

async function* chunked(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

async function eventsOf(...parts: (string | Uint8Array)[]): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(chunked(...parts))) events.push(event);
  return events;
}

const notification = { name: 'notification', data: '{"type":"NewMessage",\n"offset":7}' };

test('reads the stream of the standard: a heartbeat, a greeting, and data over several lines', async () => {
  const stream =
    ': heartbeat\n\nevent: connected\ndata:\n\nevent: notification\ndata: {"type":"NewMessage",\ndata: "offset":7}\n\n';

  expect(await eventsOf(stream)).toEqual([{ name: 'connected', data: '' }, notification]);
});

test.each([
  ['CR LF', '\r\n'],
  ['CR', '\r'],
  ['LF', '\n'],
])('lines may end with %s, and be cut anywhere', async (_, end) => {
  const lines = ['event: notification', 'data: {"type":"NewMessage",', 'data: "offset":7}', '', ': x', ''];
  const bytes = Buffer.from(lines.map((line) => line + end).join(''));

  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 6 }), async (places) => {
      const cuts = [0, ...places.sort((a, b) => a - b), bytes.length];
      const parts = cuts.slice(1).map((cut, index) => bytes.subarray(cuts[index], cut));
      expect(await eventsOf(...parts)).toEqual([notification]);
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['an event without a name is a message', 'data: x\n\n', [{ name: 'message', data: 'x' }]],
  ['one space after the colon is no part of the value', 'data:  x\n\n', [{ name: 'message', data: ' x' }]],
  ['a field without a colon has no value', 'data\n\n', [{ name: 'message', data: '' }]],
  ['fields that are not known are passed over', 'id: 7\nretry: 5\ndata: x\n\n', [{ name: 'message', data: 'x' }]],
  ['what is cut off at the end is no event', 'data: x\n', []],
  ['a mark of byte order is passed over', '\ufeffdata: x\n\n', [{ name: 'message', data: 'x' }]],
])('%s', async (_, stream, events) => {
  expect(await eventsOf(stream)).toEqual(events);
});

test('a letter that is cut in two is put together again', async () => {
  const bytes = Buffer.from('data: Åse\n\n');

  expect(await eventsOf(bytes.subarray(0, 7), bytes.subarray(7))).toEqual([{ name: 'message', data: 'Åse' }]);
});

test('an event without end does not fill the memory', async () => {
  const line = `data: ${'x'.repeat(300_000)}\n`;

  await expect(eventsOf(line, line, line, line)).rejects.toThrow('larger than');
  await expect(eventsOf('x'.repeat(2_000_000))).rejects.toThrow('larger than');
});

test('a silent line counts as broken, and is closed', async () => {
  let isClosed = false;
  const stream = new ReadableStream<Uint8Array>({
    cancel() {
      isClosed = true;
    },
  });

  await expect(readChunks(stream, 'https://network.example', 20).next()).rejects.toMatchObject({
    name: 'NetworkUnreachable',
    code: 'SILENT',
    address: 'https://network.example',
  });
  expect(isClosed).toBe(true);
});
