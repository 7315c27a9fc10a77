import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Lifecycle } from './lifecycle.ts';
import type { RequestWatch } from './request-watch.ts';
import type { RunningHandlers } from './running-handlers.ts';

export interface StopOptions {
  /** How long what was accepted may take to finish. */
  shutdownGraceMs: number;
  /** How long /readyz says no before new requests are refused, for a load balancer to notice. */
  drainDelayMs: number;
}

/**
 * Makes the stop: /readyz says no; then nothing new is taken, neither connections nor requests on open ones; what was
 * accepted finishes, also where its caller has gone; what has not finished within the grace is cut off. Calling it again waits for the same stop.
 */
export function createGracefulStop(
  app: FastifyInstance,
  lifecycle: Lifecycle,
  watch: RequestWatch,
  handlers: RunningHandlers,
  options: StopOptions,
): () => Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    if (lifecycle.isRefusing() && !reply.raw.headersSent) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async () => {
    // An answer that had left its head before the stop keeps its connection open: close it once it is idle.
    if (lifecycle.isRefusing()) setImmediate(() => app.server.closeIdleConnections());
  });
  const closeUnused = followUnused(app.server);
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= stop(app, lifecycle, watch, { closeUnused, handlers, ...options });
    return stopped;
  };
}

async function stop(
  app: FastifyInstance,
  lifecycle: Lifecycle,
  watch: RequestWatch,
  options: StopOptions & { closeUnused: () => void; handlers: RunningHandlers },
): Promise<void> {
  lifecycle.beginStop();
  if (options.drainDelayMs > 0) await pause(options.drainDelayMs);
  lifecycle.beginRefusal();
  options.closeUnused();
  const { promise: graceIsOver, resolve: endGrace } = Promise.withResolvers<void>();
  const cutOff = setTimeout(() => {
    app.log.warn({ requests: watch.inFlight() }, 'the grace of the stop is over: unfinished requests are cut off');
    app.server.closeAllConnections();
    endGrace();
  }, options.shutdownGraceMs);
  try {
    await app.close();
    await Promise.race([options.handlers.allEnded(), graceIsOver]);
  } finally {
    clearTimeout(cutOff);
  }
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

/** Connections on which nothing has come yet: to Node they are not idle, and they would hold up the stop. */
function followUnused(server: Server): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  };
}
