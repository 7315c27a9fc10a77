import { expect, test } from 'vitest';
import { NotYourParty } from './errors.ts';
import { notificationIdOf, placeOfNotification } from './notification.ts';
import { gpOffice, nursingHome } from './sample-dialog.ts';
import { approval, atGpOffice, atHospital, atMunicipality, openTestExchange, submission } from './test-exchange.ts';

const { database, exchange } = await openTestExchange();

const gpFeed = { herIds: [gpOffice.herId] };

/** The next entries of a feed, as many as are wanted. */
async function take<T>(feed: AsyncGenerator<T>, wanted: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < wanted) {
    const { value, done } = await feed.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

async function endOfFeed(): Promise<number> {
  const { rows } = await database.pool.query('select feed_offset from exchange.head');
  return rows[0].feed_offset;
}

test('gives what was there and then what comes, in commit order, and ends when it is told to', async () => {
  const first = await exchange.accept(submission());
  const after = (await endOfFeed()) - 1;
  const stop = new AbortController();
  const feed = exchange.follow({ ...gpFeed, after }, atGpOffice, stop.signal);
  expect(await take(feed, 1)).toMatchObject([{ messageId: first.messageId, kind: 'NewMessage' }]);

  const waiting = take(feed, 150);
  const sent = await Promise.all(Array.from({ length: 150 }, () => exchange.accept(submission())));
  const came = await waiting;
  expect(came.map(({ messageId }) => messageId).sort()).toEqual(sent.map(({ messageId }) => messageId).sort());
  expect(came.map(({ offset }) => offset)).toEqual(came.map(({ offset }) => offset).toSorted((a, b) => a - b));

  const rest = feed.next();
  stop.abort();
  expect(await rest).toEqual({ value: undefined, done: true });
});

test('without an offset it begins with what comes next', async () => {
  await exchange.accept(submission());
  const stop = new AbortController();
  const feed = exchange.follow({ herIds: [gpOffice.herId] }, atGpOffice, stop.signal);
  const next = take(feed, 1);
  // The first reading has been made when the head has been asked; what is accepted after that is news.
  await exchange.notifications({ ...gpFeed, after: 0, limit: 1 }, atGpOffice);
  const { messageId } = await exchange.accept(submission());
  const [entry] = await next;
  expect(entry?.messageId).toBe(messageId);
  stop.abort();
  await feed.return();
});

test('asks the database for nothing while it is quiet, and hears of one’s own HER-ids only', async () => {
  const queries: string[] = [];
  const { exchange: counted } = await openTestExchange(
    {
      ...database,
      pool: new Proxy(database.pool, {
        get(pool, name) {
          if (name !== 'query') return Reflect.get(pool, name);
          return (query: { name?: string }, ...rest: unknown[]) => {
            queries.push(query.name ?? '');
            return Reflect.apply(pool.query, pool, [query, ...rest]);
          };
        },
      }),
    } as typeof database,
    { isPopulated: true },
  );
  const stop = new AbortController();
  const feed = counted.follow({ herIds: [nursingHome.herId], after: await endOfFeed() }, atMunicipality, stop.signal);
  const next = feed.next();
  await exchange.accept(submission());
  await exchange.accept(submission());
  const { messageId } = await exchange.accept(submission({ copyTo: nursingHome }));
  expect((await next).value).toMatchObject({ messageId });
  expect(queries.filter((name) => name === 'exchange-notifications').length).toBeLessThanOrEqual(2);
  stop.abort();
  await feed.return();
});

test('goes on when the connection that listens is lost', async () => {
  const stop = new AbortController();
  const feed = exchange.follow({ ...gpFeed, after: await endOfFeed() }, atGpOffice, stop.signal);
  const next = take(feed, 2);
  await exchange.accept(submission());
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen%' and pid <> pg_backend_pid()`,
  );
  const { messageId } = await exchange.accept(submission());
  expect((await next)[1]).toMatchObject({ messageId });
  stop.abort();
  await feed.return();
});

test('tells the sender of a receipt as well', async () => {
  const { messageId } = await exchange.accept(submission());
  const stop = new AbortController();
  const feed = exchange.follow({ herIds: [8100101], after: await endOfFeed() }, atHospital, stop.signal);
  const next = take(feed, 1);
  await exchange.answer(approval(messageId), atGpOffice);
  expect(await next).toMatchObject([{ kind: 'MessageApprecInfoUpdated', messageId }]);
  stop.abort();
  await feed.return();
});

test('is nobody’s but the owner’s', async () => {
  const feed = exchange.follow(gpFeed, atMunicipality, new AbortController().signal);
  await expect(feed.next()).rejects.toThrow(NotYourParty);
});

test('an entry’s id holds its place, and no other id does', () => {
  const place = { offset: 1_234_567, herId: 8_200_301 };
  const id = notificationIdOf({ ...place, messageId: '019ab000-1111-7222-8333-444455556666' });
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(placeOfNotification(id)).toEqual(place);
  expect(placeOfNotification('019ab000-1111-7222-8333-444455556666')).toBeUndefined();
});
