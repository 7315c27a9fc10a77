import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Outage } from './outage.ts';
import { postmasterOf } from './plug.ts';
import type { TrialNetwork } from './trial-network.ts';

const run = promisify(execFile);

/** PostgreSQL stands still: connections stay open and nothing is answered, as when a network or a disk hangs. */
export function databaseAway(): Outage {
  const signal = async ({ dataFolder }: TrialNetwork, name: '-STOP' | '-CONT') => {
    const postmaster = String(postmasterOf(dataFolder));
    const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', postmaster]);
    await run('kill', [name, postmaster, ...stdout.split(/\s+/).filter(Boolean)]);
  };
  return {
    begin: (network) => signal(network, '-STOP'),
    end: (network) => signal(network, '-CONT'),
  };
}

/** The disk that the data lies on is filled to the last byte, and emptied again. `folder` is a small file system of its own. */
export function diskFull(folder: string): Outage {
  const filler = join(folder, 'filler');
  return {
    async begin() {
      // Ends with "No space left on device": that is what is wanted.
      await run('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']).catch(() => undefined);
    },
    end: () => rm(filler),
  };
}

/** The server's clock jumps, as after a wrong time server, and back again. The file is read by shifted-clock.ts. */
export function clockMoved(offsetFile: string, offsetMs: number): Outage {
  return {
    begin: () => writeFile(offsetFile, String(offsetMs)),
    end: () => writeFile(offsetFile, '0'),
  };
}

/** Peers that connect and hang: some stop in the middle of a request, some ask and never read what they are given. */
export function peersHang(count: number): Outage {
  let sockets: Socket[] = [];
  return {
    async begin({ url }) {
      const { port } = new URL(url);
      sockets = Array.from({ length: count }, (_, index) => {
        const socket = connect(Number(port), 'localhost');
        socket.on('error', () => undefined);
        if (index % 2 === 0)
          socket.write('POST /messages HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10000\r\n\r\n{"bus');
        else socket.pause().write('GET /openapi.json HTTP/1.1\r\nhost: localhost\r\n\r\n'.repeat(50));
        return socket;
      });
    },
    async end() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
