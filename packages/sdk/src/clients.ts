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
  readonly jwks: { readonly keys: readonly PublicJwk[] };
}

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

    async list(options: CallOptions = {}): Promise<readonly RegisteredClient[]> {
      const body = await call({ method: 'GET', path: '/identity/clients', repeatable: true, ...options });
      return (body as { clients: RegisteredClient[] }).clients;
    },

    /** Ends a client: it gets no more tokens. */
    async disable(clientId: string, options: CallOptions = {}): Promise<void> {
      const path = `/identity/clients/${encodeURIComponent(clientId)}/disable`;
      await call({ method: 'POST', path, repeatable: true, ...options });
    },
  };
}
