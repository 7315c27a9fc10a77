import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { gpOffice, hospital, nursingHome } from './document-for-tests.ts';
import { openEdiNetwork } from './network-for-tests.ts';

const network = await openEdiNetwork();
const { call, sent, stream, register, by } = network;
afterAll(network.close);

const own = `HerIds=${gpOffice.herId}`;
const path = `/notifications/stream?${own}`;
const lock = { herId: gpOffice.herId, receiveNotificationChannel: 'Api', clientLocked: true };

afterEach(async () => {
  network.token.lifetimeMs = 300_000;
  await call('DELETE', `/mshconfigurations?${own}`, { as: 'gpOffice' });
});

describe('GET /notifications/stream', () => {
  test('tells what comes, with every field that the feed has, and nothing from before', async () => {
    await sent();
    const open = await stream(path);
    const id = await sent();

    const told = await open.next();
    open.drop();

    const { body } = await call('GET', `/notifications?${own}&Offset=${Number(told['offset']) - 1}`, {
      as: 'gpOffice',
    });
    expect(told['relatedMessageId']).toBe(id);
    expect(body.notifications[0]).toEqual(told);
  });

  test('is not held back by anybody on the way', async () => {
    const { response, drop } = await stream(path);
    drop();

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
  });

  test('gives the same entries as the pages do, in their order, to a reader who begins at the beginning', async () => {
    await Promise.all(Array.from({ length: 130 }, () => sent()));
    const pages = await call('GET', `/notifications?${own}&Offset=0&NotificationsToFetch=1000`, { as: 'gpOffice' });
    const open = await stream(`${path}&Offset=0`);

    const told: unknown[] = [];
    while (told.length < pages.body.notifications.length) told.push(await open.next());
    open.drop();

    expect(told).toEqual(pages.body.notifications);
  });

  test('tells what comes to a reader whose offset the feed has not reached', async () => {
    const open = await stream(`${path}&Offset=${Number.MAX_SAFE_INTEGER}`);
    const id = await sent();

    expect(await open.next()).toMatchObject({ relatedMessageId: id });
    open.drop();
  });

  test('follows several HER-ids at once', async () => {
    const open = await stream(
      `/notifications/stream?HerIds=${hospital.herId}&HerIds=${hospital.organizationHerId}`,
      'hospital',
    );
    const id = await sent();
    await call('PUT', `/messages/${id}/downloaded`, { as: 'gpOffice', body: { receiverHerId: gpOffice.herId } });

    expect(await open.next()).toMatchObject({ type: 'MessageDeliveryStateUpdated', relatedMessageId: id });
    open.drop();
  });

  test('ends when the token ends that opened it', async () => {
    network.token.lifetimeMs = 300;
    const open = await stream(path);

    expect(await open.ended()).toEqual([{ event: 'connected', data: '' }]);
  });

  test('ends at once when another client takes a HER-id to itself, and not when the same client does', async () => {
    const own = await stream(`/notifications/stream?HerIds=${hospital.herId}`, 'hospital');
    const other = await stream(`/notifications/stream?HerIds=${hospital.herId}`, 'hospitalOther');

    await call('PUT', '/mshconfigurations', { body: { configurations: [{ ...lock, herId: hospital.herId }] } });
    const ended = await other.ended();
    const id = await sent({ sender: gpOffice, receiver: hospital }, {}, 'gpOffice');
    const told = await own.next();
    const again = await call('GET', `/notifications/stream?HerIds=${hospital.herId}`, { as: 'hospitalOther' });
    await call('DELETE', `/mshconfigurations?HerIds=${hospital.herId}`);
    own.drop();

    expect(ended).toHaveLength(1);
    expect(told['relatedMessageId']).toBe(id);
    expect(again).toMatchObject({ status: 423, body: { errorCode: 1210 } });
  });

  test.each([
    ['a HER-id of another organisation', `HerIds=${hospital.herId}`, 403, 1202],
    ['no HER-id', 'Offset=0', 400, 1001],
    ['an offset that is no number', `${own}&Offset=-1`, 400, 1001],
    ['a number to fetch', `${own}&NotificationsToFetch=10`, 400, 1001],
  ])('refuses %s', async (_, query, status, errorCode) => {
    expect(await call('GET', `/notifications/stream?${query}`, { as: 'gpOffice' })).toMatchObject({
      status,
      body: { errorCode },
    });
  });

  test('is for readers of events only, and opens nothing for HEAD', async () => {
    const asJson = await call('GET', path, { as: 'gpOffice', headers: { accept: 'application/json' } });
    const head = await call('HEAD', path, { as: 'gpOffice' });

    expect([asJson.status, head.status]).toEqual([406, 405]);
  });

  test('is opened twenty times by one client, and not once more until one is closed', async () => {
    const open = await Promise.all(Array.from({ length: 20 }, () => stream(path)));

    const tooMany = await call('GET', path, { as: 'gpOffice' });
    const ofOthers = await stream(`/notifications/stream?HerIds=${nursingHome.herId}`, 'municipality');
    for (const { drop } of [...open, ofOthers]) drop();
    // The server hears of a closed line a moment later.
    await expect.poll(async () => (await oneMore()).status, { timeout: 10_000 }).toBe(200);

    expect(tooMany).toMatchObject({ status: 429, body: { code: 'too-many-streams', errorCode: 0 } });
    expect(tooMany.headers.get('retry-after')).toBe('15');
  });

  test('says with 204 that a unit which ended long ago has nothing more to tell, and tells before what there is', async () => {
    const id = await sent({ receiver: nursingHome });
    const longAgo = new Date(Date.now() - 31 * 86_400_000);
    await register.changeParty(nursingHome.herId as never, { validFrom: new Date(0), validTo: longAgo } as never, by);
    const ended = `/notifications/stream?HerIds=${nursingHome.herId}`;

    const told = await stream(`${ended}&Offset=0`, 'municipality');
    const { offset, relatedMessageId } = await told.next();
    told.drop();
    await sent();
    const silent = await call('GET', `${ended}&Offset=${offset}`, { as: 'municipality' });
    const tail = await call('GET', ended, { as: 'municipality' });
    const foreign = await call('GET', ended, { as: 'gpOffice' });

    expect(relatedMessageId).toBe(id);
    expect([silent.status, tail.status, foreign.status]).toEqual([204, 204, 403]);
  });

  async function oneMore(): Promise<Response> {
    const { response, drop } = await stream(path);
    drop();
    return response;
  }
});

test('streams end at once when the server stops', async () => {
  const stopping = await openEdiNetwork();
  const open = await Promise.all([
    stopping.stream(path),
    stopping.stream(`/notifications/unread/stream?${own}`),
    stopping.stream(`/notifications/stream?HerIds=${hospital.herId}`, 'hospital'),
  ]);

  await stopping.close();

  expect(await Promise.all(open.map(async (each) => (await each.ended()).length))).toEqual([1, 1, 1]);
});
