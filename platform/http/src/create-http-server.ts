import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Logger } from '@samband/log';
import type { Metrics } from '@samband/telemetry';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  fastify,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { limitAnswerTime } from './answer-time.ts';
import { addAuthorization } from './authorization.ts';
import type { Authenticate } from './caller.ts';
import { createClientErrorHandler } from './client-error.ts';
import { answerBadUrl, answerErrors } from './error-answer.ts';
import { announceRefusal } from './event-stream.ts';
import { continueAfterHead } from './expect-continue.ts';
import { createGracefulStop } from './graceful-stop.ts';
import { collectKnownPaths } from './known-paths.ts';
import { takeLargeBodies } from './large-text/large-bodies.ts';
import { createLifecycle } from './lifecycle.ts';
import { type ListenOptions, listen } from './listen.ts';
import { describeApi } from './openapi.ts';
import { operationsRoutes } from './operations-routes.ts';
import { problemPages } from './problem-pages.ts';
import { createQuotas, placeOf, type QuotaOptions } from './quota/quotas.ts';
import { spareSlowPeers } from './quota/slow-peers.ts';
import { createReadiness, type ReadinessCheck } from './readiness.ts';
import { refuseByHead } from './refusals.ts';
import { requestIdOf } from './request-id.ts';
import { watchRequests } from './request-watch.ts';
import { followHandlers } from './running-handlers.ts';
import type { SchemasCompiled } from './schemas-compiled.ts';
import { securityHeaders } from './security-headers.ts';
import { createSerializerCompiler } from './serialization.ts';
import { createValidatorCompiler } from './validation.ts';
import { addWebApp, asksForPage, type WebAppOptions } from './web-app/web-app.ts';

export interface HttpServerOptions extends Partial<QuotaOptions> {
  log: Logger;
  metrics: Metrics;
  /** The URL under which clients see this server; a slash at its end is dropped. */
  publicUrl: string;
  /** Finds out who is calling; without it no route may state a scope. */
  authenticate?: Authenticate;
  /** Requests that went well are logged at debug, as polling is. */
  quietSuccesses?: boolean;
  /**
   * When the schemas of routes are compiled. `at-start` (the default) stops the start where one is wrong; `when-needed`
   * compiles each for its first call: all together would cost a start nearly half a second.
   */
  schemasCompiled?: SchemasCompiled;
  /** What /readyz asks. */
  readiness?: readonly ReadinessCheck[];
  /** Name and version in /openapi.json. */
  api?: { title: string; version: string };
  /** Folder with a page `<code>.md` for each problem, served at /problems/<code>. */
  problemPagesFolder?: string;
  /** Pages for people, beside the API. */
  webApp?: WebAppOptions;
  /** Largest body on a route that states no limit of its own. */
  bodyLimitBytes?: number;
  /** Bytes of large bodies that are on their way through at most; see `largeText` of a route. */
  largeBodiesMaxBytes?: number;
  /** How long a large body may wait, unread, for others to be through. */
  largeBodyWaitMaxMs?: number;
  /** How long a large body may hold its memory without a byte of it coming. Default 10 s. */
  largeBodyStallMaxMs?: number;
  /** How fast a large body must come, in the long run. Default 16 KiB a second. */
  largeBodyPaceMinBytesPerS?: number;
  headerSizeMaxBytes?: number;
  /** A request must have arrived whole within this time. */
  requestTimeoutMs?: number;
  /** The head of a request must have arrived within this time. */
  headersTimeoutMs?: number;
  /** An answer must be ready within this time after the request has arrived. */
  answerTimeoutMs?: number;
  /** How long a connection may wait for its next request. */
  keepAliveTimeoutMs?: number;
  /** Connections held at once; more are closed at once. */
  connectionsMax?: number;
  /** Addresses of proxies whose X-Forwarded headers are believed; none when not given. */
  trustProxy?: readonly string[];
  shutdownGraceMs?: number;
  drainDelayMs?: number;
}

type Application = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** A Fastify instance that keeps our rules. Its `listen` fails with PortTaken, PortNotAllowed or HostNotAvailable. */
export type HttpServer = Application & {
  /** Takes nothing new, finishes what was accepted, and closes. */
  stop(): Promise<void>;
};

const DEFAULTS = {
  authenticate: undefined,
  readiness: [],
  api: { title: 'Samband', version: '0.1.0' },
  problemPagesFolder: undefined,
  webApp: undefined,
  quietSuccesses: false,
  schemasCompiled: 'at-start',
  bodyLimitBytes: 1_048_576,
  organizationRequestsPerS: 500,
  organizationBurst: 2_000,
  organizationRunningMax: 64,
  organizationWaitingMax: 256,
  runningMax: 512,
  largeBodiesMaxBytes: 201_326_592,
  largeBodyWaitMaxMs: 10_000,
  largeBodyStallMaxMs: 10_000,
  largeBodyPaceMinBytesPerS: 16_384,
  headerSizeMaxBytes: 65_536,
  requestTimeoutMs: 120_000,
  headersTimeoutMs: 10_000,
  answerTimeoutMs: 30_000,
  keepAliveTimeoutMs: 72_000,
  connectionsMax: 10_000,
  trustProxy: [],
  shutdownGraceMs: 10_000,
  drainDelayMs: 0,
} as const;

type Settings = Required<Omit<HttpServerOptions, 'authenticate' | 'problemPagesFolder' | 'webApp'>> & {
  authenticate: Authenticate | undefined;
  problemPagesFolder: string | undefined;
  webApp: WebAppOptions | undefined;
};

/**
 * An HTTP server with everything that each of our servers needs: scopes on every route, problems, limits, request ids,
 * security headers, /healthz, /readyz, /metrics, /openapi.json and a graceful stop. Add routes as plugins, so that they
 * are described in /openapi.json.
 */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const settings: Settings = { ...DEFAULTS, ...options, publicUrl: options.publicUrl.replace(/\/+$/, '') };
  const { log, metrics, authenticate, publicUrl } = settings;
  const app = fastifyFor(settings);
  app.log = quieter(log);
  app.server.maxConnections = settings.connectionsMax;

  // The order of the hooks is the order of the checks: watched from the first moment, refused by the head, then known.
  const lifecycle = createLifecycle();
  announceRefusal(app, lifecycle.refusal);
  const knownPaths = collectKnownPaths(app);
  app.removeContentTypeParser('text/plain');
  const { schemasCompiled } = settings;
  app.setValidatorCompiler(createValidatorCompiler(schemasCompiled));
  app.setSerializerCompiler(createSerializerCompiler(schemasCompiled));
  answerErrors(app, settings);
  const watch = watchRequests(app, metrics, settings.quietSuccesses);
  const handlers = followHandlers(app);
  limitAnswerTime(app, settings.answerTimeoutMs);
  addStandingHeaders(app, publicUrl);
  const isPage = settings.webApp === undefined ? () => false : asksForPage;
  refuseByHead(app, knownPaths, lifecycle, isPage);
  addAuthorization(app, authenticate, createQuotas(settings, log, metrics), publicUrl);
  spareSlowPeers(app, placeOf);
  takeLargeBodies(app, settings, metrics);
  continueAfterHead(app);
  const stop = createGracefulStop(app, lifecycle, watch, handlers, settings);

  describeApi(app, { ...settings.api, publicUrl });
  app.register(operationsRoutes({ lifecycle, readiness: createReadiness(settings.readiness, log), metrics }));
  if (settings.problemPagesFolder !== undefined) app.register(problemPages(settings.problemPagesFolder));
  if (settings.webApp !== undefined) addWebApp(app, settings.webApp);

  const original = app.listen.bind(app);
  return Object.assign(app.withTypeProvider<TypeBoxTypeProvider>(), {
    listen: (where: ListenOptions) => listen(original, where),
    stop,
  });
}

function fastifyFor(settings: Settings): FastifyInstance {
  const { requestTimeoutMs, answerTimeoutMs, trustProxy } = settings;
  return fastify({
    loggerInstance: settings.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIdOf,
    trustProxy: trustProxy.length === 0 ? false : [...trustProxy],
    bodyLimit: settings.bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    // A connection on which nothing moves, neither in nor out.
    connectionTimeout: requestTimeoutMs + answerTimeoutMs,
    keepAliveTimeout: settings.keepAliveTimeoutMs,
    http: {
      maxHeaderSize: settings.headerSizeMaxBytes,
      // Node drops a second Authorization in silence; joined, whoever checks it sees that there were two.
      joinDuplicateHeaders: true,
      headersTimeout: settings.headersTimeoutMs,
      connectionsCheckingInterval: Math.min(1_000, settings.headersTimeoutMs),
    },
    forceCloseConnections: 'idle',
    return503OnClosing: false, // our own refusal is a problem like any other
    clientErrorHandler: createClientErrorHandler(settings),
    frameworkErrors: answerBadUrl(settings.publicUrl),
    routerOptions: { ignoreTrailingSlash: false, caseSensitive: true, maxParamLength: 256 },
  });
}

/** Fastify's own voice: what is wrong only. That a server listens is for its owner to say, who knows when all is ready. */
function quieter(log: Logger): FastifyBaseLogger {
  return log.isLevelEnabled('info') ? log.child({}, { level: 'warn' }) : log;
}

/** On every answer, also one that another library writes: the request id and the security headers. */
function addStandingHeaders(app: FastifyInstance, publicUrl: string): void {
  const standing = securityHeaders(publicUrl);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(standing).header('x-request-id', request.id);
    done();
  });
}
