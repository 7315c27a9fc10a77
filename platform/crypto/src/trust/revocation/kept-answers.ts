import { recentlyUsed } from '../recently-used.ts';
import type { Term } from './answer.ts';
import { SourceFailed, type SourceFailure } from './source-failed.ts';

/** What is known from one source at one time. */
export interface Kept<Answer> {
  /** The last good one, whether it still holds or not. */
  readonly answer: Answer | undefined;
  readonly isCurrent: boolean;
  /** Why the last attempt gave nothing; undefined where it did, or where none was needed. */
  readonly failure: SourceFailure | undefined;
  /** Since when nothing that holds has been had: the end of the last good answer, or the first attempt. */
  readonly unansweredSince: Date | undefined;
}

export interface KeptAnswersOptions {
  readonly sizeMax: number;
  /** An answer this old is renewed, though it still holds: a revocation is learned of no later. */
  readonly renewAfterMs: number;
  /** How long a source is left alone after it was asked, with success or without: nobody waits for it meanwhile. */
  readonly retryAfterMs: number;
  readonly now: () => Date;
}

interface Entry<Answer> {
  answer: Answer | undefined;
  askedAt: Date | undefined;
  failure: SourceFailure | undefined;
  failedAt: Date | undefined;
  firstFailedAt: Date | undefined;
  asking: Promise<void> | undefined;
}

export interface KeptAnswers<Answer> {
  /** What is kept under `key`, asked for where nothing that holds is kept. Whoever comes meanwhile waits for the same. */
  get(key: string, ask: () => Promise<Answer>): Promise<Kept<Answer>>;
}

/**
 * Answers that are used for as long as they hold, and renewed behind the callers' backs before they no longer do. Once
 * had, nobody waits for them again while the source can be reached.
 */
export function createKeptAnswers<Answer extends Term>(options: KeptAnswersOptions): KeptAnswers<Answer> {
  const entries = recentlyUsed<Entry<Answer>>(options.sizeMax);
  const { now } = options;

  async function askOnce(entry: Entry<Answer>, ask: () => Promise<Answer>): Promise<void> {
    try {
      const answer = await ask();
      // An older list than the one we have would bring revoked certificates back.
      if (!entry.answer || answer.thisUpdate >= entry.answer.thisUpdate) entry.answer = answer;
      entry.failure = entry.failedAt = entry.firstFailedAt = undefined;
      entry.askedAt = now();
    } catch (error) {
      // Nobody waits for a renewal, so nothing may be thrown here: what bytes of others broke counts as unreadable.
      entry.failure = error instanceof SourceFailed ? error.failure : 'unreadable';
      entry.failedAt = now();
      entry.firstFailedAt ??= entry.failedAt;
    } finally {
      entry.asking = undefined;
    }
  }

  const isPast = (time: Date | undefined, ms: number) => !time || now().getTime() >= time.getTime() + ms;
  const mayAsk = ({ asking, askedAt, failedAt }: Entry<Answer>) =>
    !asking && isPast(askedAt, options.retryAfterMs) && isPast(failedAt, options.retryAfterMs);
  const isCurrent = ({ answer }: Entry<Answer>) => answer !== undefined && answer.nextUpdate > now();

  return {
    async get(key, ask) {
      const entry = entries.get(key) ?? entries.set(key, emptyEntry());
      const isDue = !isCurrent(entry) || isPast(entry.askedAt, options.renewAfterMs) || isHalfWayThrough(entry, now());
      if (isDue && mayAsk(entry)) entry.asking = askOnce(entry, ask);
      if (!isCurrent(entry)) await entry.asking;
      const { answer, failure, firstFailedAt } = entry;
      return {
        ...{ answer, failure, isCurrent: isCurrent(entry) },
        unansweredSince: isCurrent(entry) ? undefined : (answer?.nextUpdate ?? firstFailedAt),
      };
    },
  };
}

/** An answer that holds for less than `renewAfterMs` is renewed when half of what was left of it has passed. */
function isHalfWayThrough<Answer extends Term>({ answer, askedAt }: Entry<Answer>, now: Date): boolean {
  if (!answer || !askedAt) return false;
  return now.getTime() - askedAt.getTime() > (answer.nextUpdate.getTime() - askedAt.getTime()) / 2;
}

function emptyEntry<Answer>(): Entry<Answer> {
  const nothing = undefined;
  return {
    ...{
      answer: nothing,
      askedAt: nothing,
      failure: nothing,
      failedAt: nothing,
      firstFailedAt: nothing,
      asking: nothing,
    },
  };
}
