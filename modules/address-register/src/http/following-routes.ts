import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { problems } from '@samband/http';
import type { AddressRegister } from '../address-register.ts';
import { parseHerId } from '../her-id.ts';
import { READ_SCOPE, shown } from './bodies.ts';
import { exportStream } from './export-stream.ts';
import {
  CertificateBody,
  CertificateHistoryBody,
  CertificateParams,
  EventsBody,
  EventsQuery,
  ExportBody,
} from './following-schemas.ts';
import { HerIdParams, PARTIES, tags } from './schemas.ts';

/** For those who keep a copy of the register, or judge old signatures: everything once, then the events. */
export function followingRoutes(register: AddressRegister): FastifyPluginAsyncTypebox {
  const config = { scope: READ_SCOPE };
  return async (app) => {
    app.get(
      '/address-register/export',
      {
        schema: {
          operationId: 'exportAddressRegister',
          summary: 'The whole register at one instant as lines of JSON, compressed; then follow the events after it',
          description:
            'The first line is `{ lastSequenceNumber, exportedAt, parties }`, and each of the `parties` lines after it is a communication party.',
          tags,
          produces: ['application/x-ndjson'],
          response: { 200: ExportBody, ...problems(429) },
        },
        config,
      },
      async (request, reply) => {
        const { stream, headers } = await exportStream(register.export(), request.headers['accept-encoding']);
        return reply.headers(headers).send(stream);
      },
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
      async ({ query: { after, fromSequenceNumber = 1, limit } }) => {
        const from = after ?? Math.max(fromSequenceNumber - 1, 0);
        return { events: shown(await register.events({ after: from, ...(limit !== undefined && { limit }) })) };
      },
    );

    app.get(
      '/address-register/certificates/:thumbprint',
      {
        schema: {
          operationId: 'getCertificate',
          summary: 'A certificate that any party has or had, by its SHA-1 thumbprint, and who held it when',
          tags,
          params: CertificateParams,
          response: { 200: CertificateBody, ...problems(400, 404) },
        },
        config,
      },
      async (request) => shown(await register.getCertificate(request.params.thumbprint)),
    );

    app.get(
      `${PARTIES}/:herId/certificates`,
      {
        schema: {
          operationId: 'listCertificates',
          summary: 'Every certificate that a party, or its organisation, has or had; the latest registered first',
          tags,
          params: HerIdParams,
          response: { 200: CertificateHistoryBody, ...problems(400, 404) },
        },
        config,
      },
      async (request) => ({
        certificates: shown(await register.certificateHistory(parseHerId(request.params.herId))),
      }),
    );
  };
}
