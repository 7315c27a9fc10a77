import { createBoundedCache } from './bounded-cache.ts';
import type { Client } from './client.ts';

/** Whether the client of a token is still there and not disabled; a short memory spares a query a request. */
export interface ActiveClients {
  isActive(clientId: string): Promise<boolean>;
  /** After a change on this node; other nodes notice when their memory ends. */
  forget(clientId: string): void;
}

interface Known {
  readonly isActive: Promise<boolean>;
  readonly untilMs: number;
}

/** HelseID promises its changes within 20 s. */
const rememberedMs = 5_000;
const clientsMax = 10_000;

export function createActiveClients(findClient: (clientId: string) => Promise<Client | undefined>): ActiveClients {
  const cache = createBoundedCache<string, Known>(clientsMax);

  async function ask(clientId: string): Promise<boolean> {
    const client = await findClient(clientId);
    return client !== undefined && client.disabledAt === undefined;
  }

  return {
    async isActive(clientId) {
      const known = cache.get(clientId);
      if (known && known.untilMs > performance.now()) return known.isActive;
      const isActive = ask(clientId);
      cache.set(clientId, { isActive, untilMs: performance.now() + rememberedMs });
      // A failure is told to those who asked, and not remembered.
      isActive.catch(() => cache.delete(clientId));
      return isActive;
    },

    forget: (clientId) => cache.delete(clientId),
  };
}
