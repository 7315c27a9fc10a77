import type { RouteOptions } from 'fastify';

/** Who may call a route: everyone, or callers with a scope. */
export type RouteAccess = { open: true } | { scope: string };

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The scope that a caller's access token must have. */
    scope?: string;
    /** Everyone may call; nothing is checked. */
    open?: true;
    /** Machines ask for it every few seconds: what goes well is logged at debug. */
    quiet?: true;
    /** Media types that the route answers with; when stated, an Accept header that rules all of them out gives 406. */
    produces?: readonly string[];
  }
}

/**
 * The access that a route states. Throws, naming the route, when it states none or both: an unstated route must stop
 * the start, not stand open.
 */
export function accessOf(route: Pick<RouteOptions, 'method' | 'url' | 'config'>): RouteAccess {
  const { scope, open } = route.config ?? {};
  if (scope !== undefined && scope !== '' && open === undefined) return { scope };
  if (open === true && scope === undefined) return { open };
  const methods = Array.isArray(route.method) ? route.method.join('|') : route.method;
  throw new Error(
    `${methods} ${route.url} must state who may call it: config: { scope: '…' } or config: { open: true }`,
  );
}
