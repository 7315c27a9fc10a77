import { expect, test } from 'vitest';
import { serverSettings, sharedBuffersMib } from './settings.ts';

const GIB = 1024 ** 3;
const places = { socketFolder: '/run/a, b "c"', base: '/data/postgres' };

test.each([
  [0.5 * GIB, 128],
  [2 * GIB, 256],
  [64 * GIB, 512],
])('of %d bytes of memory the server takes %d MiB for its buffers', (memoryBytes, mib) => {
  expect(sharedBuffersMib(memoryBytes)).toBe(mib);
});

test('only data that is thrown away may be lost in a crash', () => {
  const durability = ({ fsync, full_page_writes, synchronous_commit }: Readonly<Record<string, string>>) =>
    [fsync, full_page_writes, synchronous_commit].join();

  expect(durability(serverSettings(places, false))).toBe('on,on,on');
  expect(durability(serverSettings(places, true))).toBe('off,off,off');
});

test('a comma or a quote in the path does not part the list of socket folders', () => {
  expect(serverSettings(places, false)['unix_socket_directories']).toBe('"/run/a, b ""c"""');
});
