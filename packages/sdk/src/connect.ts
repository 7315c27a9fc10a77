import { createCaller } from './caller.ts';
import { clientCalls } from './clients.ts';
import { createDpopProver } from './dpop.ts';
import { messageCalls } from './messages.ts';
import { mshConfigurationCalls } from './msh-configurations.ts';
import { type Notification, notificationCalls } from './notifications.ts';
import { partyCalls } from './parties.ts';
import type { PrivateJwk } from './signing-key.ts';
import { createTokenSource } from './token-source.ts';
import { traceCalls } from './trace.ts';
import { type WatchOptions, watchFeed } from './watch.ts';

export interface ConnectOptions {
  /** Where the network's APIs are, as the network names itself: `https://api.example.no`. */
  readonly url: string;
  readonly clientId: string;
  /** The client's own key. It signs; it is never sent. */
  readonly privateJwk: PrivateJwk;
  /** What to ask for; the default is `nhn:msh/api`, the messages. Ask only for what the client is registered with. */
  readonly scopes?: readonly string[];
  /** Your system's name and version, sent along for those who must find the fault: `Name, v1.2`. */
  readonly sourceSystem?: string;
  /** The token issuer when it is not the same server. */
  readonly issuer?: string;
  /** How long one attempt may take, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
  /** How often a repeatable call is tried in all. Default 3. */
  readonly attemptsMax?: number;
  /** The longest `Retry-After` that is waited out, in milliseconds. Default 10 000; asked for more, the call fails. */
  readonly retryAfterMaxMs?: number;
  readonly fetch?: typeof globalThis.fetch;
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** A client's way into the network. */
export type Network = ReturnType<typeof connect>;

const OWN_NAME = 'Samband SDK, v0.1.0';

/** Prepares the calls. Nothing is sent until the first one; the token is fetched then, and kept until it ends. */
export function connect(options: ConnectOptions) {
  const { fetch = globalThis.fetch, now = Date.now, timeoutMs = 30_000 } = options;
  const url = options.url.replace(/\/+$/, '');
  const dpop = createDpopProver(now);
  const tokens = createTokenSource({
    issuer: options.issuer ?? url,
    clientId: options.clientId,
    privateJwk: options.privateJwk,
    scopes: options.scopes ?? ['nhn:msh/api'],
    ...{ dpop, fetch, timeoutMs, now },
  });
  const call = createCaller({
    url,
    sourceSystem: options.sourceSystem ?? OWN_NAME,
    attemptsMax: options.attemptsMax ?? 3,
    retryAfterMaxMs: options.retryAfterMaxMs ?? 10_000,
    ...{ tokens, dpop, fetch, timeoutMs, now },
  });
  const { notifications } = notificationCalls(call);
  return {
    ...messageCalls(call),
    ...mshConfigurationCalls(call),
    ...traceCalls(call),
    notifications,
    /** The feed as it grows: `for await (const notification of network.watch({ herIds, offset }))`. */
    watch: (watchOptions: WatchOptions): AsyncGenerator<Notification, void, void> =>
      watchFeed(notifications, watchOptions),
    parties: partyCalls(call),
    clients: clientCalls(call),
  };
}
