import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate, Caller } from './caller.ts';
import { InsufficientScope } from './errors.ts';
import { createLateRefusals } from './quota/late-refusals.ts';
import type { Quotas } from './quota/quotas.ts';
import { accessOf } from './route-access.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling; only on routes with a scope. */
    caller: Caller;
  }
}

const callers = new WeakMap<FastifyRequest, Caller>();

/**
 * Makes every route state its access, and lets a request with too little, or beyond its organisation's quota, pass no
 * further than its head: the body is read after this hook.
 */
export function addAuthorization(
  app: FastifyInstance,
  authenticate: Authenticate | undefined,
  quotas: Quotas,
  publicUrl: string,
): void {
  app.addHook('onRoute', (route) => {
    if ('scope' in accessOf(route) && authenticate === undefined) {
      throw new Error(`${String(route.method)} ${route.url} states a scope, but the server was given no authenticate`);
    }
  });
  app.decorateRequest('caller', {
    getter() {
      return callerOf(this);
    },
  });
  const answerLate = createLateRefusals();

  async function authorize(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { scope } = request.routeOptions.config;
    if (scope === undefined || authenticate === undefined) return;
    const { method, raw, headers } = request;
    const known = authenticate.organizationOf?.(headers);
    if (known !== undefined) quotas.refuseIfOver(known);
    const caller = await authenticate({ method, url: `${publicUrl}${raw.url ?? '/'}`, headers, scope });
    if (!caller.scopes.has(scope)) throw new InsufficientScope(scope, schemeOf(headers.authorization));
    callers.set(request, caller);
    const turn = quotas.admit(caller.organizationNumber, request, reply);
    if (turn !== undefined) await turn;
  }

  app.addHook('onRequest', async (request, reply) => {
    try {
      await authorize(request, reply);
    } catch (refused) {
      await answerLate(refused);
      throw refused;
    }
  });
}

/** The caller of a request, or undefined on an open route. */
export function findCaller(request: FastifyRequest): Caller | undefined {
  return callers.get(request);
}

function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error(`${request.routeOptions.url ?? request.url} is open: it has no caller`);
  return caller;
}

function schemeOf(authorization: string | undefined): 'Bearer' | 'DPoP' {
  return authorization?.slice(0, 'DPoP '.length).toLowerCase() === 'dpop ' ? 'DPoP' : 'Bearer';
}
