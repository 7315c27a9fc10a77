import { Readable } from 'node:stream';
import type { Metrics } from '@samband/telemetry';
import type { FastifyInstance, FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import { findCaller } from '../authorization.ts';
import { BodyTooLarge, RequestTimedOut } from '../errors.ts';
import { afterRequest } from '../running-handlers.ts';
import { type ByteBudget, createByteBudget, type Lease } from './byte-budget.ts';
import { createLargeText, type LargeText } from './large-text.ts';
import { createTextExtractor, type TextExtractor } from './text-extractor.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * The field of the JSON body that may be a large text, such as a document in base64. Where the body is large it is
     * taken out while it arrives: the handler finds a stand-in in the body and the text by `largeTextOf(request)`.
     */
    largeText?: string;
  }
}

/** Up to here a body is read, parsed and checked as a whole: that takes about as long as one turn of the event loop may. */
export const LARGE_BODY_BYTES = 256 * 1024;

export interface LargeBodyOptions {
  /** Bytes of large bodies that are on their way through at most. */
  largeBodiesMaxBytes: number;
  /** How long a large body may wait, unread, for others to be through. */
  largeBodyWaitMaxMs: number;
  /** How long a large body may hold its memory without a byte of it coming. */
  largeBodyStallMaxMs: number;
  /** How fast a large body must come, in the long run. */
  largeBodyPaceMinBytesPerS: number;
}

const leases = new WeakMap<FastifyRequest, Lease>();
const texts = new WeakMap<FastifyRequest, LargeText>();

/** The text that was taken out of a large body; undefined where the body is whole. */
export function largeTextOf(request: FastifyRequest): LargeText | undefined {
  return texts.get(request);
}

/**
 * Lets a body of tens of megabytes through without holding up anybody else: its memory is lent before it is read, its
 * large text is taken out as it arrives, and what is left is parsed and checked like any other body. A body whose length
 * is not told is counted as it comes. Stands after authorization: nothing is lent to strangers.
 */
export function takeLargeBodies(app: FastifyInstance, options: LargeBodyOptions, metrics: Metrics): void {
  const budget = createByteBudget({ bytesMax: options.largeBodiesMaxBytes, waitMaxMs: options.largeBodyWaitMaxMs });
  metrics.gaugeOf('http_large_bodies_bytes', 'Bytes lent to large bodies on their way through', budget.lentBytes);
  const lend = (request: FastifyRequest, reply: FastifyReply) => lendFor(request, reply, budget);
  const takeOut = (request: FastifyRequest, _reply: FastifyReply, payload: RequestPayload) =>
    takeTextOut(request, payload, options);
  app.addHook('onRoute', (route) => {
    if (route.config?.largeText === undefined) return;
    route.onRequest = [route.onRequest ?? [], lend].flat();
    route.preParsing = [route.preParsing ?? [], takeOut].flat();
  });
}

async function lendFor(request: FastifyRequest, reply: FastifyReply, budget: ByteBudget): Promise<void> {
  if (!isLarge(request)) return;
  const length = Number(request.headers['content-length'] ?? 0);
  const { bodyLimit } = request.routeOptions;
  if (length > bodyLimit) throw new BodyTooLarge(bodyLimit);
  const lease = await budget.take(findCaller(request)?.organizationNumber ?? '', length);
  leases.set(request, lease);
  afterRequest(request, reply, lease.release);
}

async function takeTextOut(request: FastifyRequest, payload: RequestPayload, limits: LargeBodyOptions) {
  const { largeText } = request.routeOptions.config;
  if (largeText === undefined || !leases.has(request)) return payload;
  return extract(request, atPace(payload as Readable, limits), payload as Readable, largeText);
}

/** A length that is not told may be any. */
function isLarge({ headers }: FastifyRequest): boolean {
  const length = headers['content-length'];
  return length === undefined ? headers['transfer-encoding'] !== undefined : Number(length) > LARGE_BODY_BYTES;
}

/** Reads the body, and gives what is left of it without the large text, for the parser. */
async function extract(
  request: FastifyRequest,
  chunks: AsyncIterable<Buffer>,
  payload: Readable,
  field: string,
): Promise<Readable> {
  const extractor = createTextExtractor(field);
  let received: number;
  try {
    received = await readInto(extractor, request, chunks);
  } catch (error) {
    payload.resume(); // the rest goes nowhere, but its sender must get as far as to the answer
    throw error;
  }
  const { rest, text } = extractor.end();
  if (text !== undefined) texts.set(request, createLargeText(text));
  return Object.assign(Readable.from([rest], { objectMode: false }), { receivedEncodedLength: received });
}

/**
 * The chunks as they come, as long as they come fast enough. What comes buys time, at the least pace and up to the
 * longest stall: a pause is forgiven, a drip is not. Only waiting counts, not our own work between. Errors:
 * RequestTimedOut.
 */
async function* atPace(
  payload: Readable,
  { largeBodyStallMaxMs: stallMaxMs, largeBodyPaceMinBytesPerS: paceMin }: LargeBodyOptions,
): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<Buffer> = payload.iterator({ destroyOnReturn: false });
  let isWaiting = false;
  let leftMs = stallMaxMs;
  try {
    for (;;) {
      isWaiting = true;
      const since = performance.now();
      const next = await inTime(chunks.next(), leftMs);
      isWaiting = false;
      if (next.done === true) return;
      const boughtMs = (next.value.length * 1_000) / paceMin;
      leftMs = Math.min(stallMaxMs, leftMs - (performance.now() - since) + boughtMs);
      yield next.value;
    }
  } finally {
    // It lets go of the payload, so that the rest can be thrown away; while it waits it would do so only afterwards.
    if (!isWaiting) await chunks.return?.();
  }
}

function inTime<Result>(work: Promise<Result>, timeMaxMs: number): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new RequestTimedOut()), timeMaxMs);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function readInto(
  extractor: TextExtractor,
  request: FastifyRequest,
  chunks: AsyncIterable<Buffer>,
): Promise<number> {
  const lease = leases.get(request);
  const { bodyLimit } = request.routeOptions;
  const isCounted = request.headers['content-length'] === undefined;
  let received = 0;
  for await (const chunk of chunks) {
    received += chunk.length;
    if (received > bodyLimit) throw new BodyTooLarge(bodyLimit);
    if (isCounted) lease?.grow(chunk.length);
    extractor.write(chunk);
  }
  return received;
}
