import { afterAll, describe, expect, test } from 'vitest';
import { gpOffice, hospital, nursingHome } from './document-for-tests.ts';
import { openEdiNetwork } from './network-for-tests.ts';

const { call, sent, register, by, close } = await openEdiNetwork();
afterAll(close);

const feed = (query: string) => call('GET', `/notifications?${query}`, { as: 'gpOffice' });
const own = `HerIds=${gpOffice.herId}`;

describe('GET /notifications', () => {
  test('gives a line for each thing that is new, with every field', async () => {
    const id = await sent();

    const { status, body } = await feed(`${own}&Offset=0`);

    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['notifications']);
    expect(body.notifications.at(-1)).toEqual({
      notificationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      relatedMessageId: id,
      type: 'NewMessage',
      notificationReceiverHerId: gpOffice.herId,
      notificationTriggeredByHerId: hospital.herId,
      description: 'A new message is available for download.',
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      offset: expect.any(Number),
    });
  });

  test('tells the sender that the receiver has the document, and what it has answered', async () => {
    const id = await sent();
    await call('PUT', `/messages/${id}/downloaded`, { as: 'gpOffice', body: { receiverHerId: gpOffice.herId } });
    await call('PUT', `/messages/${id}/downloaded`, { as: 'gpOffice', body: { receiverHerId: gpOffice.herId } });
    await call('POST', `/messages/${id}/apprec`, {
      as: 'gpOffice',
      body: { appRecSenderHerId: gpOffice.herId, appRecStatus: 'Ok' },
    });

    const { body } = await call('GET', `/notifications?HerIds=${hospital.herId}&Offset=0`);

    const about = body.notifications.filter((line: { relatedMessageId: string }) => line.relatedMessageId === id);
    expect(about.map((line: { type: string }) => line.type)).toEqual([
      'MessageDeliveryStateUpdated',
      'MessageApprecInfoUpdated',
    ]);
  });

  test('goes on after the offset, so that reading page by page misses nothing and repeats nothing', async () => {
    const ids: string[] = [];
    const start = (await feed(`${own}&Offset=0&NotificationsToFetch=1000`)).body.notifications.at(-1)?.offset ?? 0;
    for (let count = 0; count < 7; count++) ids.push(await sent());

    const read: string[] = [];
    let offset = start;
    for (let page = 0; page < 10; page++) {
      const { notifications } = (await feed(`${own}&Offset=${offset}&NotificationsToFetch=3`)).body;
      if (notifications.length === 0) break;
      read.push(...notifications.map((line: { relatedMessageId: string }) => line.relatedMessageId));
      offset = notifications.at(-1).offset;
    }

    expect(read).toEqual(ids);
  });

  test('takes HerIds once or many times, and gives one feed in the order of offsets', async () => {
    const again = `HerIds=${gpOffice.organizationHerId}`;
    await sent();

    const one = await feed(`${own}&Offset=0`);
    const two = await feed(`${own}&${again}&Offset=0`);

    expect(two.body).toEqual(one.body);
    const offsets = two.body.notifications.map((line: { offset: number }) => line.offset);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
  });

  test('gives 100 lines where no number is asked for', async () => {
    await Promise.all(Array.from({ length: 101 }, () => sent()));

    expect((await feed(`${own}&Offset=0`)).body.notifications).toHaveLength(100);
  });

  test('gives the largest offset an empty feed', async () => {
    expect((await feed(`${own}&Offset=2147483646`)).body).toEqual({ notifications: [] });
    expect((await feed(`${own}&Offset=${Number.MAX_SAFE_INTEGER}`)).body).toEqual({ notifications: [] });
  });

  test.each([
    ['no HerIds', 'Offset=0'],
    ['no Offset', own],
    ['a negative Offset', `${own}&Offset=-1`],
    ['an Offset that is no number', `${own}&Offset=x`],
    ['an empty Offset', `${own}&Offset=`],
    ['an Offset larger than any', `${own}&Offset=1e300`],
    ['an Offset with a leading zero', `${own}&Offset=01`],
    ['an Offset with a sign', `${own}&Offset=%2B1`],
    ['a HER-id in hexadecimal', `HerIds=0x${Number(gpOffice.herId).toString(16)}&Offset=0`],
    ['a HER-id with an exponent', 'HerIds=8.200301e6&Offset=0'],
    ['a HER-id with a space', `HerIds=%20${gpOffice.herId}&Offset=0`],
    ['the same HER-id in two spellings', `${own}&HerIds=0${gpOffice.herId}&Offset=0`],
    ['nothing to fetch', `${own}&Offset=0&NotificationsToFetch=0`],
    ['more to fetch than 1000', `${own}&Offset=0&NotificationsToFetch=1001`],
    ['the same HER-id twice', `${own}&${own}&Offset=0`],
    ['HER-ids in one value', `HerIds=${gpOffice.herId},${gpOffice.organizationHerId}&Offset=0`],
    ['a parameter that nobody knows', `${own}&Offset=0&herIds=1`],
    ['a HER-id of 0', 'HerIds=0&Offset=0'],
    ['a HER-id larger than any', 'HerIds=2147483648&Offset=0'],
  ])('refuses %s', async (_, query) => {
    expect(await feed(query)).toMatchObject({ status: 400, body: { errorCode: 1001, code: 'request-invalid' } });
  });

  test('takes 1500 HER-ids and not one more, however long they are', async () => {
    const query = (count: number) =>
      Array.from({ length: count }, (_, index) => `HerIds=${2_147_483_647 - index}`).join('&');

    const most = await feed(`${query(1500)}&Offset=0`);
    const tooMany = await feed(`${query(1501)}&Offset=0`);

    // Nobody has these HER-ids, so what is asked for is understood and then refused.
    expect(most).toMatchObject({ status: 404, body: { errorCode: 1001, code: 'communication-party-not-found' } });
    expect(tooMany).toMatchObject({ status: 400, body: { errorCode: 1001, code: 'request-invalid' } });
  });

  test('goes on for the other HER-ids, and for what came before, when a unit has ended', async () => {
    const id = await sent({ receiver: nursingHome });
    await register.changeParty(nursingHome.herId as never, { validTo: new Date(Date.now() + 1) }, by);
    await new Promise((resolve) => setTimeout(resolve, 5));

    const both = `HerIds=${nursingHome.organizationHerId}&HerIds=${nursingHome.herId}`;
    const { status, body } = await call('GET', `/notifications?${both}&Offset=0`, { as: 'municipality' });
    const answer = await call('GET', `/messages/${id}/business-document`, { as: 'municipality' });

    expect(status).toBe(200);
    expect(body.notifications.at(-1)).toMatchObject({ relatedMessageId: id });
    expect(answer.status).toBe(200);
  });
});
