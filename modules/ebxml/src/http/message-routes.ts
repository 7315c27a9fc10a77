import type { IncomingHttpHeaders } from 'node:http';
import { type FastifyPluginAsyncTypebox, problems } from '@samband/http';
import { Type } from 'typebox';
import { createPostsGate } from './posts-gate.ts';

/** What a post is answered with. */
export interface PostAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What the routes need of the module: both resolve when the message is on disk. */
export interface Posts {
  /** The signal comes later, by a post or a mail of ours. */
  takeAsync(headers: IncomingHttpHeaders, body: Uint8Array): Promise<void>;
  /** Resolves with the answer of the business, or a signal. */
  takeSync(headers: IncomingHttpHeaders, body: Uint8Array): Promise<PostAnswer>;
}

/** As large as the largest mail: 50 MB, which is 35 MB of documents in base64. */
export const messageBytesMax = 51_200_000;

const mediaTypes = /^(multipart\/related|text\/xml|application\/soap\+xml)\b/i;

/**
 * Where other message handlers post to. Open: whoever posts is known by the signature of the message, which is checked
 * against the register, and nothing is done for anybody before that.
 */
export function messageRoutes(posts: Posts, postsPerS: number): FastifyPluginAsyncTypebox {
  const gate = createPostsGate(postsPerS);
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(mediaTypes, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    app.addHook('onRequest', async (request, reply) => {
      // A length that is not told may be any.
      const length = Number(request.headers['content-length'] ?? messageBytesMax);
      reply.raw.once('close', gate.enter(length, performance.now()));
    });
    const route = {
      bodyLimit: messageBytesMax,
      config: { open: true as const },
    };
    const schema = {
      tags: ['ebXML'],
      consumes: ['multipart/related', 'text/xml'],
      body: Type.Unsafe<Uint8Array | undefined>({ description: 'The message, MIME or SOAP alone; at most 50 MB' }),
    };

    app.post(
      '/ebxml/async',
      {
        ...route,
        schema: {
          ...schema,
          operationId: 'postEbxmlMessage',
          summary: 'Hand over an ebXML message; its signal comes by itself, later',
          response: { 202: Type.Unsafe<undefined>({ description: 'On disk' }), ...problems(413, 415, 429) },
        },
      },
      async (request, reply) => {
        await posts.takeAsync(request.headers, request.body ?? new Uint8Array());
        return reply.code(202).send();
      },
    );

    app.post(
      '/ebxml/sync',
      {
        ...route,
        schema: {
          ...schema,
          operationId: 'postEbxmlQuestion',
          summary: 'Ask by ebXML, and get the answer in the same breath',
          description: 'The answer is a whole signed ebXML message: of the business within 15 seconds, else a signal.',
          response: {
            200: Type.Unsafe<Uint8Array>({ description: 'An ebXML message' }),
            202: Type.Unsafe<undefined>({ description: 'On disk; there is no answer yet' }),
            ...problems(413, 415, 429),
          },
        },
      },
      async (request, reply) => {
        const answer = await posts.takeSync(request.headers, request.body ?? new Uint8Array());
        return reply
          .code(answer.status as 200)
          .headers(answer.headers)
          .send(Buffer.from(answer.body));
      },
    );
  };
}
