import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Lifecycle } from './lifecycle.ts';
import type { RequestWatch } from './request-watch.ts';

export interface StopOptions {
  /** How long what was accepted may take to finish. */
  shutdownGraceMs: number;
  /** How long /readyz says no before new requests are refused, for a load balancer to notice. */
  drainDelayMs: number;
}

/**
 * Makes the stop: /readyz says no; then nothing new is taken, neither connections nor requests on open ones; what was
 * accepted finishes; what has not finished within the grace is cut off. Calling it again waits for the same stop.
 */
export function createGracefulStop(
  app: FastifyInstance,
  lifecycle: Lifecycle,
  watch: RequestWatch,
  options: StopOptions,
): () => Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    if (lifecycle.isRefusing() && !reply.raw.headersSent) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async () => {
    // An answer that had left its head before the stop keeps its connection open: close it once it is idle.
    if (lifecycle.isRefusing()) setImmediate(() => app.server.closeIdleConnections());
  });
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= stop(app, lifecycle, watch, options);
    return stopped;
  };
}

async function stop(app: FastifyInstance, lifecycle: Lifecycle, watch: RequestWatch, options: StopOptions) {
  lifecycle.beginStop();
  if (options.drainDelayMs > 0) await sleep(options.drainDelayMs);
  lifecycle.beginRefusal();
  const cutOff = setTimeout(() => {
    app.log.warn({ requests: watch.inFlight() }, 'the grace of the stop is over: unfinished requests are cut off');
    app.server.closeAllConnections();
  }, options.shutdownGraceMs);
  try {
    await app.close();
  } finally {
    clearTimeout(cutOff);
  }
}
