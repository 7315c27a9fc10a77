import type { CallOptions } from './caller.ts';
import type { CreateClientBody, ListClientsAnswer } from './generated/api.ts';
import type { Operate } from './operation.ts';

/** A system that may call the network, for one organisation. */
export type RegisteredClient = ListClientsAnswer['clients'][number];

/** Public keys only. */
export type NewClient = CreateClientBody;

const PAGE_SIZE = 200;
const PAGES_MAX = 1_000;

/** The register of clients, for operators (scope `samband:identity/clients`). */
export function clientCalls(operate: Operate) {
  return {
    /** Not repeated by itself: that would make two. */
    create: (client: NewClient, options: CallOptions = {}): Promise<RegisteredClient> =>
      operate('createClient', { body: client }, options),

    /** All clients, in the order they were made; page by page underneath. */
    async list(options: CallOptions = {}): Promise<readonly RegisteredClient[]> {
      const found: RegisteredClient[] = [];
      for (let page = 0, after: string | undefined; page < PAGES_MAX; page++) {
        const query = { limit: PAGE_SIZE, ...(after !== undefined && { after }) };
        const { clients, next } = await operate('listClients', { query }, options);
        found.push(...clients);
        if (!next) break;
        after = next;
      }
      return found;
    },

    /** Ends a client: it gets no more tokens, and those it has are refused. */
    disable: (clientId: string, options: CallOptions = {}): Promise<RegisteredClient> =>
      operate('disableClient', { path: { clientId } }, { repeatable: true, ...options }),
  };
}
