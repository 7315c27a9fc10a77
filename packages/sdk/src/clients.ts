import type { Caller, CallOptions } from './caller.ts';
import type { PublicJwk } from './signing-key.ts';

/** A system that may call the network, for one organisation. */
export interface RegisteredClient {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  readonly scopes: readonly string[];
  readonly disabledAt?: string | null;
}

export interface NewClient {
  readonly name: string;
  readonly organizationNumber: string;
  readonly scopes: readonly string[];
  /** Public halves only. */
  readonly publicJwks: readonly PublicJwk[];
}

interface ClientPage {
  readonly clients: readonly RegisteredClient[];
  readonly next?: string;
}

const PAGE_SIZE = 200;
const PAGES_MAX = 1_000;

/** The register of clients, for operators (scope `samband:identity/clients`). */
export function clientCalls(call: Caller) {
  return {
    async create(client: NewClient, options: CallOptions = {}): Promise<RegisteredClient> {
      const created = await call({
        method: 'POST',
        path: '/identity/clients',
        body: client,
        repeatable: false,
        ...options,
      });
      return created as RegisteredClient;
    },

    /** All clients, in the order they were made; page by page underneath. */
    async list(options: CallOptions = {}): Promise<readonly RegisteredClient[]> {
      const found: RegisteredClient[] = [];
      for (let page = 0, after = ''; page < PAGES_MAX; page++) {
        const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(after && { after }) });
        const path = `/identity/clients?${query}`;
        const body = (await call({ method: 'GET', path, repeatable: true, ...options })) as ClientPage;
        found.push(...body.clients);
        if (!body.next) break;
        after = body.next;
      }
      return found;
    },

    /** Ends a client: it gets no more tokens, and those it has are refused. */
    async disable(clientId: string, options: CallOptions = {}): Promise<RegisteredClient> {
      const path = `/identity/clients/${encodeURIComponent(clientId)}/disable`;
      return (await call({ method: 'POST', path, repeatable: true, ...options })) as RegisteredClient;
    },
  };
}
