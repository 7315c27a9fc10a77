import { setTimeout as delay } from 'node:timers/promises';
import { MAIL_MAX_BYTES } from '../smtp/create-smtp-listener.ts';
import { MailMemory } from './mail-memory.ts';
import { type PollOptions, type PollResult, pollMailbox } from './poll-mailbox.ts';

export type MailboxPollerOptions = Omit<PollOptions, 'batchSize' | 'sizeMaxBytes'> & {
  readonly batchSize?: number;
  readonly sizeMaxBytes?: number;
  /** Pause between two looks; while whole batches come, there is none. */
  readonly intervalMs: number;
  readonly now?: () => number;
};

export type MailboxPoller = {
  /** Begins to look again and again. */
  start(): void;
  /** Looks once, now; a look that is under way is waited for first. Throws Pop3Failed. */
  poll(): Promise<PollResult>;
  /** Ends when the look under way, if any, is done. */
  stop(): Promise<void>;
};

const BATCH_SIZE = 10;
const PAUSE_MAX_MS = 900_000;

/** Fetches mail from a mailbox on another server by POP3 (RFC 1939). A server that fails is asked less and less often. */
export function createMailboxPoller(given: MailboxPollerOptions): MailboxPoller {
  const options = { batchSize: BATCH_SIZE, sizeMaxBytes: MAIL_MAX_BYTES, ...given };
  const memory = new MailMemory(options.now);
  const stopping = new AbortController();
  let looking: Promise<unknown> = Promise.resolve();
  let running: Promise<void> | undefined;

  const poll = () => {
    const look = looking.then(() => pollMailbox(options, memory));
    looking = look.catch(() => undefined);
    return look;
  };

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      let pauseMs = options.intervalMs;
      try {
        const { taken } = await poll();
        failures = 0;
        if (taken === options.batchSize) pauseMs = 0;
      } catch (error) {
        options.log?.warn({ err: error }, 'the mailbox could not be looked into');
        failures = Math.min(failures + 1, 20);
        pauseMs = Math.min(options.intervalMs * 2 ** failures, Math.max(PAUSE_MAX_MS, options.intervalMs));
      }
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  return {
    start() {
      running ??= run();
    },
    poll,
    async stop() {
      stopping.abort();
      await running;
      await looking;
    },
  };
}
