import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { asDriverFailure } from './driver-failure.ts';

/** Emitted by a client whose server turned out to be read-only. */
export const READ_ONLY = Symbol('read-only');

type AnyFunction = (...given: unknown[]) => unknown;
type Release = (error?: unknown) => void;

const WAITING_CHECK_EVERY_MS = 5;

/**
 * `pg`'s client, with two differences: its failures are {@link DatabaseUnavailable} where the database could not serve,
 * and a connection whose statement went unanswered is destroyed, where `pg` would let the next statement wait behind it.
 */
export class SambandClient extends pg.Client {
  /** The connection is of no more use: `pg` knows that only when the socket has closed, some turns of the loop later. */
  isBroken = false;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as AnyFunction;
    this.query = ((...given: unknown[]) => {
      const answer = query(...given);
      return answer instanceof Promise ? answer.catch((error: unknown) => this.#fail(error)) : answer;
    }) as pg.Client['query'];
  }

  #fail(error: unknown): never {
    const failure = asDriverFailure(error, 'statement');
    if (failure instanceof DatabaseUnavailable) {
      const { reason, outcome } = failure;
      this.isBroken ||= reason === 'connection' || reason === 'read-only' || outcome === 'unknown';
      if (reason === 'timeout' && outcome === 'unknown') destroyConnection(this);
      if (reason === 'read-only') this.emit(READ_ONLY);
    }
    throw failure;
  }
}

/** `pg`'s pool of such clients. It takes no broken one back, and it closes in order. */
export class SambandPool extends pg.Pool {
  #isClosing = false;

  constructor(config: pg.PoolConfig) {
    super({ ...config, Client: SambandClient });
    const connect = this.connect.bind(this) as AnyFunction;
    const query = this.query.bind(this) as AnyFunction;
    this.connect = ((callback?: (error: unknown, client?: unknown, done?: unknown) => void) => {
      const client = this.#isClosing ? Promise.reject(isClosed()) : (connect() as Promise<pg.PoolClient>);
      const safe = client.then(withSafeRelease, rethrowFrom('connect'));
      if (!callback) return safe;
      return safe.then((got) => callback(undefined, got, got.release), callback);
    }) as pg.Pool['connect'];
    this.query = ((...given: unknown[]) => {
      const answer = query(...given);
      return answer instanceof Promise ? answer.catch(rethrowFrom('statement')) : answer;
    }) as pg.Pool['query'];
  }

  /** Refuses new callers, serves those who wait (which `end` alone would forget), and ends; false when the time is up. */
  async endWithin(timeoutMs: number): Promise<boolean> {
    this.#isClosing = true;
    const deadline = performance.now() + timeoutMs;
    while (this.waitingCount > 0 && performance.now() < deadline) await delay(WAITING_CHECK_EVERY_MS);
    const timer = new AbortController();
    const timeUp = delay(Math.max(0, deadline - performance.now()), false, { signal: timer.signal }).catch(() => false);
    const isEnded = await Promise.race([this.end().then(() => true), timeUp]);
    timer.abort();
    return isEnded;
  }
}

function withSafeRelease(client: pg.PoolClient): pg.PoolClient {
  const release = client.release as Release;
  client.release = (error?: unknown) => release(error || (client as unknown as SambandClient).isBroken);
  return client;
}

function isClosed(): DatabaseUnavailable {
  return new DatabaseUnavailable('connection', 'not-done', new Error('the pool is closed'));
}

function rethrowFrom(during: 'connect' | 'statement'): (error: unknown) => never {
  return (error) => {
    throw asDriverFailure(error, during);
  };
}

/** Cuts the socket at once; what is under way on it fails. (`end()` would wait for it.) */
export function destroyConnection(client: pg.ClientBase): void {
  const { connection } = client as unknown as { connection?: { stream?: { destroy(): void } } };
  connection?.stream?.destroy();
}
