import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { problems } from '@samband/http';
import type { AddressRegister } from '../address-register.ts';
import { parseHerId } from '../her-id.ts';
import { agreementRoutes } from './agreement-routes.ts';
import { eTag, instant, READ_SCOPE, shown } from './bodies.ts';
import { changingRoutes } from './changing-routes.ts';
import { communicationPartyApiRoutes } from './cp-api-routes.ts';
import { followingRoutes } from './following-routes.ts';
import { profileRoutes } from './profile-routes.ts';
import {
  AtQuery,
  CommunicationPartiesBody,
  CommunicationPartyBody,
  HerIdParams,
  LookupBody,
  PARTIES,
  SearchQuery,
  tags,
} from './schemas.ts';

/** The register over HTTP: reading with one scope, changing with another. */
export function addressRegisterRoutes(register: AddressRegister): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(readingRoutes(register));
    await app.register(followingRoutes(register));
    await app.register(changingRoutes(register));
    await app.register(communicationPartyApiRoutes(register));
    await app.register(agreementRoutes(register));
    await app.register(profileRoutes(register));
  };
}

function readingRoutes(register: AddressRegister): FastifyPluginAsyncTypebox {
  const config = { scope: READ_SCOPE };
  return async (app) => {
    app.get(
      `${PARTIES}/:herId`,
      {
        schema: {
          operationId: 'getCommunicationParty',
          summary: 'Look up one communication party, as it is or as the register had it at an instant',
          tags,
          params: HerIdParams,
          querystring: AtQuery,
          response: { 200: CommunicationPartyBody, ...problems(400, 404) },
        },
        config,
      },
      async (request, reply) => {
        const party = await register.getParty(parseHerId(request.params.herId), { at: instant(request.query.at) });
        // The version counts changes; it says nothing of how a party looks at another instant.
        if (request.query.at === undefined) reply.header('etag', eTag(party));
        return shown(party);
      },
    );

    app.post(
      `${PARTIES}/lookup`,
      {
        schema: {
          operationId: 'lookUpCommunicationParties',
          summary: 'Look up to 500 parties, in the order asked; those that do not exist are left out',
          tags,
          body: LookupBody,
          response: { 200: CommunicationPartiesBody, ...problems(400, 413) },
        },
        config,
      },
      async ({ body: { herIds, at } }) => ({
        communicationParties: shown(await register.findParties(herIds.map(parseHerId), { at: instant(at) })),
      }),
    );

    app.get(
      PARTIES,
      {
        schema: {
          operationId: 'searchCommunicationParties',
          summary:
            'Search by name (typing errors too), number, kind, organisation, municipality or service type; best first',
          tags,
          querystring: SearchQuery,
          response: { 200: CommunicationPartiesBody, ...problems(400) },
        },
        config,
      },
      async ({ query: { parentHerId, after, ...query } }) => {
        const { parties, nextAfter } = await register.searchParties({
          ...query,
          ...(parentHerId !== undefined && { parentHerId: parseHerId(parentHerId) }),
          ...(after !== undefined && { after: parseHerId(after) }),
        });
        return { communicationParties: shown(parties), ...(nextAfter !== undefined && { nextAfter }) };
      },
    );
  };
}
