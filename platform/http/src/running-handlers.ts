import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export interface RunningHandlers {
  /** Settles when no handler runs any more. */
  allEnded(): Promise<void>;
}

const ends = new WeakMap<FastifyRequest, Promise<unknown>>();

/** Calls `done` when the answer has left, or its caller has gone, and no work for the request goes on any more. */
export function afterRequest(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const afterWork = () => {
    const ended = ends.get(request);
    if (ended === undefined) done();
    else void ended.then(done);
  };
  if (reply.raw.destroyed) afterWork();
  else reply.raw.once('close', afterWork);
}

/**
 * Follows the handlers themselves: a caller that goes away ends its request, but not the work that it set going, and
 * what is beneath the handlers may not be taken away before they are done with it. Call it before routes are added.
 */
export function followHandlers(app: FastifyInstance): RunningHandlers {
  const running = new Set<Promise<unknown>>();
  app.addHook('onRoute', (route) => {
    const { handler } = route;
    route.handler = function followed(request, reply) {
      const result: unknown = handler.call(this, request, reply);
      if (!(result instanceof Promise)) return result;
      const ended = result.then(forget, forget);
      function forget() {
        running.delete(ended);
      }
      running.add(ended);
      ends.set(request, ended);
      return result;
    };
  });
  return {
    async allEnded() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
