import type { AddressRegister } from '@samband/address-register';
import type { Database } from '@samband/db';
import type { Logger } from '@samband/log';
import type { Metrics } from '@samband/telemetry';
import { createAccept } from './accept.ts';
import { createAcknowledging } from './acknowledge.ts';
import { createAnswer } from './answer.ts';
import { type Background, type BackgroundOptions, startBackground } from './background.ts';
import { createDeadlines, type Limits } from './deadlines.ts';
import { createDeliverer } from './deliver.ts';
import { createDocumentWork } from './document-work.ts';
import { createFeedBell } from './feed-bell.ts';
import { createFollow } from './follow.ts';
import { createLedger } from './ledger.ts';
import { findFeedEnd } from './notification.ts';
import { createObserver } from './observer.ts';
import { createOverdue } from './overdue.ts';
import { createReading } from './reading.ts';
import { createRetention } from './retention.ts';
import { createTransportFor } from './route.ts';
import { createTrace } from './trace.ts';
import type { Transport } from './transport.ts';
import { createWatch } from './watch.ts';

export interface ExchangeOptions {
  readonly database: Database;
  readonly register: AddressRegister;
  readonly now?: () => Date;
  /** How many writes may wait for a commit before new ones are asked to come back. */
  readonly waitingMax?: number;
  /** How long each leg may stay open, where it is not what the national standards set. */
  readonly limits?: Partial<Limits>;
  /** The ways to push what is not fetched, by the names that the register's routes give them. */
  readonly transports?: readonly Transport[];
  readonly log?: Logger;
  readonly metrics?: Metrics;
}

export type Exchange = ReturnType<typeof createExchange>;

/** The exchange: what comes in, where it goes, what is answered, and the evidence of each step. */
export function createExchange({
  database,
  register,
  now = () => new Date(),
  waitingMax = 2_000,
  limits,
  transports = [],
  log,
  metrics,
}: ExchangeOptions) {
  const ledger = createLedger(database, waitingMax);
  const deadlines = createDeadlines(limits);
  const work = createDocumentWork();
  const accept = createAccept(ledger, register, work, now, deadlines, createTransportFor(transports));
  const reading = createReading(ledger, register, now, deadlines);
  const answer = createAnswer(ledger, register, reading, accept, work, now);
  const follow = createFollow(ledger, register, createFeedBell(database));
  const observer = createObserver(log, metrics);
  const stopping = new AbortController();
  const acknowledging = createAcknowledging(ledger, now);
  const deliverer = createDeliverer(ledger, transports, acknowledging, now, observer, stopping.signal);
  const watch = createWatch(ledger, deadlines, now, observer);
  const { overdue, overdueSummary } = createOverdue(database, register, now);
  const { trace, traceWithRefusals } = createTrace(ledger, register, now, deadlines);
  const { getMessage, readBusinessDocument, openBusinessDocument, markDownloaded, getStatuses, notifications } =
    reading;

  return {
    accept,
    notifications,
    follow,
    /** The offset of the newest entry of the feed, of whomever: where somebody begins who wants only what is new. */
    feedEnd: () => findFeedEnd(database),
    getMessage,
    readBusinessDocument,
    openBusinessDocument,
    markDownloaded,
    answer,
    acknowledge: acknowledging.acknowledge,
    getStatuses,
    overdue,
    overdueSummary,
    trace,
    traceWithRefusals,
    retention: createRetention(database, now),
    /** Starts to deliver and to watch the deadlines, until it is stopped; once in a process. */
    start: (options?: BackgroundOptions): Background => startBackground(deliverer, watch, observer, stopping, options),
    /** One step of delivering: starts what is due, and gives the promises of what was started. */
    deliverDue: deliverer.takeDue,
    /** One step of the watch, without waiting for answers that may be on their way. */
    async watchDeadlines(): Promise<void> {
      await watch.follow(await watch.newest());
      await watch.tellOverdue();
      await watch.tidy();
    },
  };
}
