import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { problems } from '@samband/http';
import type { AddressRegister } from '../address-register.ts';
import { parseHerId } from '../her-id.ts';
import {
  changedBy,
  eTag,
  expectedVersion,
  instant,
  newParty,
  partyChange,
  READ_SCOPE,
  shown,
  WRITE_SCOPE,
} from './bodies.ts';
import {
  AddCertificatesBody,
  AtQuery,
  CertificateBody,
  CertificateParams,
  ChangePartyBody,
  CommunicationPartiesBody,
  CommunicationPartyBody,
  CreatePartyBody,
  EventsBody,
  EventsQuery,
  HerIdParams,
  LookupBody,
  SearchQuery,
} from './schemas.ts';

const ROOT = '/address-register/communication-parties';
const tags = ['Address register'];

/** The register over HTTP: reading with one scope, changing with another. */
export function addressRegisterRoutes(register: AddressRegister): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(readingRoutes(register));
    await app.register(changingRoutes(register));
  };
}

function readingRoutes(register: AddressRegister): FastifyPluginAsyncTypebox {
  const config = { scope: READ_SCOPE };
  return async (app) => {
    app.get(
      `${ROOT}/:herId`,
      {
        schema: {
          operationId: 'getCommunicationParty',
          summary: 'Look up one communication party',
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
      `${ROOT}/lookup`,
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
      ROOT,
      {
        schema: {
          operationId: 'searchCommunicationParties',
          summary: 'Search by beginnings of words in names, by number, kind, organisation or municipality',
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

    app.get(
      '/address-register/certificates/:thumbprint',
      {
        schema: {
          operationId: 'getCertificate',
          summary: 'A certificate that any party has or had, by its SHA-1 thumbprint',
          tags,
          params: CertificateParams,
          response: { 200: CertificateBody, ...problems(400, 404) },
        },
        config,
      },
      async (request) => shown(await register.getCertificate(request.params.thumbprint)),
    );

    app.get(
      '/address-register/events',
      {
        schema: {
          operationId: 'listAddressRegisterEvents',
          summary: 'Every change after a sequence number, in the order of commits and without gaps',
          tags,
          querystring: EventsQuery,
          response: { 200: EventsBody, ...problems(400) },
        },
        config,
      },
      async ({ query }) => ({ events: shown(await register.events(query)) }),
    );
  };
}

function changingRoutes(register: AddressRegister): FastifyPluginAsyncTypebox {
  const config = { scope: WRITE_SCOPE };
  return async (app) => {
    app.post(
      ROOT,
      {
        schema: {
          operationId: 'createCommunicationParty',
          summary: 'Register a communication party; the register gives it a HER-id',
          tags,
          body: CreatePartyBody,
          response: { 201: CommunicationPartyBody, ...problems(400, 403, 409) },
        },
        config,
      },
      async (request, reply) => {
        const party = await register.createParty(newParty(request.body), changedBy(request.caller));
        return reply
          .code(201)
          .header('location', `${ROOT}/${party.herId}`)
          .header('etag', eTag(party))
          .send(shown(party));
      },
    );

    app.patch(
      `${ROOT}/:herId`,
      {
        schema: {
          operationId: 'changeCommunicationParty',
          summary: 'Change a communication party, with If-Match or expectedVersion',
          tags,
          params: HerIdParams,
          body: ChangePartyBody,
          response: { 200: CommunicationPartyBody, ...problems(400, 403, 404, 412, 428) },
        },
        config,
      },
      async ({ params, body, headers, caller }, reply) => {
        const change = partyChange(body, headers['if-match']);
        const party = await register.changeParty(parseHerId(params.herId), change, changedBy(caller));
        reply.header('etag', eTag(party));
        return shown(party);
      },
    );

    app.post(
      `${ROOT}/:herId/certificates`,
      {
        schema: {
          operationId: 'addCertificates',
          summary: 'Add certificates beside those in use, so that old and new overlap',
          tags,
          params: HerIdParams,
          body: AddCertificatesBody,
          response: { 200: CommunicationPartyBody, ...problems(400, 403, 404, 412) },
        },
        config,
      },
      // Adding takes nothing away, so that the version may be left unsaid.
      async ({ params, body, headers, caller }, reply) => {
        const isVersionSaid = body.expectedVersion !== undefined || headers['if-match'] !== undefined;
        const added = {
          certificates: body.certificates,
          ...(isVersionSaid && { expectedVersion: expectedVersion(body.expectedVersion, headers['if-match']) }),
        };
        const party = await register.addCertificates(parseHerId(params.herId), added, changedBy(caller));
        reply.header('etag', eTag(party));
        return shown(party);
      },
    );
  };
}
