import type { AddressRegister } from '@samband/address-register';
import type { Database } from '@samband/db';
import { assertActsFor, documentSizeMaxBytes, type Exchange } from '@samband/exchange';
import { answerProblem, type Caller, type FastifyPluginAsyncTypebox, problems } from '@samband/http';
import { Type } from 'typebox';
import { decodeBase64 } from './base64.ts';
import { createMshConfigurations } from './msh-configuration.ts';
import { toMshProblem } from './problem.ts';
import {
  BusinessDocumentBody,
  DownloadedBody,
  IdBody,
  IdParams,
  MessageBody,
  MshConfigurationsBody,
  MshConfigurationsQuery,
  NotificationsBody,
  NotificationsQuery,
  PingBody,
  PostAppRecBody,
  PostMessageBody,
  StatusBody,
} from './schemas.ts';
import { checkApiVersion } from './version.ts';
import { answerOf, messageBody, notificationLine, statusLine } from './wire.ts';

export interface EdiApiOptions {
  readonly database: Database;
  readonly exchange: Exchange;
  readonly register: AddressRegister;
  readonly now?: () => Date;
}

const config = { scope: 'nhn:msh/api' };
const tags = ['EDI 2.0'];

// A document of the largest size as base64, with room for the JSON about it.
const bodyLimit = Math.ceil(documentSizeMaxBytes / 3) * 4 + 64 * 1024;

/** EDI 2.0 version 3: the message handler as a REST service, field names and numbers as its clients know them. */
export function ediApiRoutes(options: EdiApiOptions): FastifyPluginAsyncTypebox {
  const { database, exchange, register, now = () => new Date() } = options;
  const configurations = createMshConfigurations(database);

  /** Whose HER-ids they are comes first: a stranger must not learn that one of them is locked. */
  async function assertMayAct(caller: Caller, herIds: readonly number[]): Promise<void> {
    await assertActsFor(register, caller, herIds);
    await configurations.assertNoneLocked(herIds, caller);
  }

  /** A message of which the caller is a party by at least one HER-id that no other client has to itself. */
  async function readable(id: string, caller: Caller) {
    const message = await exchange.getMessage(id, caller);
    await configurations.assertNotAllLocked(message.ownHerIds, caller);
    return message;
  }

  return async (app) => {
    app.setErrorHandler((thrown, request, reply) =>
      answerProblem(thrown, request, reply, (problem, error) => toMshProblem(problem, error, now())),
    );
    app.addHook('onRequest', async (request) => checkApiVersion(request.headers['api-version']));

    app.post(
      '/messages',
      {
        bodyLimit,
        schema: {
          operationId: 'postMessage',
          summary: 'Send a document to one or more receivers',
          description: 'Answered when the document is checked and on disk. The same document again gets the same id.',
          tags,
          body: PostMessageBody,
          response: { 202: IdBody, ...problems(400, 401, 403, 409, 413, 423, 429, 503) },
        },
        config,
      },
      async (request, reply) => {
        const { body, caller } = request;
        const sourceSystem = request.headers['nhn-source-system'];
        const { messageId } = await exchange.accept({
          bytes: decodeBase64(body.businessDocument),
          senderHerId: body.senderHerId,
          receiverHerIds: body.receiverHerIds,
          transport: 'edi-api',
          submittedBy: caller,
          ...(typeof sourceSystem === 'string' && { sourceSystem }),
          transportRule: async ({ kind, action }) => {
            await configurations.assertNoneLocked([body.senderHerId], caller);
            // An answer is taken in whatever its receiver has refused: it was asked for.
            if (kind === 'document') await configurations.assertTakenIn(body.receiverHerIds, action);
          },
        });
        return reply.status(202).send({ id: messageId });
      },
    );

    app.get(
      '/messages/:id',
      {
        schema: {
          operationId: 'getMessage',
          summary: 'What a message is, without its content',
          tags,
          params: IdParams,
          response: { 200: MessageBody, ...problems(400, 401, 403, 404, 423) },
        },
        config,
      },
      async ({ params, caller }) => messageBody(await readable(params.id, caller)),
    );

    app.get(
      '/messages/:id/business-document',
      {
        schema: {
          operationId: 'getBusinessDocument',
          summary: 'The document, byte for byte as it was sent',
          tags,
          params: IdParams,
          response: { 200: BusinessDocumentBody, ...problems(400, 401, 403, 404, 423) },
        },
        config,
      },
      async ({ params, caller }) => {
        await readable(params.id, caller);
        const bytes = await exchange.readBusinessDocument(params.id, caller);
        return {
          businessDocument: bytes.toString('base64'),
          contentType: 'application/xml',
          contentTransferEncoding: 'base64',
        };
      },
    );

    app.get(
      '/messages/:id/status',
      {
        schema: {
          operationId: 'getMessageStatus',
          summary: 'How far the message has come, receiver by receiver; every word is backed by stored evidence',
          tags,
          params: IdParams,
          response: { 200: StatusBody, ...problems(400, 401, 403, 404, 423) },
        },
        config,
      },
      async ({ params, caller }) => {
        await readable(params.id, caller);
        return { statusList: (await exchange.getStatuses(params.id, caller)).map(statusLine) };
      },
    );

    app.post(
      '/messages/:id/apprec',
      {
        schema: {
          operationId: 'postAppRec',
          summary: 'Answer a document; the application receipt is written here',
          tags,
          params: IdParams,
          body: PostAppRecBody,
          response: { 202: IdBody, ...problems(400, 401, 403, 404, 409, 423) },
        },
        config,
      },
      async (request, reply) => {
        const { body, caller, params } = request;
        await assertMayAct(caller, [body.appRecSenderHerId]);
        const { messageId } = await exchange.answer(answerOf(params.id, body), caller);
        return reply.status(202).send({ id: messageId });
      },
    );

    app.put(
      '/messages/:id/downloaded',
      {
        schema: {
          operationId: 'putDownloaded',
          summary: 'Say that the receiver’s system has the document',
          tags,
          params: IdParams,
          body: DownloadedBody,
          response: { 204: Type.Null(), ...problems(400, 401, 403, 404, 423) },
        },
        config,
      },
      async (request, reply) => {
        const { body, caller, params } = request;
        await assertMayAct(caller, [body.receiverHerId]);
        await exchange.markDownloaded(params.id, body.receiverHerId, caller);
        return reply.status(204).send(null);
      },
    );

    app.get(
      '/notifications',
      {
        schema: {
          operationId: 'getNotifications',
          summary: 'What is new for some HER-ids since an offset',
          description:
            'Offsets grow in commit order over the whole exchange, so a HER-id sees gaps but never misses one.',
          tags,
          querystring: NotificationsQuery,
          response: { 200: NotificationsBody, ...problems(400, 401, 403, 423) },
        },
        config: { ...config, quiet: true },
      },
      async (request) => {
        const { HerIds, Offset, NotificationsToFetch } = request.query;
        await assertMayAct(request.caller, HerIds);
        const found = await exchange.notifications(
          { herIds: HerIds, after: Offset, limit: NotificationsToFetch },
          request.caller,
        );
        return { notifications: found.map(notificationLine) };
      },
    );

    app.put(
      '/mshconfigurations',
      {
        schema: {
          operationId: 'putMshConfigurations',
          summary: 'How some HER-ids want to be served',
          tags,
          body: MshConfigurationsBody,
          response: { 204: Type.Null(), ...problems(400, 401, 403, 423) },
        },
        config,
      },
      async (request, reply) => {
        const { body, caller } = request;
        await assertActsFor(
          register,
          caller,
          body.configurations.map(({ herId }) => herId),
        );
        await configurations.put(
          body.configurations.map(({ rejectMessageFilters, ...configuration }) => ({
            ...configuration,
            refusedMessageFunctions: rejectMessageFilters?.MessageFunction ?? [],
          })),
          caller,
        );
        return reply.status(204).send(null);
      },
    );

    app.delete(
      '/mshconfigurations',
      {
        schema: {
          operationId: 'deleteMshConfigurations',
          summary: 'Forget how some HER-ids wanted to be served',
          tags,
          querystring: MshConfigurationsQuery,
          response: { 204: Type.Null(), ...problems(400, 401, 403, 423) },
        },
        config,
      },
      async (request, reply) => {
        const { caller, query } = request;
        await assertActsFor(register, caller, query.HerIds);
        await configurations.remove(query.HerIds, caller);
        return reply.status(204).send(null);
      },
    );

    app.get(
      '/ping',
      {
        schema: {
          operationId: 'ping',
          summary: 'Whether the service answers, and what time it has',
          tags,
          response: { 200: PingBody, ...problems(401, 403) },
        },
        config: { ...config, quiet: true },
      },
      async () => ({ response: 'Pong' as const, timestampUtc: now().toISOString() }),
    );
  };
}
