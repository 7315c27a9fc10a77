import type { Database } from '@samband/db';
import type { Authenticate, FastifyPluginAsyncTypebox } from '@samband/http';
import type { Logger } from '@samband/log';
import { createActiveClients } from './active-clients.ts';
import { clockSkewSeconds, createAuthenticate, proofAgeSecondsMax } from './authenticate.ts';
import { createChangeClient } from './change-client.ts';
import type { Client } from './client.ts';
import { type Clients, createClients } from './clients.ts';
import { createDelegations, type Delegations } from './delegations.ts';
import { clientRoutes } from './http/client-routes.ts';
import { delegationRoutes } from './http/delegation-routes.ts';
import { selfServiceRoutes } from './http/self-service-routes.ts';
import { ensureOperatorClient, type OperatorClientInput, type OperatorCredentials } from './operator-client.ts';
import { createOutsideIssuer } from './outside-issuer.ts';
import { createOwnIssuer } from './own-issuer.ts';
import { createProofStore } from './proof-store.ts';
import { repeatedly } from './repeatedly.ts';
import { forgetExpired } from './replay-tables.ts';
import { createScopeCatalogue, type Scope } from './scope.ts';
import { deriveKey } from './secret-box.ts';
import { createSelfService, type SelfService } from './self-service.ts';
import { createTestPersons } from './sign-in/test-persons.ts';
import { openSigningKeys } from './signing-keys.ts';

export interface IdentityOptions {
  readonly database: Database;
  readonly log: Logger;
  /** `iss` of every token, and the base of the endpoints; the public URL unless said otherwise. */
  readonly issuer?: string;
  /** The OpenID provider that issues the tokens instead of us, as it writes itself in `iss`. */
  readonly outsideIssuer?: string | undefined;
  /** The URL under which clients see this server. */
  readonly publicUrl: string;
  /** All scopes that a client can be given. */
  readonly scopes: readonly Scope[];
  /** At least 32 characters, the same on every node and every start: seals the signing keys, makes the nonces. */
  readonly secret: string;
  /** What a vendor sends as `api-key` to ask for a client; without it nobody can. */
  readonly selfServiceKey?: string | undefined;
  /** Lets anybody log in as one of a handful of invented persons: for demonstrations and tests alone. */
  readonly testPersons?: boolean;
  readonly tokenLifetimeSeconds?: number;
  /** How long one key signs; 90 days unless said otherwise. */
  readonly signingKeyPeriodDays?: number;
  /** How long a new key is published before it signs; a day unless said otherwise. */
  readonly signingKeyPublishedBeforeMs?: number;
  /** How often it looks after itself: what has expired is deleted, and keys are renewed. */
  readonly upkeepPauseMs?: number;
  readonly now?: () => Date;
}

export interface Identity extends Clients, Delegations, SelfService {
  /** For the HTTP server: who is calling, by access token and DPoP proof. */
  readonly authenticate: Authenticate;
  /** Discovery, keys, token endpoint, self-service and administration of clients; none with a provider outside. */
  readonly routes: FastifyPluginAsyncTypebox;
  /** Makes the first client of an empty installation; undefined when there are clients. */
  ensureOperatorClient(
    input: OperatorClientInput,
  ): Promise<{ client: Client; credentials: OperatorCredentials } | undefined>;
  /** Planned: the new key signs after a day. With `isExposed`: at once, and all tokens of older keys end. */
  rotateSigningKey(by: string, options?: { isExposed?: boolean }): Promise<{ kid: string; signsFrom: Date }>;
  /** Ends the cleaning; the database is the caller's to close. */
  close(): Promise<void>;
}

const tokenLifetimeSecondsDefault = 300;
const signingKeyPeriodDaysDefault = 90;
const dayMs = 24 * 3_600_000;
const upkeepPauseMsDefault = 10_000;

/** The identity of the network: needs its migrations applied. Makes the first signing key where there is none. */
export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const { database, log, secret, outsideIssuer, now = () => new Date() } = options;
  const publicUrl = options.publicUrl.replace(/\/+$/, '');
  const { issuer = publicUrl, tokenLifetimeSeconds = tokenLifetimeSecondsDefault } = options;
  const catalogue = createScopeCatalogue(options.scopes);
  const periodMs = (options.signingKeyPeriodDays ?? signingKeyPeriodDaysDefault) * dayMs;
  const keys = await openSigningKeys({
    ...{ database, secret, now, tokenLifetimeSeconds, periodMs },
    publishedBeforeMs: options.signingKeyPublishedBeforeMs,
  });

  const change = createChangeClient({ database, now, onChange: () => activeClients.forget() });
  const clients = createClients({ database, catalogue, now, change });
  const delegations = createDelegations({ database, catalogue, change });
  const selfService = createSelfService({ database, catalogue, now, change });

  const { findClient } = clients;
  const persons = options.testPersons ? createTestPersons(secret) : undefined;
  const tokenIssuer =
    outsideIssuer === undefined
      ? createOwnIssuer({
          issuer,
          database,
          log,
          catalogue,
          secret,
          tokenLifetimeSeconds,
          keys,
          now,
          findClient,
          persons,
        })
      : createOutsideIssuer({ issuer: outsideIssuer, log, now });
  const activeClients = createActiveClients(tokenIssuer.isActive);
  const authenticate = createAuthenticate({
    now,
    activeClients,
    tokenRules: { ...tokenIssuer.tokenRules, audiences: catalogue.audiences },
    proofStore: createProofStore({
      database,
      acceptedSeconds: proofAgeSecondsMax + clockSkewSeconds,
      clockSkewSeconds,
      nonceKey: deriveKey(secret, 'recovery-nonce'),
    }),
  });
  const upkeep = repeatedly(options.upkeepPauseMs ?? upkeepPauseMsDefault, log, [
    { name: 'expired proofs and drafts are deleted', work: () => forgetExpired(database) },
    { name: 'the signing key is renewed when it is due', work: () => keys.renewWhenDue() },
  ]);

  return {
    ...clients,
    ...delegations,
    ...selfService,
    authenticate,
    routes: async (app) => {
      await app.register(tokenIssuer.routes);
      // With a provider outside, clients are its own: what stands in our tables opens nothing.
      if (outsideIssuer !== undefined) return;
      await app.register(clientRoutes({ ...clients, ...selfService }));
      await app.register(delegationRoutes(delegations));
      await app.register(selfServiceRoutes({ clients, delegations, selfService, catalogue }, options.selfServiceKey));
    },
    ensureOperatorClient: async (input) =>
      outsideIssuer === undefined ? ensureOperatorClient(database, catalogue, input, now()) : undefined,
    rotateSigningKey: keys.rotate,
    close: upkeep.stop,
  };
}
