import type { OutboundDelivery, Outcome, Transport } from './transport.ts';

const timeoutDefaultMs = 60_000;

/** Said as a reason when the process stops: no fault of the partner's. */
export const stoppingReason = 'stopping';

/** Longest that one attempt of any of these may take. */
export function longestAttemptMs(transports: Iterable<Transport>): number {
  return Math.max(timeoutDefaultMs, ...[...transports].map(({ timeoutMs = timeoutDefaultMs }) => timeoutMs));
}

/** One attempt under way: how it went, known at the latest when its time is up; and when the transport has let go of it. */
export interface Attempt {
  readonly outcome: Promise<Outcome>;
  readonly isOver: Promise<void>;
}

/**
 * Makes one attempt. A transport that does not heed its signal is not waited for; until it lets go, its place stays
 * taken. Neither promise rejects: what is thrown is a failure that is tried again.
 */
export function startAttempt(transport: Transport, delivery: OutboundDelivery, stopping: AbortSignal): Attempt {
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort('timed-out'), transport.timeoutMs ?? timeoutDefaultMs);
  const stop = () => ended.abort(stoppingReason);
  stopping.addEventListener('abort', stop);

  const pushed = pushSafely(transport, delivery, ended.signal);
  const isEnded = new Promise<Outcome>((resolve) => {
    ended.signal.addEventListener('abort', () => resolve({ kind: 'failed', reason: String(ended.signal.reason) }));
  });
  const outcome = Promise.race([pushed, isEnded]).finally(() => {
    clearTimeout(timer);
    stopping.removeEventListener('abort', stop);
  });
  return { outcome, isOver: pushed.then(() => undefined) };
}

async function pushSafely(transport: Transport, delivery: OutboundDelivery, signal: AbortSignal): Promise<Outcome> {
  try {
    return await transport.deliver(delivery, signal);
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

/** A code or a class of errors; never its text, which may repeat what stood in the document or in an address. */
function reasonOf(error: unknown): string {
  const { code, name, cause } = error as { code?: unknown; name?: unknown; cause?: { code?: unknown } };
  const reason = [code, cause?.code, name].find((known) => typeof known === 'string' && /^[\w.-]{1,60}$/.test(known));
  return typeof reason === 'string' ? reason : 'unknown';
}
