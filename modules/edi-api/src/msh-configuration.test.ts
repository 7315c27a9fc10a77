import { parseHerId } from '@samband/address-register';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { gpOffice, hospital } from './document-for-tests.ts';
import { type CallerName, openEdiNetwork, submission } from './network-for-tests.ts';

const { call, sent, close, register, by, goneClients } = await openEdiNetwork();
afterAll(close);

const configuration = { herId: hospital.herId, receiveNotificationChannel: 'Api' };
const put = (as: CallerName, ...configurations: object[]) =>
  call('PUT', '/mshconfigurations', { as, body: { configurations } });
const remove = (as: CallerName, ...herIds: (number | string)[]) =>
  call('DELETE', `/mshconfigurations?${herIds.map((herId) => `HerIds=${herId}`).join('&')}`, { as });

beforeEach(async () => {
  await remove('hospital', hospital.herId);
  await remove('hospitalOther', hospital.herId);
  await remove('gpOffice', gpOffice.herId);
});

describe('PUT /mshconfigurations', () => {
  test('answers 204 with nothing, as often as it is said', async () => {
    const filters = { rejectMessageFilters: { MessageFunction: ['SVAR_RTG'] } };

    const answers = [
      await put('hospital', { ...configuration, clientLocked: false, ...filters }),
      await put('hospital', { ...configuration, rejectMessageFilters: null }),
      await put('hospital', configuration, { ...configuration, herId: hospital.organizationHerId }),
    ];

    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(3).fill([204, '']));
  });

  test.each([
    ['another channel', { ...configuration, receiveNotificationChannel: 'Email' }],
    ['no channel', { herId: hospital.herId }],
    ['a lock that is neither on nor off', { ...configuration, clientLocked: 'yes' }],
    ['a message function without a name', { ...configuration, rejectMessageFilters: { MessageFunction: [''] } }],
    [
      'a message function with a zero byte',
      { ...configuration, rejectMessageFilters: { MessageFunction: ['a\u0000'] } },
    ],
    ['a filter that nobody knows', { ...configuration, rejectMessageFilters: { Sender: ['1'] } }],
  ])('refuses %s', async (_, wanted) => {
    expect(await put('hospital', wanted)).toMatchObject({ status: 400, body: { errorCode: 1001 } });
  });

  test('refuses none at all, and more than 1500', async () => {
    expect((await put('hospital')).status).toBe(400);
    expect((await put('hospital', ...Array(1501).fill(configuration))).status).toBe(400);
  });
});

describe('a HER-id that a client has locked', () => {
  test('is closed to the organisation’s other clients in every call that acts for it, until it is unlocked', async () => {
    const id = await sent({ receiver: hospital, sender: hospital }, { receiverHerIds: [hospital.herId] });
    await put('hospital', { ...configuration, clientLocked: true });

    const as = 'hospitalOther';
    const closed = await Promise.all([
      call('POST', '/messages', { as, body: submission() }),
      call('GET', `/notifications?HerIds=${hospital.herId}&Offset=0`, { as }),
      call('PUT', `/messages/${id}/downloaded`, { as, body: { receiverHerId: hospital.herId } }),
      call('POST', `/messages/${id}/apprec`, { as, body: { appRecSenderHerId: hospital.herId, appRecStatus: 'Ok' } }),
      put(as, configuration),
      remove(as, hospital.herId),
    ]);
    const own = await call('POST', '/messages', { body: submission() });
    await put('hospital', { ...configuration, clientLocked: false });
    const opened = await call('POST', '/messages', { as, body: submission() });

    expect(closed.map(({ status, body }) => [status, body.errorCode])).toEqual(Array(6).fill([423, 1210]));
    expect([own.status, opened.status]).toEqual([202, 202]);
  });

  test('is not told of to strangers: they are refused as strangers', async () => {
    await put('gpOffice', { ...configuration, herId: gpOffice.herId, clientLocked: true });
    const id = await sent();

    const refused = await Promise.all([
      call('POST', '/messages', {
        as: 'municipality',
        body: { ...submission({ sender: gpOffice, receiver: hospital }), senderHerId: gpOffice.herId },
      }),
      call('GET', `/notifications?HerIds=${gpOffice.herId}&Offset=0`, { as: 'municipality' }),
      call('PUT', `/messages/${id}/downloaded`, { as: 'municipality', body: { receiverHerId: gpOffice.herId } }),
      call('POST', `/messages/${id}/apprec`, {
        as: 'municipality',
        body: { appRecSenderHerId: gpOffice.herId, appRecStatus: 'Ok' },
      }),
    ]);

    expect(refused.map(({ status, body }) => [status, body.errorCode])).toEqual(Array(4).fill([403, 1202]));
  });

  test('hides its messages from the organisation’s other clients', async () => {
    const id = await sent();
    await put('hospital', { ...configuration, clientLocked: true });

    const paths = [`/messages/${id}`, `/messages/${id}/business-document`, `/messages/${id}/status`];
    const closed = await Promise.all(paths.map((path) => call('GET', path, { as: 'hospitalOther' })));
    const own = await Promise.all(paths.map((path) => call('GET', path)));

    expect(closed.map(({ status, body }) => [status, body.errorCode])).toEqual(Array(3).fill([423, 1210]));
    expect(own.map((answer) => answer.status)).toEqual([200, 200, 200]);
  });

  test('is free again when the party has come to another organisation', async () => {
    const moving = { organizationHerId: 8200500, herId: 8200501, name: 'Flytteklar avdeling' };
    await moveTo(hospital.organizationHerId, moving);
    await put('hospital', { ...configuration, herId: moving.herId, clientLocked: true });
    await moveTo(gpOffice.organizationHerId, moving);

    const formerOwner = await put('hospital', { ...configuration, herId: moving.herId });
    const newOwner = await put('gpOffice', { ...configuration, herId: moving.herId, clientLocked: true });

    expect([formerOwner.status, newOwner.status]).toEqual([403, 204]);
  });

  test('is free again when the client that holds it may not call any more', async () => {
    await put('hospital', { ...configuration, clientLocked: true });
    const whileActive = await call('POST', '/messages', { as: 'hospitalOther', body: submission() });
    goneClients.add('hospital');

    const sending = await call('POST', '/messages', { as: 'hospitalOther', body: submission() });
    const locking = await put('hospitalOther', { ...configuration, clientLocked: true });
    goneClients.delete('hospital');
    const former = await call('POST', '/messages', { body: submission() });

    expect([whileActive.status, sending.status, locking.status, former.status]).toEqual([423, 202, 204, 423]);
  });

  test('is taken over at once from a client that may not call any more', async () => {
    await put('hospital', { ...configuration, clientLocked: true });
    goneClients.add('hospital');

    const locking = await put('hospitalOther', { ...configuration, clientLocked: true });
    goneClients.delete('hospital');

    expect(locking.status).toBe(204);
  });

  test('goes to one of two clients that lock it at once', async () => {
    for (let round = 0; round < 10; round++) {
      const wanted = { ...configuration, clientLocked: true };
      const answers = await Promise.all([put('hospital', wanted), put('hospitalOther', wanted)]);

      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([204, 423]));
      await remove('hospital', hospital.herId);
      await remove('hospitalOther', hospital.herId);
    }
  });

  test('stays locked as a whole when one of several is another’s', async () => {
    await put('hospital', { ...configuration, clientLocked: true });

    const answer = await put('hospitalOther', { ...configuration, herId: hospital.organizationHerId }, configuration);

    expect(answer.status).toBe(423);
  });
});

describe('a message function that a receiver refuses', () => {
  const refusing = { rejectMessageFilters: { MessageFunction: ['DIALOG_HELSEFAGLIG', 'SVAR_RTG'] } };

  test('is refused at the door, and others come in', async () => {
    await put('gpOffice', { ...configuration, herId: gpOffice.herId, ...refusing });

    const refused = await call('POST', '/messages', { body: submission() });
    const taken = await call('POST', '/messages', { body: submission({ type: 'DIALOG_HELSEFAGLIG_SVAR' }) });

    expect(refused).toMatchObject({ status: 409, body: { code: 'message-function-refused', errorCode: 1001 } });
    expect(taken.status).toBe(202);
  });

  test('is taken again when the configuration is removed', async () => {
    await put('gpOffice', { ...configuration, herId: gpOffice.herId, ...refusing });
    await remove('gpOffice', gpOffice.herId);

    expect((await call('POST', '/messages', { body: submission() })).status).toBe(202);
  });

  test('does not stop the answer to what came before', async () => {
    const id = await sent();
    const all = { rejectMessageFilters: { MessageFunction: ['APPREC', 'DIALOG_HELSEFAGLIG'] } };
    await put('hospital', { ...configuration, ...all });

    const answer = await call('POST', `/messages/${id}/apprec`, {
      as: 'gpOffice',
      body: { appRecSenderHerId: gpOffice.herId, appRecStatus: 'Ok' },
    });

    expect(answer.status).toBe(202);
  });
});

async function moveTo(parent: number | string, { herId, name }: { herId: number; name: string }): Promise<void> {
  const parentHerId = parseHerId(parent);
  const [known] = await register.findParties([parseHerId(herId)]);
  if (known) await register.changeParty(known.herId, { parentHerId }, by);
  else await register.createParty({ kind: 'service', herId: parseHerId(herId), name, parentHerId }, by);
}
