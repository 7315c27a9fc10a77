import { type FastifyPluginAsyncTypebox, problems } from '@samband/http';
import type { Delegation } from '../delegation.ts';
import type { Delegations } from '../delegations.ts';
import { ClientParams, DelegationBody, DelegationListBody, DelegationParams, NewDelegationBody } from './schemas.ts';

const config = { scope: 'samband:identity/clients' };
const tags = ['Identity'];

/** Administration of whom a multi-tenant client may act for; for the operator of the network. */
export function delegationRoutes(delegations: Delegations): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/identity/clients/:clientId/delegations',
      {
        schema: {
          operationId: 'listDelegations',
          summary: 'The organisations that a client may act for',
          tags,
          params: ClientParams,
          response: { 200: DelegationListBody, ...problems(401, 403, 404) },
        },
        config,
      },
      async ({ params }) => ({
        delegations: (await delegations.listDelegations(params.clientId)).map(delegationBody),
      }),
    );

    app.put(
      '/identity/clients/:clientId/delegations/:organizationNumber',
      {
        schema: {
          operationId: 'giveDelegation',
          summary: 'Let a multi-tenant client act for an organisation, as stated here and no longer as before',
          tags,
          params: DelegationParams,
          body: NewDelegationBody,
          response: { 200: DelegationBody, ...problems(400, 401, 403, 404, 409) },
        },
        config,
      },
      async ({ params: { clientId, organizationNumber }, body, caller }) =>
        delegationBody(await delegations.giveDelegation(clientId, { organizationNumber, ...body }, caller.clientId)),
    );

    app.delete(
      '/identity/clients/:clientId/delegations/:organizationNumber',
      {
        schema: {
          operationId: 'endDelegation',
          summary: 'Let the client act for the organisation no more',
          tags,
          params: DelegationParams,
          response: { 204: { type: 'null', description: 'It has ended' }, ...problems(401, 403, 404) },
        },
        config,
      },
      async ({ params: { clientId, organizationNumber }, caller }, reply) => {
        await delegations.endDelegation(clientId, organizationNumber, caller.clientId);
        return reply.code(204).send(null);
      },
    );
  };
}

function delegationBody({ givenAt, childOrganizationNumbers, signedAudiences, ...given }: Delegation): DelegationBody {
  return {
    ...given,
    childOrganizationNumbers: [...childOrganizationNumbers],
    signedAudiences: [...signedAudiences],
    givenAt: givenAt.toISOString(),
  };
}
