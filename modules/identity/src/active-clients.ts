import { createBoundedCache } from './bounded-cache.ts';

/** Whether the client of a token may still do what the token says; a short memory spares a query a request. */
export interface ActiveClients {
  isActive(token: TokenHolder): Promise<boolean>;
  /** After a change on this node; other nodes notice when their memory ends. */
  forget(): void;
}

/** Who has the token, and for whom it acts. */
export interface TokenHolder {
  readonly clientId: string;
  readonly organizationNumber: string;
  /** Whose token this one was exchanged for, when it was: the organisation is that client's. */
  readonly subjectClientId?: string;
}

interface Known {
  readonly isActive: Promise<boolean>;
  readonly untilMs: number;
}

/** HelseID promises its changes within 20 s. */
const rememberedMs = 5_000;
const holdersMax = 10_000;

export function createActiveClients(ask: (holder: TokenHolder) => Promise<boolean>): ActiveClients {
  const cache = createBoundedCache<string, Known>(holdersMax);

  return {
    async isActive({ clientId, organizationNumber, subjectClientId }) {
      const key = `${organizationNumber} ${clientId} ${subjectClientId ?? ''}`;
      const known = cache.get(key);
      if (known && known.untilMs > performance.now()) return known.isActive;
      const isActive = ask({ clientId, organizationNumber, ...(subjectClientId !== undefined && { subjectClientId }) });
      cache.set(key, { isActive, untilMs: performance.now() + rememberedMs });
      // A failure is told to those who asked, and not remembered.
      isActive.catch(() => cache.delete(key));
      return isActive;
    },

    forget: () => cache.clear(),
  };
}
