import { timingSafeEqual } from 'node:crypto';
import { type FastifyPluginAsyncTypebox, problems } from '@samband/http';
import { SelfServiceKeyInvalid } from '../errors.ts';
import type { SelfService } from '../self-service.ts';
import { clientBody } from './client-body.ts';
import { ClientBody, ClientParams } from './schemas.ts';
import { draftBody, readSettings } from './self-service-bodies.ts';
import {
  ClientDraftListBody,
  ConfirmDraftBody,
  DraftedClientBody,
  NewClientDraftBody,
} from './self-service-schemas.ts';

const administrator = { scope: 'samband:identity/clients' };

/** Drafts of clients: vendors send them with their key, an administrator confirms or rejects them. */
export function draftRoutes(selfService: SelfService, draftKey: string | undefined): FastifyPluginAsyncTypebox {
  return async (app) => {
    if (draftKey !== undefined) app.register(draftingRoute(selfService, draftKey));

    app.get(
      '/identity/client-drafts',
      {
        schema: {
          operationId: 'listClientDrafts',
          summary: 'Drafts that wait, the oldest first',
          tags: ['Identity'],
          response: { 200: ClientDraftListBody, ...problems(401, 403) },
        },
        config: administrator,
      },
      async () => ({ drafts: (await selfService.listDrafts()).map(draftBody) }),
    );

    app.post(
      '/identity/client-drafts/:clientId/confirm',
      {
        schema: {
          operationId: 'confirmClientDraft',
          summary: 'Make the client that the draft asks for, with all its scopes',
          tags: ['Identity'],
          params: ClientParams,
          body: ConfirmDraftBody,
          response: { 200: ClientBody, ...problems(400, 401, 403, 404) },
        },
        config: administrator,
      },
      async ({ params, body, caller }) =>
        clientBody(await selfService.confirmDraft(params.clientId, body, caller.clientId)),
    );

    app.delete(
      '/identity/client-drafts/:clientId',
      {
        schema: {
          operationId: 'rejectClientDraft',
          summary: 'Take a draft away',
          tags: ['Identity'],
          params: ClientParams,
          response: { 204: { type: 'null', description: 'It is gone' }, ...problems(401, 403, 404) },
        },
        config: administrator,
      },
      async ({ params }, reply) => {
        await selfService.rejectDraft(params.clientId);
        return reply.code(204).send(null);
      },
    );
  };
}

function draftingRoute(selfService: SelfService, draftKey: string): FastifyPluginAsyncTypebox {
  return async (app) => {
    // Before the body is read: without the key nothing of it is looked at.
    app.addHook('onRequest', async ({ headers }) => {
      if (!isSame(headers['api-key'], draftKey)) throw new SelfServiceKeyInvalid();
    });

    app.post(
      '/self-service/v1/client-drafts',
      {
        schema: {
          operationId: 'draftClient',
          summary: 'Ask for a new client; an administrator confirms it',
          description: 'Send the key that the network gave you as the header `api-key`.',
          tags: ['Identity: self-service'],
          body: NewClientDraftBody,
          response: { 201: DraftedClientBody, ...problems(400, 401, 429) },
        },
        config: { open: true },
      },
      async ({ body }, reply) => {
        const { organizationNumber, publicJwk } = body;
        const draft = await selfService.draftClient({ organizationNumber, publicJwk, settings: readSettings(body) });
        return reply.code(201).send({ clientId: draft.clientId });
      },
    );
  };
}

function isSame(given: unknown, key: string): boolean {
  if (typeof given !== 'string') return false;
  const [one, other] = [Buffer.from(given), Buffer.from(key)];
  return one.length === other.length && timingSafeEqual(one, other);
}
