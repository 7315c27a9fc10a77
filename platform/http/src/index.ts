/**
 * Fastify as we want it: a scope on every route, problems in one place, limits, OpenAPI, health, a graceful stop.
 */
export type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
export type { Authenticate, Caller, RequestHead } from './caller.ts';
export { createHttpServer, type HttpServer, type HttpServerOptions } from './create-http-server.ts';
export { answerProblem, type ProblemShape, problemBody } from './error-answer.ts';
export {
  AnswerTimedOut,
  BodyTooLarge,
  ContentEncodingUnsupported,
  HeadersTooLarge,
  HostNotAvailable,
  InsufficientScope,
  LargeBodiesFull,
  LargeBodyShareUsed,
  LengthRequired,
  MediaTypeUnsupported,
  MethodNotAllowed,
  NotAcceptable,
  PortNotAllowed,
  PortTaken,
  RequestInvalid,
  RequestMalformed,
  RequestTimedOut,
  RouteNotFound,
  ServerStopping,
} from './errors.ts';
export { type EventStream, type EventStreamOptions, eventStream } from './event-stream.ts';
export { largeTextOf } from './large-text/large-bodies.ts';
export type { LargeText } from './large-text/large-text.ts';
export type { ListenOptions } from './listen.ts';
export { headersOf, type InputFault, type Problem, STATUS_OF_KIND, statusOf } from './problem.ts';
export { ProblemBody, problems } from './problem-schema.ts';
export { RateQuotaUsed, TooManyAtOnce } from './quota/errors.ts';
export { leavePlace, type QuotaOptions } from './quota/quotas.ts';
export { type RawMountOptions, rawMount } from './raw-mount.ts';
export type { CheckResult, ReadinessCheck } from './readiness.ts';
export type { RouteAccess } from './route-access.ts';
export type { WebAppOptions } from './web-app/web-app.ts';
