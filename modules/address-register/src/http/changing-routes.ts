import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { problems } from '@samband/http';
import type { AddressRegister } from '../address-register.ts';
import { parseHerId } from '../her-id.ts';
import { changedBy, eTag, expectedVersion, newParty, partyChange, shown, WRITE_SCOPE } from './bodies.ts';
import {
  AddCertificatesBody,
  ChangePartyBody,
  CommunicationPartyBody,
  CreatePartyBody,
  HerIdParams,
  PARTIES,
  tags,
} from './schemas.ts';

/** For members, of their own organisation's parties; for operators, of any. */
export function changingRoutes(register: AddressRegister): FastifyPluginAsyncTypebox {
  const config = { scope: WRITE_SCOPE };
  return async (app) => {
    app.post(
      PARTIES,
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
          .header('location', `${PARTIES}/${party.herId}`)
          .header('etag', eTag(party))
          .send(shown(party));
      },
    );

    app.patch(
      `${PARTIES}/:herId`,
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
      `${PARTIES}/:herId/certificates`,
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
