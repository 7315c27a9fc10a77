import type { FastifyInstance } from 'fastify';

export interface RunningHandlers {
  /** Settles when no handler runs any more. */
  allEnded(): Promise<void>;
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
      return result;
    };
  });
  return {
    async allEnded() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
