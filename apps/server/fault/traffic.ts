import { openReceivingJournal, type ReceivingJournal } from './receiving-journal.ts';
import { openSendingJournal, type SendingJournal } from './sending-journal.ts';
import type { TrialNetwork } from './trial-network.ts';

/** Everyday traffic while something is broken: each sender has its receiver, and both keep a ledger of their own. */
export interface Traffic {
  readonly senders: readonly SendingJournal[];
  readonly receivers: readonly ReceivingJournal[];
  /** The first moment, on performance.now, at which a letter sent after `momentMs` was accepted. */
  acceptedAgainMs(momentMs: number): number | undefined;
  accepted(): number;
  /** Sends nothing new, and settles when everything on the way has arrived and is answered. */
  finish(): Promise<void>;
}

export function startTraffic(network: TrialNetwork, lanesOfSender: number): Traffic {
  const stopSending = new AbortController();
  const stopReceiving = new AbortController();
  const pairs = network.senders.map((party, index) => {
    const receiver = network.receivers[index];
    if (!receiver) throw new Error('each sender needs a receiver');
    return {
      sender: openSendingJournal(network.url, party, receiver),
      receiver: openReceivingJournal(network.url, receiver),
    };
  });
  const sending = Promise.all(pairs.map(({ sender }) => sender.run(lanesOfSender, stopSending.signal)));
  const receiving = Promise.all(pairs.map(({ receiver }) => receiver.run(stopReceiving.signal)));
  // A failure is told by finish(); until then nobody listens.
  for (const work of [sending, receiving]) work.catch(() => undefined);
  const senders = pairs.map(({ sender }) => sender);
  return {
    senders,
    receivers: pairs.map(({ receiver }) => receiver),
    acceptedAgainMs(momentMs) {
      const moments = senders
        .map((sender) => sender.lastAcceptedSince(momentMs))
        .filter((moment) => moment !== undefined);
      return moments.length > 0 ? Math.min(...moments) : undefined;
    },
    accepted: () => senders.reduce((sum, { accepted }) => sum + accepted.size, 0),
    async finish() {
      stopSending.abort();
      await sending;
      stopReceiving.abort();
      await receiving;
    },
  };
}
