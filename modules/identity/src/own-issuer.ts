import type { Database } from '@samband/db';
import type { Logger } from '@samband/log';
import type { TokenHolder } from './active-clients.ts';
import type { Client } from './client.ts';
import { findDelegation } from './delegation-store.ts';
import { providerMount } from './http/provider-mount.ts';
import type { ProviderDoor } from './provider-door.ts';
import { createTokenReader } from './read-own-token.ts';
import type { ScopeCatalogue } from './scope.ts';
import { deriveKey } from './secret-box.ts';
import type { Persons } from './sign-in/person.ts';
import type { SigningKeys } from './signing-keys.ts';
import type { TokenIssuer } from './token-issuer.ts';

interface OwnIssuerOptions {
  readonly issuer: string;
  readonly database: Database;
  readonly log: Logger;
  readonly catalogue: ScopeCatalogue;
  readonly secret: string;
  readonly tokenLifetimeSeconds: number;
  readonly keys: SigningKeys;
  readonly now: () => Date;
  readonly findClient: (clientId: string) => Promise<Client | undefined>;
  /** Those who can log in; without them nobody can. */
  readonly persons?: Persons | undefined;
}

/** RFC 9068 §2.1: nothing else that we sign has this type. */
const types = new Set(['at+jwt']);

/**
 * Our own OpenID provider. It is read when it is first asked for something: tokens that are out are checked without it, and
 * a server that comes back has those to answer first.
 */
export function createOwnIssuer(options: OwnIssuerOptions): TokenIssuer {
  const { issuer, database, keys, secret, findClient, persons } = options;
  const delegationTo = (clientId: string, organizationNumber: string) =>
    findDelegation(database.db, clientId, organizationNumber);
  const tokenRules = { issuer, types, findKey: keys.find };

  async function isActive({ clientId, organizationNumber, subjectClientId }: TokenHolder): Promise<boolean> {
    const client = await findClient(clientId);
    if (!client || client.disabledAt) return false;
    // Exchanged: both must be in force, and the organisation is that of the client whose token it was.
    if (subjectClientId !== undefined) {
      return client.apis.length > 0 && isActive({ clientId: subjectClientId, organizationNumber });
    }
    if (client.organizationNumber === organizationNumber) return true;
    return client.tenancy === 'multi-tenant' && (await delegationTo(clientId, organizationNumber)) !== undefined;
  }

  let door: Promise<ProviderDoor> | undefined;
  const openDoor = async () => {
    const { createProviderDoor } = await import('./provider-door.ts');
    return createProviderDoor({
      ...options,
      nonceKey: deriveKey(secret, 'token-endpoint-nonce'),
      findDelegation: delegationTo,
      readToken: createTokenReader({ ...tokenRules, audiences: options.catalogue.audiences }, isActive, options.now),
    });
  };
  const provider = () => {
    door ??= openDoor();
    return door;
  };

  return { tokenRules, isActive, routes: providerMount(provider, persons !== undefined) };
}
