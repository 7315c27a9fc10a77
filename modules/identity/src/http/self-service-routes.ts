import type { FastifyPluginAsyncTypebox } from '@samband/http';
import { problems } from '@samband/http';
import type { Clients } from '../clients.ts';
import type { Delegations } from '../delegations.ts';
import { type ScopeCatalogue, selfServiceScope } from '../scope.ts';
import type { SelfService } from '../self-service.ts';
import { draftRoutes } from './draft-routes.ts';
import { PublicJwk } from './schemas.ts';
import { currentClientBody, delegatorsBody, readSettings } from './self-service-bodies.ts';
import { ClientSettingsBody, CurrentClientBody, DelegatorsBody, RotatedKeyBody } from './self-service-schemas.ts';

export interface SelfServiceParts {
  readonly clients: Clients;
  readonly delegations: Delegations;
  readonly selfService: SelfService;
  readonly catalogue: ScopeCatalogue;
}

const config = { scope: selfServiceScope };
const tags = ['Identity: self-service'];

/**
 * The self-service of HelseID (Selvbetjening), under `/self-service`: what a client may do about itself. Drafts of new
 * clients are taken only where there is a key for them.
 */
export function selfServiceRoutes(parts: SelfServiceParts, draftKey: string | undefined): FastifyPluginAsyncTypebox {
  const { clients, delegations, selfService, catalogue } = parts;
  return async (app) => {
    await app.register(draftRoutes(selfService, draftKey));

    app.get(
      '/self-service/v1/client',
      {
        schema: {
          operationId: 'getCurrentClient',
          summary: 'The settings of the client that asks, approved and waiting',
          tags,
          response: { 200: CurrentClientBody, ...problems(401, 403) },
        },
        config,
      },
      async ({ caller }) => currentClientBody(await clients.getClient(caller.clientId)),
    );

    app.put(
      '/self-service/v1/client',
      {
        schema: {
          operationId: 'replaceCurrentClient',
          summary: 'Replace all settings of the client that asks',
          description: 'What is absent or null is emptied. Less holds at once; more waits until it is approved.',
          tags,
          body: ClientSettingsBody,
          response: { 200: CurrentClientBody, ...problems(400, 401, 403) },
        },
        config,
      },
      async ({ body, caller }) =>
        currentClientBody(await selfService.replaceSettings(caller.clientId, readSettings(body))),
    );

    app.post(
      '/self-service/v1/client-secret',
      {
        schema: {
          operationId: 'rotateCurrentClientKey',
          summary: 'Change to a new key; the ones before end a day later',
          tags,
          body: PublicJwk,
          response: { 200: RotatedKeyBody, ...problems(400, 401, 403, 409) },
        },
        config,
      },
      async ({ body, caller }) => {
        const { expiresAt } = await selfService.rotateKey(caller.clientId, body);
        return { expiration: expiresAt.toISOString() };
      },
    );

    app.get(
      '/self-service/v1/multi-tenant-delegations',
      {
        schema: {
          operationId: 'getMultiTenantDelegations',
          summary: 'The organisations that the client that asks may act for, and what they have signed',
          tags,
          response: { 200: DelegatorsBody, ...problems(401, 403) },
        },
        config,
      },
      async ({ caller: { clientId } }) =>
        delegatorsBody(await clients.getClient(clientId), await delegations.listDelegations(clientId), catalogue),
    );
  };
}
