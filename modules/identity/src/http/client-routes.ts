import { type FastifyPluginAsyncTypebox, problems } from '@samband/http';
import type { Client } from '../client.ts';
import type { Clients } from '../clients.ts';
import type { SelfService } from '../self-service.ts';
import { clientBody } from './client-body.ts';
import {
  ClientBody,
  ClientKeyParams,
  ClientListBody,
  ClientPageQuery,
  ClientParams,
  NewClientBody,
  NewKeyBody,
} from './schemas.ts';

const config = { scope: 'samband:identity/clients' };
const tags = ['Identity'];
const answers = { 200: ClientBody, ...problems(400, 401, 403, 404, 409) };

/** Administration of clients; for the operator of the network. */
export function clientRoutes(clients: Clients & Pick<SelfService, 'approvePending'>): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/identity/clients',
      {
        schema: {
          operationId: 'createClient',
          summary: 'Make a client for one organisation',
          tags,
          body: NewClientBody,
          response: { 201: ClientBody, ...problems(400, 401, 403) },
        },
        config,
      },
      async (request, reply) =>
        reply.code(201).send(clientBody(await clients.createClient(request.body, request.caller.clientId))),
    );

    app.get(
      '/identity/clients',
      {
        schema: {
          operationId: 'listClients',
          summary: 'All clients, in the order they were made',
          tags,
          querystring: ClientPageQuery,
          response: { 200: ClientListBody, ...problems(400, 401, 403) },
        },
        config,
      },
      async ({ query }) => pageBody(await clients.listClients(query), query.limit),
    );

    app.get(
      '/identity/clients/:clientId',
      {
        schema: {
          operationId: 'getClient',
          summary: 'Look up one client',
          tags,
          params: ClientParams,
          response: answers,
        },
        config,
      },
      async ({ params }) => clientBody(await clients.getClient(params.clientId)),
    );

    app.post(
      '/identity/clients/:clientId/disable',
      {
        schema: {
          operationId: 'disableClient',
          summary: 'Give the client no more tokens, and refuse those it has',
          tags,
          params: ClientParams,
          response: answers,
        },
        config,
      },
      async ({ params, caller }) => clientBody(await clients.disableClient(params.clientId, caller.clientId)),
    );

    app.post(
      '/identity/clients/:clientId/approve',
      {
        schema: {
          operationId: 'approveClientSettings',
          summary: 'Give the client all that it asked for by self-service',
          tags,
          params: ClientParams,
          response: answers,
        },
        config,
      },
      async ({ params, caller }) => clientBody(await clients.approvePending(params.clientId, caller.clientId)),
    );

    app.post(
      '/identity/clients/:clientId/keys',
      {
        schema: {
          operationId: 'addClientKey',
          summary: 'Add a public key; the keys it has stay',
          tags,
          params: ClientParams,
          body: NewKeyBody,
          response: answers,
        },
        config,
      },
      async ({ params, body, caller }) =>
        clientBody(await clients.addKey(params.clientId, body.publicJwk, caller.clientId)),
    );

    app.delete(
      '/identity/clients/:clientId/keys/:kid',
      {
        schema: {
          operationId: 'removeClientKey',
          summary: 'Remove a public key, but not the last one',
          tags,
          params: ClientKeyParams,
          response: answers,
        },
        config,
      },
      async ({ params, caller }) => clientBody(await clients.removeKey(params.clientId, params.kid, caller.clientId)),
    );
  };
}

function pageBody(clients: readonly Client[], limit: number) {
  const last = clients.length === limit ? clients.at(-1) : undefined;
  return { clients: clients.map(clientBody), ...(last ? { next: last.clientId } : {}) };
}
