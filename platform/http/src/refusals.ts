import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accepts } from './accept-header.ts';
import {
  ContentEncodingUnsupported,
  MethodNotAllowed,
  NotAcceptable,
  RouteNotFound,
  ServerStopping,
} from './errors.ts';
import type { KnownPaths } from './known-paths.ts';
import type { Lifecycle } from './lifecycle.ts';

/** Routes that answer also while the server stops: whoever asks must be told the truth. */
const ANSWERED_WHILE_STOPPING: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** Refuses by the head alone, before anybody is asked who they are and before a body is read. */
export function refuseByHead(
  app: FastifyInstance,
  knownPaths: KnownPaths,
  lifecycle: Lifecycle,
  isPage: (request: FastifyRequest, knownPaths: KnownPaths) => boolean,
): void {
  app.addHook('onRequest', async (request) => {
    const { url, config } = request.routeOptions;
    if (lifecycle.isRefusing() && !ANSWERED_WHILE_STOPPING.has(url ?? '')) throw new ServerStopping();
    if (request.is404 && isPage(request, knownPaths)) return;
    if (request.is404) throw unknownRoute(knownPaths, request.raw.url ?? '/');
    if (isEncoded(request.headers['content-encoding'])) throw new ContentEncodingUnsupported();
    const accept = request.headers.accept;
    if (accept === undefined || config.produces === undefined) return;
    if (!config.produces.some((mediaType) => accepts(accept, mediaType))) throw new NotAcceptable(config.produces);
  });
}

/** Nobody here undoes a coding, and bytes in one would pass for other bytes. */
function isEncoded(contentEncoding: string | undefined): boolean {
  return contentEncoding !== undefined && contentEncoding.trim() !== '' && !/^\s*identity\s*$/i.test(contentEncoding);
}

function unknownRoute(knownPaths: KnownPaths, url: string): RouteNotFound | MethodNotAllowed {
  const methods = knownPaths.methodsAt(url.split('?', 1)[0] ?? '/');
  return methods.length > 0 ? new MethodNotAllowed(methods) : new RouteNotFound();
}
