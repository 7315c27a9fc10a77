import type { Figure } from '@samband/measuring';
import { measurePeer } from './measure-peer.ts';
import { startPostfixPeer } from './postfix.ts';
import { startRabbitmq } from './rabbitmq.ts';

/**
 * What other products make of the same documents on the same machine, where they are installed. They check no document
 * and no token: taking in and not losing is all that is compared.
 */
export async function peerFigures(document: () => Buffer): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const start of [startPostfixPeer, startRabbitmq]) {
    const peer = await start();
    if (!peer) continue;
    try {
      figures.push(...(await measurePeer(peer, document)));
    } finally {
      await peer.stop();
    }
  }
  return figures;
}
