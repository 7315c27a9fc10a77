import pg from 'pg';
import { asDriverFailure } from './driver-failure.ts';

type Callback = (error: unknown, ...rest: unknown[]) => void;
type AnyFunction = (...given: unknown[]) => unknown;

/**
 * `pg`'s client, with two differences: its failures are {@link DatabaseUnavailable} where the database could not serve,
 * and a connection whose statement went unanswered is destroyed, where `pg` would let the next statement wait behind it.
 */
export class SambandClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as AnyFunction;
    this.query = ((...given: unknown[]) => {
      const answer = query(...given);
      return answer instanceof Promise ? answer.catch((error: unknown) => this.#fail(error)) : answer;
    }) as pg.Client['query'];
  }

  #fail(error: unknown): never {
    if (error instanceof Error && error.message === 'Query read timeout') destroyConnection(this);
    throw asDriverFailure(error, 'statement');
  }
}

/** `pg`'s pool with failures as in {@link SambandClient}, also of getting a connection. */
export class SambandPool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super(config);
    const connect = this.connect.bind(this) as AnyFunction;
    const query = this.query.bind(this) as AnyFunction;
    this.connect = ((callback?: Callback) => {
      if (!callback) return (connect() as Promise<unknown>).catch(rethrowFrom('connect'));
      return connect((error: unknown, ...rest: unknown[]) =>
        callback(error && asDriverFailure(error, 'connect'), ...rest),
      );
    }) as pg.Pool['connect'];
    this.query = ((...given: unknown[]) => {
      const answer = query(...given);
      return answer instanceof Promise ? answer.catch(rethrowFrom('statement')) : answer;
    }) as pg.Pool['query'];
  }
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
