import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What a request holds of what everybody shares, and may give back while it waits for its own caller. */
export interface SharedPlace {
  stepAside(): void;
  /** Also where the place is still held. */
  comeBack(): void;
}

/** Every ordinary body and answer is through long before. */
const SLOW_AFTER_MS = 1_000;
/** What is smaller leaves at once, into the buffers of the line. */
const SLOW_ANSWER_MIN_LENGTH = 16 * 1024;

/**
 * A caller that sends its body slowly, or does not read its answer, makes only its own organisation wait: after a second
 * its place among all is given to others, and taken again when there is work to do.
 */
export function spareSlowPeers(
  app: FastifyInstance,
  placeOf: (request: FastifyRequest) => SharedPlace | undefined,
): void {
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  const stopClock = (request: FastifyRequest) => clearTimeout(timers.get(request));

  function startClock(request: FastifyRequest, reply: FastifyReply): void {
    const place = placeOf(request);
    if (place === undefined) return;
    stopClock(request);
    timers.set(request, setTimeout(place.stepAside, SLOW_AFTER_MS).unref());
    reply.raw.once('close', () => stopClock(request));
  }

  app.addHook('preParsing', (request, reply, payload, done) => {
    if (hasBody(request)) startClock(request, reply);
    done(null, payload);
  });
  app.addHook('preValidation', (request, _reply, done) => {
    stopClock(request);
    if (hasBody(request)) placeOf(request)?.comeBack();
    done();
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    if (isLong(payload)) startClock(request, reply);
    done(null, payload);
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** A stream has no length that can be told. */
function isLong(payload: unknown): boolean {
  const length = (payload as { length?: number } | null | undefined)?.length ?? (payload ? Infinity : 0);
  return length > SLOW_ANSWER_MIN_LENGTH;
}
