import { Readable } from 'node:stream';
import { documentSizeMaxBytes, largeDocumentBytes } from '@samband/exchange';
import { type FastifyPluginAsyncTypebox, largeTextOf } from '@samband/http';
import { Type } from 'typebox';
import { decodeBase64 } from './base64.ts';
import { ediConfig as config, type EdiParts, ediSchema } from './edi-routes.ts';
import { envelopeWishesOf } from './envelope-wishes.ts';
import { MessageTypeMismatch } from './errors.ts';
import { decodeLarge, largeAnswer, largeAnswerBytes } from './large-document.ts';
import {
  BusinessDocumentBody,
  DownloadedBody,
  IdBody,
  IdParams,
  MessageBody,
  PostAppRecBody,
  PostMessageBody,
  StatusBody,
} from './message-schemas.ts';
import { mshProblems } from './msh-problem-schema.ts';
import { answerOf, messageBody, statusLine } from './wire.ts';

// A document of the largest size as base64, with room for the JSON about it.
const bodyLimit = Math.ceil(documentSizeMaxBytes / 3) * 4 + 64 * 1024;

/** Sending, reading, answering. */
export function messageRoutes({ exchange, access, configurations }: EdiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/messages',
      {
        bodyLimit,
        schema: {
          ...ediSchema,
          operationId: 'postMessage',
          summary: 'Send a document to one or more receivers',
          description: 'Answered when the document is checked and on disk. The same document again gets the same id.',
          body: PostMessageBody,
          response: { 202: IdBody, ...mshProblems(404, 409, 413, 415, 423) },
        },
        config: { ...config, largeText: 'businessDocument' },
      },
      async (request, reply) => {
        const { body, caller } = request;
        const sourceSystem = request.headers['nhn-source-system'];
        const large = largeTextOf(request);
        const { messageId } = await exchange.accept({
          bytes: large ? await decodeLarge(large) : decodeBase64(body.businessDocument),
          senderHerId: body.senderHerId,
          receiverHerIds: body.receiverHerIds,
          transport: 'edi-api',
          submittedBy: caller,
          ...(sourceSystem !== undefined && { sourceSystem }),
          ...envelopeWishesOf(body.transportMetadataOverrides),
          transportRule: async ({ kind, action }) => {
            const said = body.messageTypeIdentificator ?? action;
            if (said !== action) throw new MessageTypeMismatch(said, action);
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
          ...ediSchema,
          operationId: 'getMessage',
          summary: 'What a message is, without its content',
          params: IdParams,
          response: { 200: MessageBody, ...mshProblems(404, 423) },
        },
        config,
      },
      async ({ params, caller }) => messageBody(await access.readable(params.id, caller)),
    );

    app.get(
      '/messages/:id/business-document',
      {
        schema: {
          ...ediSchema,
          operationId: 'getBusinessDocument',
          summary: 'The document, byte for byte as it was sent',
          params: IdParams,
          response: { 200: BusinessDocumentBody, ...mshProblems(404, 423) },
        },
        config,
      },
      async ({ params, caller }, reply) => {
        const { sizeBytes } = await access.readable(params.id, caller);
        if (sizeBytes > largeDocumentBytes) {
          const pieces = await exchange.openBusinessDocument(params.id, caller);
          reply.type('application/json; charset=utf-8').header('content-length', largeAnswerBytes(sizeBytes));
          return reply.send(Readable.from(largeAnswer(pieces)) as never);
        }
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
          ...ediSchema,
          operationId: 'getMessageStatus',
          summary: 'How far the message has come, receiver by receiver; every word is backed by stored evidence',
          description: 'The sender sees every receiver, a receiver sees itself.',
          params: IdParams,
          response: { 200: StatusBody, ...mshProblems(404, 423) },
        },
        config,
      },
      async ({ params, caller }) => {
        await access.readable(params.id, caller);
        return { statusList: (await exchange.getStatuses(params.id, caller)).map(statusLine) };
      },
    );

    app.post(
      '/messages/:id/apprec',
      {
        schema: {
          ...ediSchema,
          operationId: 'postAppRec',
          summary: 'Answer a document; the application receipt is written here',
          description: 'One answer for each receiver, and it is final. The same answer again gets the same id.',
          params: IdParams,
          body: PostAppRecBody,
          response: { 202: IdBody, ...mshProblems(404, 409, 423) },
        },
        config,
      },
      async (request, reply) => {
        const { body, caller, params } = request;
        await access.assertMayAct(caller, [body.appRecSenderHerId]);
        const { messageId } = await exchange.answer(answerOf(params.id, body), caller);
        return reply.status(202).send({ id: messageId });
      },
    );

    app.put(
      '/messages/:id/downloaded',
      {
        schema: {
          ...ediSchema,
          operationId: 'putDownloaded',
          summary: 'Say that the receiver’s system has the document',
          params: IdParams,
          body: DownloadedBody,
          response: {
            204: Type.Null({ description: 'Noted; saying it again changes nothing' }),
            ...mshProblems(404, 423),
          },
        },
        config,
      },
      async (request, reply) => {
        const { body, caller, params } = request;
        await access.assertMayAct(caller, [body.receiverHerId]);
        await exchange.markDownloaded(params.id, body.receiverHerId, caller);
        return reply.status(204).send(null);
      },
    );
  };
}
