import { isWithoutStream } from './no-stream.ts';
import type { NotificationCalls } from './notifications.ts';
import { backOffMs, pause } from './wait.ts';

/** Whoever follows one message of a sender, and wants to look again when something has happened to it. */
export interface MessageNews {
  /** While it is live, nothing happens that is not told: no need to look by oneself. */
  isLive(): boolean;
  /** Ends when there is news, or after that time. @throws the signal's reason */
  next(waitMaxMs: number, signal?: AbortSignal): Promise<void>;
  stop(): void;
}

export interface SenderNews {
  follow(senderHerId: number, messageId: string): MessageNews;
}

interface SenderStream {
  readonly followers: Set<Follower>;
  readonly ended: AbortController;
  isLive: boolean;
}

interface Follower {
  readonly messageId: string;
  hasNews: boolean;
  wake: () => void;
}

/** Longer than a network that restarts is away, and short beside the time that people take. */
const REOPEN_FIRST_MS = 1_000;
const REOPEN_MAX_MS = 30_000;

/**
 * One stream for each sender of which messages are followed, however many they are; none where the network has no
 * stream. A stream that has just opened wakes all, since something may have happened before; so does one that ended.
 */
export function createSenderNews(feed: Pick<NotificationCalls, 'notificationStream'>): SenderNews {
  const streams = new Map<number, SenderStream>();
  let hasStreams = true;

  async function listen(herId: number, stream: SenderStream): Promise<void> {
    const { signal } = stream.ended;
    for (let failures = 0; hasStreams; ) {
      try {
        const events = await feed.notificationStream({ herIds: [herId] }, { signal });
        if (!events) return;
        stream.isLive = true;
        wake(stream);
        for await (const { relatedMessageId } of events) wake(stream, relatedMessageId);
        failures = 0;
      } catch (thrown) {
        // Whatever is wrong is told to those who look: their own calls meet it too.
        if (isWithoutStream(thrown)) hasStreams = false;
        failures += 1;
      }
      stream.isLive = false;
      wake(stream);
      await pause(backOffMs(failures + 1, REOPEN_FIRST_MS, REOPEN_MAX_MS), signal);
    }
  }

  function open(herId: number): SenderStream {
    const stream: SenderStream = { followers: new Set(), ended: new AbortController(), isLive: false };
    streams.set(herId, stream);
    // It rejects when the last follower has left.
    listen(herId, stream).catch(() => undefined);
    return stream;
  }

  return {
    follow(senderHerId, messageId) {
      const stream = streams.get(senderHerId) ?? open(senderHerId);
      const follower: Follower = { messageId, hasNews: false, wake: () => undefined };
      stream.followers.add(follower);
      return {
        isLive: () => stream.isLive,
        next: (waitMaxMs, signal) => nextOf(follower, waitMaxMs, signal),
        stop() {
          stream.followers.delete(follower);
          if (stream.followers.size > 0) return;
          stream.ended.abort();
          if (streams.get(senderHerId) === stream) streams.delete(senderHerId);
        },
      };
    },
  };
}

/** Without an id: all of them. */
function wake({ followers }: SenderStream, messageId?: string): void {
  for (const follower of followers) {
    if (messageId !== undefined && follower.messageId !== messageId) continue;
    follower.hasNews = true;
    follower.wake();
  }
}

/** What came while nobody waited counts too. */
async function nextOf(follower: Follower, waitMaxMs: number, signal?: AbortSignal): Promise<void> {
  const over = new AbortController();
  const until = signal ? AbortSignal.any([over.signal, signal]) : over.signal;
  follower.wake = () => over.abort();
  try {
    if (!follower.hasNews) await pause(waitMaxMs, until);
  } catch (stopped) {
    if (!follower.hasNews) throw stopped;
  }
  follower.hasNews = false;
}
