import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '@samband/measuring';
import { measurePeer } from './measure-peer.ts';
import { startPostfix } from './postfix.ts';
import { startRabbitmq } from './rabbitmq.ts';

/**
 * What other products make of the same documents on the same machine, where they are installed. They check no document
 * and no token: taking in and not losing is all that is compared.
 */
export async function peerFigures(document: () => Buffer): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-peers-'));
  // Postfix works under a user of its own, who must be able to pass.
  await chmod(folder, 0o711);
  try {
    const figures: Figure[] = [];
    for (const start of [startPostfix, startRabbitmq]) {
      const peer = await start(folder);
      if (!peer) continue;
      try {
        figures.push(...(await measurePeer(peer, document)));
      } finally {
        await peer.stop();
      }
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
