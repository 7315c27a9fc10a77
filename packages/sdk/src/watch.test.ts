import { expect, test } from 'vitest';
import { NetworkProblem } from './network-problem.ts';
import type { Notification, NotificationQuery } from './notifications.ts';
import { type Feed, type WatchOptions, watchFeed as watchWhole } from './watch.ts';

/** A network without a stream, as some are: the watch asks page by page. */
const notificationStream: Feed['notificationStream'] = async () => {
  throw new NetworkProblem({ status: 404, title: 'Not found' });
};
const watchFeed = (notifications: Feed['notifications'], options: WatchOptions) =>
  watchWhole({ notifications, notificationStream }, options);

const notification = (offset: number): Notification => ({
  notificationId: `n-${offset}`,
  relatedMessageId: 'm-1',
  type: 'NewMessage',
  notificationReceiverHerId: 1,
  notificationTriggeredByHerId: 2,
  description: 'A new message',
  createdAt: '2026-05-08T08:32:15Z',
  offset,
});

/** A feed as the network has it, that may fail some turns first. */
function feedOf(offsets: number[], failures: Error[] = []) {
  const asked: number[] = [];
  const feed = async ({ offset, limit = 100 }: NotificationQuery) => {
    asked.push(offset);
    const failure = failures.shift();
    if (failure) throw failure;
    return offsets
      .filter((each) => each > offset)
      .slice(0, limit)
      .map(notification);
  };
  return { feed, asked, offsets };
}

const quick = { herIds: [1], waitMinMs: 1, waitMaxMs: 2 };

async function take(watch: AsyncGenerator<Notification>, count: number): Promise<number[]> {
  const seen: number[] = [];
  for await (const { offset } of watch) if (seen.push(offset) === count) break;
  return seen;
}

test('gives every notification once, in order, over page limits and gaps, and what comes later', async () => {
  const offsets = Array.from({ length: 250 }, (_, index) => 3 * index + 1);
  const { feed } = feedOf(offsets);
  setTimeout(() => offsets.push(10_000), 20);

  expect(await take(watchFeed(feed, { ...quick, offset: 0 }), 251)).toEqual([...offsets.slice(0, 250), 10_000]);
});

test('starts after the offset it is given', async () => {
  expect(await take(watchFeed(feedOf([5, 6, 9]).feed, { ...quick, offset: 5 }), 2)).toEqual([6, 9]);
});

test('does not give again what a feed repeats', async () => {
  const inclusive = async ({ offset }: NotificationQuery) => [5, 6].filter((each) => each >= offset).map(notification);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 30);

  expect(await take(watchFeed(inclusive, { ...quick, offset: 0, signal: stop.signal }), 99)).toEqual([5, 6]);
});

test('goes on through trouble that passes, and tells of it', async () => {
  const trouble: string[] = [];
  const busy = new NetworkProblem({ status: 503, title: 'Busy' });
  const { feed } = feedOf([1], [busy, busy]);

  const watch = watchFeed(feed, { ...quick, offset: 0, onTrouble: (error) => trouble.push(error.message) });

  expect(await take(watch, 1)).toEqual([1]);
  expect(trouble).toEqual(['Busy', 'Busy']);
});

test('ends with the refusal that does not pass by itself', async () => {
  const { feed, asked } = feedOf([1], [new NetworkProblem({ status: 403, title: 'Not yours' })]);

  await expect(take(watchFeed(feed, { ...quick, offset: 0 }), 1)).rejects.toThrow('Not yours');
  expect(asked).toHaveLength(1);
});

test('gives up on trouble that never passes', async () => {
  const { feed, asked } = feedOf(
    [1],
    Array.from({ length: 99 }, () => new NetworkProblem({ status: 503, title: 'Busy' })),
  );

  await expect(take(watchFeed(feed, { ...quick, offset: 0 }), 1)).rejects.toThrow('Busy');
  expect(asked).toHaveLength(40);
});

test('ends quietly when it is stopped while waiting', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 10);

  const watch = watchFeed(feedOf([]).feed, {
    herIds: [1],
    offset: 0,
    waitMinMs: 60_000,
    waitMaxMs: 60_000,
    signal: stop.signal,
  });

  expect(await take(watch, 1)).toEqual([]);
});
