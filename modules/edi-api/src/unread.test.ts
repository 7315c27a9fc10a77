import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { gpOffice, hospital } from './document-for-tests.ts';
import { type CallerName, openEdiNetwork } from './network-for-tests.ts';

const { call, sent, stream, database, close } = await openEdiNetwork();
afterAll(close);

const own = `HerIds=${gpOffice.herId}`;

interface Line {
  readonly notificationId: string;
  readonly relatedMessageId: string;
}

async function unread(limit = 1000, query = own, as: CallerName = 'gpOffice'): Promise<Line[]> {
  const { body } = await call('GET', `/notifications/unread?${query}&NotificationsToFetch=${limit}`, { as });
  return body.unreadNotifications;
}

const remove = (lines: readonly Line[], as: CallerName = 'gpOffice') =>
  call('POST', '/notifications/delete', {
    as,
    body: { notificationIds: lines.map(({ notificationId }) => notificationId) },
  });

async function spans(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    'select count(*)::int as count from edi_api.deleted_notifications, unnest(deleted) where her_id = $1',
    [gpOffice.herId],
  );
  return rows[0]?.count ?? 0;
}

const many = async (count: number) => {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) ids.push(await sent());
  return ids;
};
const messagesOf = (lines: readonly Line[]) => lines.map(({ relatedMessageId }) => relatedMessageId);

beforeEach(async () => {
  const lines = await unread();
  if (lines.length > 0) await remove(lines);
});

describe('what is unread', () => {
  test('is given again and again, the oldest first, until it is deleted', async () => {
    const ids = await many(3);

    const first = await unread();
    const again = await unread();
    const answer = await remove(first.slice(0, 2));

    expect(again).toEqual(first);
    expect(messagesOf(first)).toEqual(ids);
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(messagesOf(await unread())).toEqual(ids.slice(2));
  });

  test('has no offset, and the id that the feed gives', async () => {
    await sent();
    const feed = await call('GET', `/notifications?${own}&Offset=0&NotificationsToFetch=1000`, { as: 'gpOffice' });
    const { notificationId, relatedMessageId, type, notificationReceiverHerId } = feed.body.notifications.at(-1);

    expect(await unread()).toEqual([{ notificationId, relatedMessageId, type, notificationReceiverHerId }]);
  });

  test('comes in pages, of which the next one begins when the first is deleted', async () => {
    const ids = await many(5);

    const read: string[] = [];
    for (let page = await unread(2); page.length > 0; page = await unread(2)) {
      read.push(...messagesOf(page));
      await remove(page);
    }

    expect(read).toEqual(ids);
  });

  test('of several HER-ids is one list, each with its own end of what is deleted', async () => {
    const both = `HerIds=${hospital.herId}&HerIds=${hospital.organizationHerId}`;
    await remove(await unread(1000, `HerIds=${hospital.herId}`, 'hospital'), 'hospital');
    const ids = await many(2);
    await Promise.all(
      ids.map((id) =>
        call('PUT', `/messages/${id}/downloaded`, { as: 'gpOffice', body: { receiverHerId: gpOffice.herId } }),
      ),
    );

    const own = await unread(1000, both, 'hospital');

    expect(messagesOf(own).sort()).toEqual([...ids].sort());
  });
});

describe('deleting', () => {
  test('in order keeps one span, however much is deleted', async () => {
    for (let round = 0; round < 4; round++) {
      await many(3);
      await remove(await unread());
      await call(
        'PUT',
        `/messages/${await sent({ sender: gpOffice, receiver: hospital }, {}, 'gpOffice')}/downloaded`,
        {
          body: { receiverHerId: hospital.herId },
        },
      );
    }
    await remove(await unread());

    expect(await unread()).toEqual([]);
    expect(await spans()).toBe(1);
  });

  test('out of order leaves what is in between, and joins when that is deleted too', async () => {
    const ids = await many(5);
    const lines = await unread();

    await remove([lines[1], lines[3]] as Line[]);
    const between = await unread();
    await remove([lines[4], lines[0]] as Line[]);
    const last = await unread();
    await remove([lines[2]] as Line[]);

    expect(messagesOf(between)).toEqual([ids[0], ids[2], ids[4]]);
    expect(messagesOf(last)).toEqual([ids[2]]);
    expect(await unread()).toEqual([]);
    expect(await spans()).toBe(1);
  });

  test('again, at the same time, or what is not there, changes nothing', async () => {
    await many(4);
    const lines = await unread();
    const unknown = [randomUUID(), lines[0]?.notificationId.replace(/^.{13}/, 'ffffffff-ffff') ?? ''];
    const half = lines.slice(0, 2);

    const answers = await Promise.all([
      ...lines.map((line) => remove([line])),
      remove(half),
      remove(half),
      remove(unknown.map((notificationId) => ({ notificationId, relatedMessageId: '' }))),
    ]);
    const id = await sent();

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(messagesOf(await unread())).toEqual([id]);
  });

  test('takes an id that is written in capitals, and one that is there twice', async () => {
    await sent();
    const [line] = await unread();
    const notificationId = line?.notificationId.toUpperCase() ?? '';

    await call('POST', '/notifications/delete', {
      as: 'gpOffice',
      body: { notificationIds: [notificationId, notificationId] },
    });

    expect(await unread()).toEqual([]);
  });

  test('is the owner’s alone, all or none, and nobody’s for whom another client holds the HER-id', async () => {
    const id = await sent();
    const lines = await unread();
    const reply = await sent({ sender: gpOffice, receiver: hospital }, {}, 'gpOffice');
    const theirs = (await unread(1000, `HerIds=${hospital.herId}`, 'hospital')).filter(
      (line) => line.relatedMessageId === reply,
    );

    const foreign = await remove([...theirs, ...lines]);
    await call('PUT', '/mshconfigurations', {
      body: { configurations: [{ herId: hospital.herId, receiveNotificationChannel: 'Api', clientLocked: true }] },
    });
    const locked = await remove(theirs, 'hospitalOther');
    await call('DELETE', `/mshconfigurations?HerIds=${hospital.herId}`);

    expect(theirs).toHaveLength(1);
    expect(foreign).toMatchObject({ status: 403, body: { errorCode: 1202 } });
    expect(locked).toMatchObject({ status: 423, body: { errorCode: 1210 } });
    expect(messagesOf(await unread())).toEqual([id]);
  });

  test.each([
    ['none', []],
    ['more than a thousand', Array.from({ length: 1001 }, () => randomUUID())],
    ['what is no id', ['17']],
  ])('refuses %s', async (_, notificationIds) => {
    const answer = await call('POST', '/notifications/delete', { as: 'gpOffice', body: { notificationIds } });

    expect(answer).toMatchObject({ status: 400, body: { errorCode: 1001 } });
  });

  test('takes a thousand', async () => {
    const notificationIds = Array.from({ length: 1000 }, () => randomUUID());

    expect((await call('POST', '/notifications/delete', { as: 'gpOffice', body: { notificationIds } })).status).toBe(
      204,
    );
  });
});

describe('GET /notifications/unread/stream', () => {
  test('gives what is unread, then what comes, and again what was not deleted', async () => {
    const [deleted, kept] = await many(2);
    const first = await stream(`/notifications/unread/stream?${own}`);
    const told = [await first.next(), await first.next()];
    await remove([told[0]] as unknown as Line[]);
    const fresh = await sent();
    const then = await first.next();
    first.drop();

    const second = await stream(`/notifications/unread/stream?${own}`);
    const again = [await second.next(), await second.next()];
    second.drop();

    expect(messagesOf([...told, then] as unknown as Line[])).toEqual([deleted, kept, fresh]);
    expect(messagesOf(again as unknown as Line[])).toEqual([kept, fresh]);
    expect(again).toEqual(await unread());
  });
});
