import { afterAll, expect, test } from 'vitest';
import { gpOffice, hospital, nursingHome } from './document-for-tests.ts';
import { type CallerName, openEdiNetwork, submission } from './network-for-tests.ts';

const { call, sent, stream, close } = await openEdiNetwork();
afterAll(close);

const answer = (id: string, as: CallerName, herId: number | string, appRecStatus: string, errorCode?: string) =>
  call('POST', `/messages/${id}/apprec`, {
    as,
    body: {
      appRecSenderHerId: herId,
      appRecStatus,
      ...(errorCode !== undefined && { appRecErrorList: [{ errorCode }] }),
    },
  });

test('S14 a HER-id that one client has locked answers another with 423 and 1210, and its holder as ever', async () => {
  const id = await sent();
  const configuration = { herId: gpOffice.herId, receiveNotificationChannel: 'Api', clientLocked: true };
  await call('PUT', '/mshconfigurations', { as: 'gpOffice', body: { configurations: [configuration] } });

  const closed = await Promise.all([
    call('GET', `/messages/${id}/business-document`, { as: 'gpOfficeOther' }),
    call('GET', `/notifications?HerIds=${gpOffice.herId}&Offset=0`, { as: 'gpOfficeOther' }),
    call('GET', `/notifications/stream?HerIds=${gpOffice.herId}`, { as: 'gpOfficeOther' }),
    call('GET', `/notifications/unread?HerIds=${gpOffice.herId}`, { as: 'gpOfficeOther' }),
    answer(id, 'gpOfficeOther', gpOffice.herId, 'Ok'),
  ]);
  const holder = await answer(id, 'gpOffice', gpOffice.herId, 'Ok');
  await call('DELETE', `/mshconfigurations?HerIds=${gpOffice.herId}`, { as: 'gpOffice' });

  expect(closed.map(({ status, body }) => [status, body.errorCode])).toEqual(Array(5).fill([423, 1210]));
  expect(holder.status).toBe(202);
});

test('S14 a receipt on a receipt is refused with 1100', async () => {
  const receipt = await answer(await sent(), 'gpOffice', gpOffice.herId, 'Ok');

  const refused = await answer(receipt.body.id, 'hospital', hospital.herId, 'Ok');

  expect(refused).toMatchObject({ status: 400, body: { errorCode: 1100 } });
});

test('S14 a stream that breaks is resumed from the last offset, and nothing is missed or told twice although offsets have gaps', async () => {
  const path = `/notifications/stream?HerIds=${gpOffice.herId}`;
  const ids: string[] = [];
  const told: Record<string, unknown>[] = [];
  const send = async () => {
    ids.push(await sent());
    // Entries of others between ours: the gaps.
    await sent({ receiver: nursingHome });
  };

  let line = await stream(path);
  for (let drop = 0; drop < 3; drop++) {
    await send();
    await send();
    told.push(await line.next());
    line.drop();
    // While nobody listens.
    await send();
    line = await stream(`${path}&Offset=${told.at(-1)?.['offset']}`);
    told.push(await line.next(), await line.next());
  }
  line.drop();

  expect(told.map(({ relatedMessageId }) => relatedMessageId)).toEqual(ids);
  const offsets = told.map(({ offset }) => Number(offset));
  expect(offsets).toEqual([...new Set(offsets)].sort((one, other) => one - other));
  expect((offsets.at(-1) ?? 0) - (offsets[0] ?? 0)).toBeGreaterThan(ids.length);
});

test('S14 one receiver has approved and another rejected: the sender reads both, each receiver itself', async () => {
  const posted = await call('POST', '/messages', {
    body: { ...submission({ copyTo: nursingHome }), receiverHerIds: [gpOffice.herId, nursingHome.herId] },
  });
  const { id } = posted.body;
  await answer(id, 'gpOffice', gpOffice.herId, 'Ok');
  await answer(id, 'municipality', nursingHome.herId, 'Rejected', 'E35');

  const [ofSender, ofReceiver] = await Promise.all([
    call('GET', `/messages/${id}/status`),
    call('GET', `/messages/${id}/status`, { as: 'municipality' }),
  ]);

  const rejected = {
    receiverHerId: nursingHome.herId,
    transportDeliveryState: 'Acknowledged',
    apprecInfo: { appRecStatus: 'Rejected', appRecErrorList: [{ errorCode: 'E35', details: null }] },
  };
  expect(ofSender.body.statusList).toMatchObject([
    { receiverHerId: gpOffice.herId, apprecInfo: { appRecStatus: 'Ok', appRecErrorList: [] } },
    rejected,
  ]);
  expect(ofReceiver.body.statusList).toMatchObject([rejected]);
});
