import { recentlyUsed } from '../recently-used.ts';
import type { Term } from './answer.ts';
import type { RevocationCache } from './revocation-cache.ts';
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
  /** Where answers lie over a restart; in memory alone without it. */
  readonly cache?: RevocationCache | undefined;
}

/** Where an answer comes from. Both check it whole, and throw `SourceFailed`. */
export interface AnswerSource<Answer> {
  ask(): Promise<{ readonly answer: Answer; readonly bytes: Uint8Array }>;
  /** What came from here before and was kept: it may have run out, and whoever can write there may have changed it. */
  readKept(bytes: Uint8Array): Answer;
}

interface Entry<Answer> {
  answer: Answer | undefined;
  askedAt: Date | undefined;
  failure: SourceFailure | undefined;
  failedAt: Date | undefined;
  firstFailedAt: Date | undefined;
  asking: Promise<void> | undefined;
  restoring: Promise<void> | undefined;
}

export interface KeptAnswers<Answer> {
  /** What is kept under `key`, asked for where nothing that holds is kept. Whoever comes meanwhile waits for the same. */
  get(key: string, source: AnswerSource<Answer>): Promise<Kept<Answer>>;
}

/**
 * Answers that are used for as long as they hold, and renewed behind the callers' backs before they no longer do. Once
 * had, nobody waits for them again while the source can be reached.
 */
export function createKeptAnswers<Answer extends Term>(options: KeptAnswersOptions): KeptAnswers<Answer> {
  const entries = recentlyUsed<Entry<Answer>>(options.sizeMax);
  const { now, cache } = options;

  /** What was kept before a restart, with no time at which it was asked for: it serves, and is renewed at once. */
  async function restore(entry: Entry<Answer>, key: string, source: AnswerSource<Answer>): Promise<void> {
    try {
      const bytes = await cache?.get(key);
      if (bytes) entry.answer = source.readKept(bytes);
    } catch {
      // What does not verify was never kept: the issuer is asked.
    } finally {
      entry.restoring = undefined;
    }
  }

  async function askOnce(entry: Entry<Answer>, key: string, source: AnswerSource<Answer>): Promise<void> {
    try {
      const { answer, bytes } = await source.ask();
      // An older list than the one we have would bring revoked certificates back.
      if (!entry.answer || answer.thisUpdate >= entry.answer.thisUpdate) {
        entry.answer = answer;
        void cache?.put(key, bytes);
      }
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

  function begin(key: string, source: AnswerSource<Answer>): Entry<Answer> {
    const entry = entries.set(key, emptyEntry());
    if (cache) entry.restoring = restore(entry, key, source);
    return entry;
  }

  const isPast = (time: Date | undefined, ms: number) => !time || now().getTime() >= time.getTime() + ms;
  const mayAsk = ({ asking, askedAt, failedAt }: Entry<Answer>) =>
    !asking && isPast(askedAt, options.retryAfterMs) && isPast(failedAt, options.retryAfterMs);
  const isCurrent = ({ answer }: Entry<Answer>) => answer !== undefined && answer.nextUpdate > now();

  return {
    async get(key, source) {
      const entry = entries.get(key) ?? begin(key, source);
      if (entry.restoring) await entry.restoring;
      const isDue = !isCurrent(entry) || isPast(entry.askedAt, options.renewAfterMs) || isHalfWayThrough(entry, now());
      if (isDue && mayAsk(entry)) entry.asking = askOnce(entry, key, source);
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
      restoring: nothing,
    },
  };
}
