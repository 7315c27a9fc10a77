import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import type { Database } from '@samband/db';
import { sql } from 'kysely';
import { type Client, parseNewClient } from './client.ts';
import { hasClients } from './client-store.ts';
import { insertNewClient } from './clients.ts';
import { jwkThumbprint, readPublicJwk } from './public-jwk.ts';
import type { ScopeCatalogue } from './scope.ts';

export interface OperatorClientInput {
  readonly name: string;
  readonly organizationNumber: string;
  readonly scopes: readonly string[];
  /**
   * Puts the only copy of the private key in a safe place. It runs before the commit, so that a client whose key
   * nobody has cannot come to be; when the commit fails, what was kept is worth nothing and is written over next time.
   */
  readonly keep: (credentials: OperatorCredentials) => Promise<void>;
}

export interface OperatorCredentials {
  readonly clientId: string;
  /** ES256, with kid. */
  readonly privateJwk: JsonWebKey;
}

/**
 * Makes the first client of an empty installation, with a fresh key; undefined when there are clients already.
 * Of several nodes that start at once, one makes it.
 */
export async function ensureOperatorClient(
  database: Database,
  catalogue: ScopeCatalogue,
  input: OperatorClientInput,
  now: Date,
): Promise<{ client: Client; credentials: OperatorCredentials } | undefined> {
  return database.transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('identity.operator_client', 0))`.execute(tx);
    if (await hasClients(tx)) return undefined;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicJwk = publicKey.export({ format: 'jwk' });
    const kid = jwkThumbprint(readPublicJwk(publicJwk));
    const parsed = parseNewClient({ ...input, publicJwks: [publicJwk] }, catalogue);
    const client = await insertNewClient(tx, parsed, 'samband', now);
    const privateJwk = { ...privateKey.export({ format: 'jwk' }), kid, alg: 'ES256' };
    const credentials = { clientId: client.clientId, privateJwk };
    await input.keep(credentials);
    return { client, credentials };
  });
}
