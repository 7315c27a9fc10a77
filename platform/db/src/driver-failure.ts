import pg from 'pg';
import { DatabaseUnavailable, type UnavailableReason } from './database-unavailable.ts';

/**
 * SQLSTATEs (PostgreSQL appendix A) by which the server says that the statement was rolled back and that waiting may
 * help. 40001 and 40P01 are not among them: {@link isContention} has them, because a transaction is worth re-running.
 */
const REFUSED_FOR_NOW: Record<string, UnavailableReason> = {
  '25006': 'read-only', // during a failover the old address answers, but may not write
  '53000': 'resources',
  '53100': 'resources', // disk full
  '53200': 'resources', // out of memory
  '53300': 'resources', // too many connections
  '53400': 'resources',
  '55P03': 'timeout', // lock_timeout
  '57014': 'timeout', // statement_timeout, or cancelled by an operator
};

/** The server ended the session; a statement that was under way may or may not have been committed. */
const SESSION_ENDED = new Set(['25P03', '25P04', '57P01', '57P02', '57P03', '57P04', '57P05']);

/** Texts of `pg` 8.23.1 and its pool, which give their own failures no code. Tests provoke each of them. */
const DRIVER_TEXTS: readonly (readonly [text: string, reason: UnavailableReason])[] = [
  ['Connection terminated', 'connection'],
  ['Client has encountered a connection error and is not queryable', 'connection'],
  ['Client was closed and is not queryable', 'connection'],
  ['Cannot use a pool after calling end on the pool', 'connection'],
  ['timeout exceeded when trying to connect', 'busy'],
  ['timeout expired', 'timeout'],
  ['Query read timeout', 'timeout'],
];

/** Failures of the driver that come before anything was sent. */
const NOTHING_SENT = /not queryable|after calling end|trying to connect/;

/** SQLSTATE of an error that the server itself answered with, else undefined (also for Node's own codes, `ECONNRESET`…). */
export function sqlStateOf(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** Serialisation failure or deadlock: rolled back by the server, and meant to be run again as a whole. */
export function isContention(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === '40001' || state === '40P01';
}

/**
 * The server's own, final word that this statement failed for what it says (a constraint, a type, a missing table…):
 * it changed nothing, and another statement may well succeed. False where the outcome is unknown and where the
 * database as a whole is in trouble.
 */
export function isStatementRefused(error: unknown): boolean {
  return sqlStateOf(error) !== undefined && asDriverFailure(error, 'statement') === error;
}

/**
 * The driver's error as a {@link DatabaseUnavailable} where the database could not serve; every other error unchanged.
 * `during` says what was tried: a failed connect has certainly done nothing.
 */
export function asDriverFailure(error: unknown, during: 'connect' | 'statement'): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseUnavailable) return error;
  const state = sqlStateOf(error);
  if (state !== undefined) return asServerFailure(error, state, during);
  const reason = reasonOfDriver(error);
  if (!reason) return error;
  const isUnsent = during === 'connect' || NOTHING_SENT.test(error.message);
  return new DatabaseUnavailable(reason, isUnsent ? 'not-done' : 'unknown', error);
}

function asServerFailure(error: Error, state: string, during: 'connect' | 'statement'): unknown {
  const reason = REFUSED_FOR_NOW[state];
  if (reason) return new DatabaseUnavailable(reason, 'not-done', error);
  if (SESSION_ENDED.has(state) || state.startsWith('08')) {
    return new DatabaseUnavailable('connection', during === 'connect' ? 'not-done' : 'unknown', error);
  }
  return error;
}

function reasonOfDriver(error: Error): UnavailableReason | undefined {
  const known = DRIVER_TEXTS.find(([text]) => error.message.startsWith(text));
  if (known) return known[1];
  return isSocketError(error) ? 'connection' : undefined;
}

/** Node's socket and name look-up errors carry the system call; an AggregateError holds one per address tried. */
function isSocketError(error: Error): boolean {
  if (error instanceof AggregateError) return error.errors.some((each) => each instanceof Error && isSocketError(each));
  const { syscall, code } = error as NodeJS.ErrnoException;
  return (
    code === 'EPIPE' ||
    code === 'ECONNRESET' ||
    (syscall !== undefined && /^(connect|read|write|getaddrinfo|shutdown)$/.test(syscall))
  );
}
