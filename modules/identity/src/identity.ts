import type { Database } from '@samband/db';
import type { Authenticate, FastifyPluginAsyncTypebox } from '@samband/http';
import type { Logger } from '@samband/log';
import { createActiveClients } from './active-clients.ts';
import { clockSkewSeconds, createAuthenticate, proofAgeSecondsMax } from './authenticate.ts';
import type { Client } from './client.ts';
import { type Clients, createClients } from './clients.ts';
import { createCurrentProvider } from './current-provider.ts';
import { clientRoutes } from './http/client-routes.ts';
import { providerMount } from './http/provider-mount.ts';
import { ensureOperatorClient, type OperatorClientInput, type OperatorCredentials } from './operator-client.ts';
import { createProofStore } from './proof-store.ts';
import { forgetExpired } from './replay-tables.ts';
import { createScopeCatalogue, type Scope } from './scope.ts';
import { deriveKey } from './secret-box.ts';
import { openSigningKeys } from './signing-keys.ts';

export interface IdentityOptions {
  readonly database: Database;
  readonly log: Logger;
  /** `iss` of every token, and the base of the endpoints; the public URL unless said otherwise. */
  readonly issuer?: string;
  /** The URL under which clients see this server; the audience of its tokens. */
  readonly publicUrl: string;
  /** All scopes that a client can be given. */
  readonly scopes: readonly Scope[];
  /** At least 32 characters, the same on every node and every start: seals the signing keys, makes the nonces. */
  readonly secret: string;
  readonly tokenLifetimeSeconds?: number;
  readonly now?: () => Date;
}

export interface Identity extends Clients {
  /** For the HTTP server: who is calling, by access token and DPoP proof. */
  readonly authenticate: Authenticate;
  /** Discovery, keys, token endpoint, and the administration of clients. */
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
const cleaningPauseMs = 10_000;

/** The identity of the network: needs its migrations applied. Makes the first signing key where there is none. */
export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const { database, log, secret, now = () => new Date() } = options;
  const publicUrl = options.publicUrl.replace(/\/+$/, '');
  const { issuer = publicUrl, tokenLifetimeSeconds = tokenLifetimeSecondsDefault } = options;
  const catalogue = createScopeCatalogue(options.scopes);
  const keys = await openSigningKeys({ database, secret, now, tokenLifetimeSeconds });
  const clients = createClients({ database, catalogue, now, onChange: (clientId) => activeClients.forget(clientId) });
  const activeClients = createActiveClients(clients.findClient);
  const provider = createCurrentProvider(keys, {
    ...{ issuer, audience: publicUrl, database, log, catalogue, tokenLifetimeSeconds },
    nonceKey: deriveKey(secret, 'token-endpoint-nonce'),
    findClient: clients.findClient,
  });
  const authenticate = createAuthenticate({
    now,
    activeClients,
    tokenRules: { issuer, audience: publicUrl, findKey: keys.find },
    proofStore: createProofStore({
      database,
      acceptedSeconds: proofAgeSecondsMax + clockSkewSeconds,
      clockSkewSeconds,
      nonceKey: deriveKey(secret, 'recovery-nonce'),
    }),
  });
  const cleaning = startCleaning(database, log);

  return {
    ...clients,
    authenticate,
    routes: async (app) => {
      await app.register(providerMount(provider));
      await app.register(clientRoutes(clients));
    },
    ensureOperatorClient: (input) => ensureOperatorClient(database, catalogue, input, now()),
    rotateSigningKey: keys.rotate,
    close: cleaning.stop,
  };
}

/** Deletes expired rows from time to time; a round that fails is made up for by the next. */
function startCleaning(database: Database, log: Logger): { stop(): Promise<void> } {
  let round = Promise.resolve();
  const timer = setInterval(() => {
    round = round
      .then(() => forgetExpired(database))
      .then(
        () => undefined,
        (error: unknown) => log.warn({ err: error }, 'expired proofs were not deleted'),
      );
  }, cleaningPauseMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}
