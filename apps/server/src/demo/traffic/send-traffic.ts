import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@samband/log';
import { type Examples, readExamples } from './letters.ts';
import { type PlannedLetter, planLetter } from './plan.ts';
import { type LetterSender, sendLetter } from './send-letter.ts';

export interface TrafficOptions {
  /** The journal systems' ways into the network, by the HER-id of their organisation. */
  readonly networks: ReadonlyMap<number, LetterSender>;
  /** More than 0. */
  readonly messagesPerMinute: number;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Whoever has just started the network reads first what it prints. */
const quietAtFirstMs = 4_000;
const minuteMs = 60_000;

/**
 * The everyday mix at a steady rate, until the signal is aborted; never throws. What cannot be sent is told and left: the
 * day goes on with the next letter.
 */
export async function sendTraffic({ networks, messagesPerMinute, log, signal }: TrafficOptions): Promise<void> {
  try {
    await sleep(quietAtFirstMs, undefined, { signal });
    const examples = await readExamples();
    const seed = randomInt(2 ** 31);
    for (let step = 0; ; step++) {
      const letter = planLetter(seed, step);
      const network = networks.get(letter.from.organization.herId);
      if (network) await sendOrTell(network, letter, examples, { log, signal });
      await sleep(minuteMs / messagesPerMinute, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error }, 'the everyday traffic has ended; the next start begins it again');
  }
}

async function sendOrTell(
  network: LetterSender,
  letter: PlannedLetter,
  examples: Examples,
  { log, signal }: Pick<TrafficOptions, 'log' | 'signal'>,
): Promise<void> {
  const { kind, course, from, to } = letter;
  const facts = { letter: kind, course, from: from.unit.herId, to: to.unit.herId };
  try {
    log.debug({ ...facts, ...(await sendLetter(network, letter, examples, signal)) }, 'everyday traffic');
  } catch (error) {
    signal.throwIfAborted();
    log.warn({ err: error, ...facts }, 'a letter of the everyday traffic was not sent');
  }
}
