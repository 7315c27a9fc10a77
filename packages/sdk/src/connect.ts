import type { AssertionDetail } from './assertion-details.ts';
import { createCaller } from './caller.ts';
import { clientCalls } from './clients.ts';
import { createDpopProver } from './dpop.ts';
import { type InboxMessage, type InboxOptions, readInbox } from './inbox.ts';
import { messageCalls } from './messages.ts';
import { mshConfigurationCalls } from './msh-configurations.ts';
import { type Notification, notificationCalls } from './notifications.ts';
import { createOperate } from './operation.ts';
import { overdueCalls } from './overdue.ts';
import { partyCalls } from './parties.ts';
import { retentionCalls } from './retention.ts';
import { createSenderNews } from './sender-news.ts';
import { sentCalls } from './sent.ts';
import type { PrivateJwk } from './signing-key.ts';
import { createTokenSource } from './token-source.ts';
import { traceCalls } from './trace.ts';
import { type WatchOptions, watchFeed } from './watch.ts';

export interface ConnectOptions {
  /** Where the network's APIs are: `https://api.example.no`. */
  readonly apiUrl: string;
  /** Who gives tokens, as it names itself; the default is the same server. HelseID for the national service. */
  readonly issuer?: string;
  readonly clientId: string;
  /** The client's own key. It signs; it is never sent. */
  readonly privateJwk: PrivateJwk;
  /** What to ask for; the default is `nhn:msh/api`, the messages. Ask only for what the client is registered with. */
  readonly scopes?: readonly string[];
  /** On whose behalf, for a client that serves several organisations: `[assertionDetail.multiTenant('999888777')]`. */
  readonly assertionDetails?: readonly AssertionDetail[];
  /** Your system's name and version, sent along for those who must find the fault: `Name, v1.2`. */
  readonly sourceSystem?: string;
  /** How long one attempt may take, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
  /** How often a repeatable call is tried in all. Default 3; `send` and `inbox` are more patient. */
  readonly attemptsMax?: number;
  /** The longest `Retry-After` that is waited out, in milliseconds. Default 60 000; asked for more, the call fails. */
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
  const url = options.apiUrl.replace(/\/+$/, '');
  const dpop = createDpopProver(now);
  const tokens = createTokenSource({
    issuer: options.issuer ?? url,
    clientId: options.clientId,
    privateJwk: options.privateJwk,
    scopes: options.scopes ?? ['nhn:msh/api'],
    assertionDetails: options.assertionDetails ?? [],
    ...{ dpop, fetch, timeoutMs, now },
  });
  const caller = createCaller({
    url,
    sourceSystem: options.sourceSystem ?? OWN_NAME,
    attemptsMax: options.attemptsMax ?? 3,
    retryAfterMaxMs: options.retryAfterMaxMs ?? 60_000,
    ...{ tokens, dpop, fetch, timeoutMs, now },
  });
  const operate = createOperate(caller);
  const messages = messageCalls(operate);
  const feed = notificationCalls(operate, caller);
  return {
    ...sentCalls(messages, createSenderNews(feed)),
    /** New documents as they come: `for await (const message of network.inbox({ herIds, offsetStore }))`. */
    inbox: (inboxOptions: InboxOptions): AsyncGenerator<InboxMessage, void, void> =>
      readInbox(feed, messages, inboxOptions),
    /** Everything that happens to your messages, as it happens: `for await (const { type } of network.watch(…))`. */
    watch: (watchOptions: WatchOptions): AsyncGenerator<Notification, void, void> => watchFeed(feed, watchOptions),
    ...messages,
    ...mshConfigurationCalls(operate),
    ...traceCalls(operate),
    ...overdueCalls(operate),
    notifications: feed.notifications,
    parties: partyCalls(operate),
    clients: clientCalls(operate),
    retention: retentionCalls(operate),
    /** Any operation that the network describes, by its name, typed. */
    operate,
  };
}
