import type { Metrics, ServerSpan } from '@samband/telemetry';
import { startServerSpan } from '@samband/telemetry';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findCaller } from './authorization.ts';

/** Longest path parameter that is written to the log: ids are shorter. */
const LOGGED_PARAMETER_LENGTH_MAX = 64;

/** Stands for the route of a request that matched none, so that paths made up by callers do not become labels. */
const NO_ROUTE = '(none)';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export interface RequestWatch {
  /** Requests whose answer has not left yet. */
  inFlight(): number;
}

/**
 * Follows every request from its head to the end of its answer: figures by route pattern and status class, a span, and
 * one line in the log. Also of requests that the caller gave up and of those answered past Fastify, because the end is
 * taken from the socket's side.
 */
export function watchRequests(app: FastifyInstance, metrics: Metrics, quietSuccesses = false): RequestWatch {
  let inFlight = 0;
  metrics.gaugeOf('http_requests_in_flight', 'Requests whose answer has not left yet', () => inFlight);
  const duration = metrics.histogram(
    'http_request_duration_seconds',
    'From the head of a request to the end of its answer',
    ['method', 'route', 'status_class'],
  );
  app.addHook('onRequest', (request, reply, done) => {
    const startedAt = process.hrtime.bigint();
    const span = startServerSpan(request.method, request.headers);
    inFlight += 1;
    reply.raw.once('close', () => {
      inFlight -= 1;
      const outcome = outcomeOf(request, reply, startedAt);
      duration.observe(labelsOf(outcome), outcome.durationMs / 1_000);
      endSpan(span, outcome);
      writeLine(request, reply, outcome, quietSuccesses);
    });
    span.run(done);
  });
  return { inFlight: () => inFlight };
}

interface Outcome {
  method: string;
  route: string;
  status: number;
  durationMs: number;
  /** The caller went away before the answer was whole. */
  aborted: boolean;
}

function outcomeOf(request: FastifyRequest, reply: FastifyReply, startedAt: bigint): Outcome {
  return {
    method: METHODS.has(request.method) ? request.method : 'OTHER',
    route: request.routeOptions.url ?? NO_ROUTE,
    status: reply.raw.statusCode,
    durationMs: Number(process.hrtime.bigint() - startedAt) / 1e6,
    aborted: !reply.raw.writableEnded,
  };
}

function labelsOf({ method, route, status, aborted }: Outcome) {
  return { method, route, status_class: aborted ? 'aborted' : `${Math.floor(status / 100)}xx` };
}

function endSpan(span: ServerSpan, { method, route, status, aborted }: Outcome): void {
  const attributes = { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status };
  span.end({ name: `${method} ${route}`, attributes, failed: aborted || status >= 500 });
}

/** The pattern and its ids, never the URL: what a caller puts in a query is not ours to keep. */
function writeLine(
  request: FastifyRequest,
  reply: FastifyReply,
  { method, route, status, durationMs, aborted }: Outcome,
  quietSuccesses: boolean,
): void {
  const facts = {
    method,
    route,
    status,
    durationMs: Math.round(durationMs * 10) / 10,
    ...idsOf(request),
    clientId: findCaller(request)?.clientId,
    ip: request.ip,
    ...(aborted ? { aborted } : {}),
  };
  const isRoutine = quietSuccesses && status < 400 && !aborted;
  if (isRoutine || isQuiet(request, reply, status)) request.log.debug(facts, 'request');
  else request.log.info(facts, 'request');
}

/**
 * Of interest only when something is sought: routine polling, the first half of the nonce handshake (RFC 9449 §8), and
 * what quotas refuse, which comes in floods and has a line of its own.
 */
function isQuiet(request: FastifyRequest, reply: FastifyReply, status: number): boolean {
  if (status === 429) return true;
  if (status === 400 || status === 401) return reply.raw.getHeader('dpop-nonce') !== undefined;
  return request.routeOptions.config.quiet === true && status < 500;
}

/** Path parameters; a wildcard is not one, because it can hold anything. */
function idsOf(request: FastifyRequest): { ids?: Record<string, string> } {
  const parameters = Object.entries((request.params ?? {}) as Record<string, unknown>).filter(([name]) => name !== '*');
  if (parameters.length === 0) return {};
  const ids = parameters.map(([name, value]) => [name, String(value).slice(0, LOGGED_PARAMETER_LENGTH_MAX)]);
  return { ids: Object.fromEntries(ids) };
}
