import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { isDomainError } from '@samband/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { leavePlace } from './quota/quotas.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborted when the server takes nothing new any more: what would go on for ever must end now. */
    refusal: AbortSignal;
  }
}

/** What a producer writes to. */
export interface EventStream {
  /**
   * Sends one event; settles when the client's connection takes more, so whoever waits for it keeps step with a slow
   * reader. Data that is no text goes as JSON. Rejects with the signal's reason when the stream has ended.
   */
  send(event: string, data: unknown, id?: string | number): Promise<void>;
  /** Aborted when the client has gone, the server stops or the stream has lasted its time. */
  readonly signal: AbortSignal;
}

export interface EventStreamOptions {
  /** How often a comment is sent while nothing happens, so that nobody on the way takes the line for dead. */
  heartbeatMs?: number;
  /** After this the stream ends and the client comes back, with a token of today and perhaps to another node. */
  durationMaxMs?: number;
}

const DEFAULTS = { heartbeatMs: 15_000, durationMaxMs: 3_600_000 };

/** For buffering proxies and those who compress: each event goes on as it comes. */
const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
} as const;

/** Makes a stop of the server known to its streams. */
export function announceRefusal(app: FastifyInstance, refusal: AbortSignal): void {
  app.decorate('refusal', refusal);
}

/**
 * Answers with server-sent events (WHATWG HTML §9.2) as long as `produce` runs. The handler returns or awaits the
 * promise; it settles when the stream has ended. Refuse before calling it: after that the status is 200. The time limit
 * on an answer does not apply; a client that reads nothing is cut off by the limit on a silent connection.
 */
export async function eventStream(
  request: FastifyRequest,
  reply: FastifyReply,
  produce: (stream: EventStream) => Promise<void>,
  options: EventStreamOptions = {},
): Promise<void> {
  const { heartbeatMs, durationMaxMs } = { ...DEFAULTS, ...options };
  leavePlace(request);
  const response = openStream(reply);
  const ending = new AbortController();
  const { signal } = ending;
  const end = () => ending.abort();
  const heartbeat = setInterval(() => beat(response), heartbeatMs);
  const limit = setTimeout(end, durationMaxMs);
  const { refusal } = request.server;
  refusal.addEventListener('abort', end, { once: true });
  response.once('close', end);
  if (refusal.aborted) end();
  try {
    await produce({ signal, send: async (event, data, id) => write(response, frame(event, data, id), signal) });
  } catch (error) {
    // What breaks off because the stream has ended is no failure.
    if (!signal.aborted) request.log.error({ err: error, expected: isDomainError(error) }, 'an event stream broke off');
  } finally {
    clearInterval(heartbeat);
    clearTimeout(limit);
    refusal.removeEventListener('abort', end);
    response.end();
  }
}

function openStream(reply: FastifyReply): ServerResponse {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...HEADERS });
  raw.flushHeaders();
  return raw;
}

/** Only into an empty pipe: where data waits, the line is not silent, and comments would only pile up. */
function beat(response: ServerResponse): void {
  if (!response.writableNeedDrain && !response.writableEnded) response.write(':\n\n');
}

async function write(response: ServerResponse, text: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (!response.write(text)) await once(response, 'drain', { signal });
}

/** One event on the wire. A line break in its name or id would begin another field, so it cannot stand there. */
function frame(event: string, data: unknown, id: string | number | undefined): string {
  if (/[\r\n\0]/.test(`${event}${id ?? ''}`)) throw new TypeError('the name or id of an event holds a line break');
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  const lines = text.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\n${lines.join('')}\n`;
}
