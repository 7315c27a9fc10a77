import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { problems } from '@samband/http';
import type { AddressRegister } from '../address-register.ts';
import type { Agreement } from '../agreements/agreements.ts';
import { parseHerId } from '../her-id.ts';
import {
  AgreementBody,
  AgreementEventsBody,
  AgreementEventsQuery,
  AgreementSummariesBody,
  CatalogueBody,
  CPPA,
  CpaParams,
  ImportBody,
  PairParams,
  cppaTags as tags,
} from './agreement-schemas.ts';
import { changedBy, READ_SCOPE, shown, WRITE_SCOPE } from './bodies.ts';
import { HerIdParams } from './schemas.ts';
import { sendXml, wantsXml, XML_OR_JSON } from './xml-or-json.ts';

/** Agreements in the paths of the national CPPA service: reading, and making the one of two by asking for it. */
export function agreementRoutes(register: AddressRegister): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(readingRoutes(register));
    await app.register(changingRoutes(register));
  };
}

function readingRoutes({ agreements }: AddressRegister): FastifyPluginAsyncTypebox {
  const config = { scope: READ_SCOPE };
  const either = { scope: READ_SCOPE, produces: XML_OR_JSON };
  return async (app) => {
    app.get(
      `${CPPA}/Agreements/:cpaId`,
      {
        schema: {
          operationId: 'getAgreement',
          summary: 'One agreement (CPA), in force or not, as JSON or as XML',
          tags,
          params: CpaParams,
          response: { 200: AgreementBody, ...problems(404) },
        },
        config: either,
      },
      async (request, reply) => {
        const agreement = await agreements.find(request.params.cpaId);
        return wantsXml(request) ? sendXml(reply, await agreements.document(agreement)) : bodyOf(agreement);
      },
    );

    app.get(
      `${CPPA}/Agreements/HerIds/:one/:other`,
      {
        schema: {
          operationId: 'getAgreementBetween',
          summary: 'The agreement of two parties, as JSON or as XML; it is made when they have none yet',
          tags,
          params: PairParams,
          response: { 200: AgreementBody, ...problems(400, 404) },
        },
        config: either,
      },
      async (request, reply) => {
        const { one, other } = request.params;
        const agreement = await agreements.between(parseHerId(one), parseHerId(other));
        return wantsXml(request) ? sendXml(reply, await agreements.document(agreement)) : bodyOf(agreement);
      },
    );

    app.get(
      `${CPPA}/AgreementSummaries/:herId`,
      {
        schema: {
          operationId: 'listAgreements',
          summary: 'The last 200 agreements that a party has or had, the newest first',
          tags,
          params: HerIdParams,
          response: { 200: AgreementSummariesBody, ...problems(400) },
        },
        config,
      },
      async ({ params }) => {
        const held = await agreements.ofParty(parseHerId(params.herId));
        return shown(held.map(({ parties, ...rest }) => ({ ...rest, herIds: parties.map(({ herId }) => herId) })));
      },
    );

    app.get(
      `${CPPA}/Processes`,
      {
        schema: {
          operationId: 'listProcesses',
          summary: 'The catalogue: every role of every version of every process',
          tags,
          response: { 200: CatalogueBody },
        },
        config,
      },
      async () => shown(agreements.processes()),
    );

    app.get(
      `${CPPA}/Events`,
      {
        schema: {
          operationId: 'listAgreementEvents',
          summary: 'CppUpdated, CpaCreated and CpaTerminated after a sequence number, in the order of commits',
          tags,
          querystring: AgreementEventsQuery,
          response: { 200: AgreementEventsBody, ...problems(400) },
        },
        config,
      },
      async ({ query }) => shown(await agreements.events(query)),
    );
  };
}

function changingRoutes({ agreements }: AddressRegister): FastifyPluginAsyncTypebox {
  const config = { scope: WRITE_SCOPE };
  return async (app) => {
    app.delete(
      `${CPPA}/Agreements/:cpaId`,
      {
        schema: {
          operationId: 'terminateAgreement',
          summary: 'End an agreement of one’s own party: it stays, revoked, for messages from before',
          tags,
          params: CpaParams,
          response: { 200: AgreementBody, ...problems(403, 404) },
        },
        config,
      },
      async ({ params, caller }) => bodyOf(await agreements.terminate(params.cpaId, changedBy(caller))),
    );

    app.post(
      `${CPPA}/Agreements`,
      {
        schema: {
          operationId: 'importAgreement',
          summary: 'Take an agreement that others made (the operator); nothing is answered to an empty one',
          tags,
          body: ImportBody,
          response: { 200: AgreementBody, 204: { type: 'null' }, ...problems(400, 403) },
        },
        config,
        bodyLimit: 3_000_000,
      },
      async ({ body, caller }, reply) => {
        const agreement = await agreements.import(Buffer.from(body.document, 'base64'), changedBy(caller));
        return agreement ? bodyOf(agreement) : reply.code(204).send(null);
      },
    );
  };
}

function bodyOf(agreement: Agreement) {
  const { id: _id, parties, ...rest } = agreement;
  return shown({ ...rest, parties: [...parties] });
}
