import type { AddressRegister } from '@samband/address-register';
import type { Database } from '@samband/db';
import { createAccept } from './accept.ts';
import { createAnswer } from './answer.ts';
import { createFeedBell } from './feed-bell.ts';
import { createFollow } from './follow.ts';
import { createLedger } from './ledger.ts';
import { createReading } from './reading.ts';
import { createTrace } from './trace.ts';

export interface ExchangeOptions {
  readonly database: Database;
  readonly register: AddressRegister;
  readonly now?: () => Date;
  /** How many writes may wait for a commit before new ones are asked to come back. */
  readonly waitingMax?: number;
}

export type Exchange = ReturnType<typeof createExchange>;

/** The exchange: what comes in, where it goes, what is answered, and the evidence of each step. */
export function createExchange({ database, register, now = () => new Date(), waitingMax = 2_000 }: ExchangeOptions) {
  const ledger = createLedger(database, waitingMax);
  const accept = createAccept(ledger, register, now);
  const reading = createReading(ledger, register, now);
  const answer = createAnswer(ledger, register, reading, accept, now);
  const follow = createFollow(database, register, createFeedBell(database));
  const { trace, traceWithRefusals } = createTrace(ledger, register, now);
  const { getMessage, readBusinessDocument, markDownloaded, getStatuses, notifications } = reading;

  return {
    accept,
    notifications,
    follow,
    getMessage,
    readBusinessDocument,
    markDownloaded,
    answer,
    getStatuses,
    trace,
    traceWithRefusals,
  };
}
