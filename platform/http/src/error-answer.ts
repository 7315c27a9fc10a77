import { isDomainError } from '@samband/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BodyTooLarge, MediaTypeUnsupported, RequestMalformed } from './errors.ts';
import { headersOf, PROBLEM_CONTENT_TYPE, type Problem, scrubbed, statusOf, toProblem } from './problem.ts';
import { securityHeaders } from './security-headers.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The URL under which clients see this server, without a slash at the end. */
    publicUrl: string;
    /** How long an answer may take after its request has arrived. */
    answerTimeoutMs: number;
  }
}

export interface ErrorAnswerOptions {
  publicUrl: string;
  answerTimeoutMs: number;
}

/** Turns whatever is thrown into a problem; the only place that answers failures. */
export function answerErrors(app: FastifyInstance, { publicUrl, answerTimeoutMs }: ErrorAnswerOptions): void {
  app.decorate('publicUrl', publicUrl);
  app.decorate('answerTimeoutMs', answerTimeoutMs);
  app.setErrorHandler((thrown, request, reply) => answerProblem(thrown, request, reply));
}

/** Makes another API's own body of a problem: its media type and status stay those of RFC 9457. */
export type ProblemShape = (problem: Problem, error: unknown) => object;

/**
 * Answers a failure; an API whose clients know another body calls it from an error handler of its own, with its shape.
 * Sent as text, so that a route's response schema cannot cut the problem short.
 */
export function answerProblem(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  shape: ProblemShape = (problem) => problem,
): FastifyReply {
  const error = translateError(thrown, request);
  if (!isDomainError(error)) noteUnexpected(thrown, request);
  return prepareAnswer(error, reply).send(JSON.stringify(scrubbed(shape(problemBody(error, request), error))));
}

/** A fault of ours; unless the caller hung up in the middle of its body, which is a bad line and no fault at all. */
function noteUnexpected(thrown: unknown, request: FastifyRequest): void {
  if (request.raw.aborted || codeOf(thrown) === 'ECONNRESET') request.log.debug({ err: thrown }, 'the caller hung up');
  else request.log.error({ err: thrown }, 'unexpected failure');
}

/** Sets the status, the headers and the media type that answer a failure. */
function prepareAnswer(error: unknown, reply: FastifyReply): FastifyReply {
  return reply.code(statusOf(error)).headers(headersOf(error)).type(PROBLEM_CONTENT_TYPE);
}

/** Answers a URL that cannot be decoded or is too long in a parameter: found before any route, and so before any hook. */
export function answerBadUrl(publicUrl: string) {
  return (_error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const error = new RequestMalformed('the path holds a wrong percent-encoding, or a segment that is too long');
    const problem = toProblem(error, { publicUrl, path: '/', requestId: request.id });
    prepareAnswer(error, reply)
      .headers({ ...securityHeaders(publicUrl), 'x-request-id': request.id })
      .send(JSON.stringify(problem) as never);
  };
}

/** A failure as RFC 9457 writes it, for an API that wraps it in a shape of its own. */
export function problemBody(error: unknown, request: FastifyRequest): Problem {
  const { publicUrl } = request.server;
  return toProblem(error, { publicUrl, path: request.raw.url ?? '/', requestId: request.id });
}

/** What Fastify itself refuses, in our words; everything else is passed on as it is. */
export function translateError(thrown: unknown, request: FastifyRequest): unknown {
  switch (codeOf(thrown)) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new BodyTooLarge(request.routeOptions.bodyLimit);
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new MediaTypeUnsupported();
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new RequestMalformed('the body is shorter or longer than Content-Length says');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new RequestMalformed('the body is empty where JSON is announced');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new RequestMalformed('the body is not well-formed JSON');
    default:
      return thrown;
  }
}

function codeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}
