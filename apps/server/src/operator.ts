import type { Identity } from '@samband/identity';
import type { Logger } from '@samband/log';
import type { ClientFiles } from './client-files.ts';
import { operatorScopes } from './scopes.ts';

/** The operator's own organisation: from the series of numbers that no real one is given. */
const operator = { name: 'Operator', organizationNumber: '310014141' };
const fileName = 'operator';

/** The first client of an empty installation: with it, all others are made. Its key lies in the data folder only. */
export async function ensureOperator(identity: Identity, files: ClientFiles, log: Logger): Promise<void> {
  const made = await identity.ensureOperatorClient({
    ...operator,
    scopes: operatorScopes,
    keep: ({ clientId, privateJwk }) =>
      files.save(fileName, { ...operator, clientId, privateJwk, herIds: [], scopes: operatorScopes }),
  });
  if (made) log.info({ clientId: made.client.clientId, file: `clients/${fileName}.json` }, 'operator client made');
}
