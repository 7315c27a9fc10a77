import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDomainError } from '@samband/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problemBody } from './error-answer.ts';
import { AnswerTimedOut, BodyTooLarge, LengthRequired } from './errors.ts';
import { headersOf, PROBLEM_CONTENT_TYPE, statusOf } from './problem.ts';

export interface RawMountOptions {
  /** Path patterns such as `/connect/*`. */
  paths: readonly string[];
  /** Methods that are handed over; others are answered with 405 here. All when not given. */
  methods?: readonly (typeof METHODS)[number][];
  /** As on a route: what goes well is logged at debug. */
  quiet?: true;
  /** Answers with Node's own request and response; reads the body itself. */
  handler: (request: IncomingMessage, response: ServerResponse) => unknown;
  /** Largest body that is let through. */
  bodyLimitBytes?: number;
}

/** Enough for a token request with several assertions. */
const BODY_LIMIT_BYTES = 65_536;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * Lets another HTTP library answer some paths, open to everyone: Fastify checks the head, the library reads the body.
 * Request id, security headers, timeouts, figures and the log are as on any other route. The length of a body must be
 * told beforehand, because nobody counts it on the way.
 */
export function rawMount(
  app: Pick<FastifyInstance, 'register'>,
  { paths, methods = METHODS, quiet, handler, bodyLimitBytes = BODY_LIMIT_BYTES }: RawMountOptions,
): void {
  app.register(async (mount) => {
    mount.removeAllContentTypeParsers();
    mount.addContentTypeParser('*', (_request, _payload, done) => done(null));
    mount.addHook('onRequest', async ({ headers }) => {
      if (headers['transfer-encoding'] !== undefined) throw new LengthRequired();
      if (Number(headers['content-length'] ?? 0) > bodyLimitBytes) throw new BodyTooLarge(bodyLimitBytes);
    });
    for (const url of paths) {
      mount.route({
        method: [...methods],
        url,
        schema: { hide: true },
        config: { open: true, ...(quiet && { quiet }) },
        handler: (request, reply) => answerRaw(request, reply, handler),
      });
    }
  });
}

/** Hands the answer over, and takes it back when the library fails or does not answer in time. */
async function answerRaw(request: FastifyRequest, reply: FastifyReply, handler: RawMountOptions['handler']) {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  const { answerTimeoutMs } = request.server;
  const timer = setTimeout(
    () => endWithProblem(new AnswerTimedOut(answerTimeoutMs), request, reply.raw),
    answerTimeoutMs,
  );
  reply.raw.once('close', () => clearTimeout(timer));
  try {
    await handler(request.raw, reply.raw);
  } catch (error) {
    if (!isDomainError(error)) request.log.error({ err: error }, 'unexpected failure');
    endWithProblem(error, request, reply.raw);
  }
}

function endWithProblem(error: unknown, request: FastifyRequest, response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy(); // half an answer must not pass for a whole one
    return;
  }
  response.writeHead(statusOf(error), { ...headersOf(error), 'content-type': PROBLEM_CONTENT_TYPE });
  response.end(JSON.stringify(problemBody(error, request)));
}
