import type { Caller, CallOptions } from './caller.ts';

/** How one HER-id wants to be served. Needed once for each before messages can be fetched for it. */
export interface MshConfiguration {
  readonly herId: number;
  readonly receiveNotificationChannel: 'Api';
  /** True: no other client may serve this HER-id (others are answered 423, error 1210). */
  readonly clientLocked: boolean;
  readonly rejectMessageFilters?: { readonly MessageFunction: readonly string[] };
}

export function mshConfigurationCalls(call: Caller) {
  return {
    async putMshConfigurations(configurations: readonly MshConfiguration[], options: CallOptions = {}): Promise<void> {
      const body = { configurations };
      await call({ method: 'PUT', path: '/mshconfigurations', body, repeatable: true, ...options });
    },

    async deleteMshConfigurations(herIds: readonly number[], options: CallOptions = {}): Promise<void> {
      const query = new URLSearchParams(herIds.map((herId): [string, string] => ['HerIds', String(herId)]));
      await call({ method: 'DELETE', path: `/mshconfigurations?${query}`, repeatable: true, ...options });
    },

    /** Asks whether the network is there and knows us. The time is the network's own. */
    async ping(options: CallOptions = {}): Promise<{ response: string; timestampUtc: string }> {
      const body = await call({ method: 'GET', path: '/ping', repeatable: true, ...options });
      return body as { response: string; timestampUtc: string };
    },
  };
}
