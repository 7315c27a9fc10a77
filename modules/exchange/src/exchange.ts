import type { AddressRegister } from '@samband/address-register';
import type { Database } from '@samband/db';
import { createAccept } from './accept.ts';
import { createAnswer } from './answer.ts';
import { createDeadlines, type Limits } from './deadlines.ts';
import { createFeedBell } from './feed-bell.ts';
import { createFollow } from './follow.ts';
import { createLedger } from './ledger.ts';
import { findFeedEnd } from './notification.ts';
import { createReading } from './reading.ts';
import { createTrace } from './trace.ts';

export interface ExchangeOptions {
  readonly database: Database;
  readonly register: AddressRegister;
  readonly now?: () => Date;
  /** How many writes may wait for a commit before new ones are asked to come back. */
  readonly waitingMax?: number;
  /** How long each leg may stay open, where it is not what the national standards set. */
  readonly limits?: Partial<Limits>;
}

export type Exchange = ReturnType<typeof createExchange>;

/** The exchange: what comes in, where it goes, what is answered, and the evidence of each step. */
export function createExchange({
  database,
  register,
  now = () => new Date(),
  waitingMax = 2_000,
  limits,
}: ExchangeOptions) {
  const ledger = createLedger(database, waitingMax);
  const deadlines = createDeadlines(limits);
  const accept = createAccept(ledger, register, now);
  const reading = createReading(ledger, register, now, deadlines);
  const answer = createAnswer(ledger, register, reading, accept, now);
  const follow = createFollow(ledger, register, createFeedBell(database));
  const { trace, traceWithRefusals } = createTrace(ledger, register, now, deadlines);
  const { getMessage, readBusinessDocument, markDownloaded, getStatuses, notifications } = reading;

  return {
    accept,
    notifications,
    follow,
    /** The offset of the newest entry of the feed, of whomever: where somebody begins who wants only what is new. */
    feedEnd: () => findFeedEnd(database),
    getMessage,
    readBusinessDocument,
    markDownloaded,
    answer,
    getStatuses,
    trace,
    traceWithRefusals,
  };
}
