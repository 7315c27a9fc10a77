import { randomUUID } from 'node:crypto';
import { readReceipt, validate } from '@samband/standards';
import { afterAll, describe, expect, test } from 'vitest';
import { documentForTests, gpOffice, hospital, nursingHome } from './document-for-tests.ts';
import { openEdiNetwork, submission } from './network-for-tests.ts';

const { call, sent, exchange, close } = await openEdiNetwork();
afterAll(close);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ok = { appRecSenderHerId: gpOffice.herId, appRecStatus: 'Ok' };

test('what the client wants of an envelope is kept in the evidence, as it was said, and nothing where nothing was', async () => {
  const wishes = { cpaId: 'cpa:12', action: 'Dialog', compressPayload: true };
  const wished = await sent({}, { transportMetadataOverrides: { ...wishes, service: null } });
  const [accepted] = (await exchange.trace(wished))[0]?.events ?? [];

  expect(accepted).toMatchObject({ kind: 'accepted', proof: { envelopeWishes: wishes } });
  expect(accepted?.proof).not.toHaveProperty('envelopeWishes.service');
  const plain = await sent({}, { transportMetadataOverrides: { cpaId: null } });
  expect((await exchange.trace(plain))[0]?.events[0]?.proof).not.toHaveProperty('envelopeWishes');
  const overrides = { transportSenderHerId: gpOffice.herId, transportReceiverHerId: null };
  const { body } = await call('POST', `/messages/${wished}/apprec`, {
    ...{ as: 'gpOffice', body: { ...ok, transportMetadataOverrides: overrides } },
  });
  const receipt = (await exchange.trace(wished)).find(({ message }) => message.id === body.id);
  expect(receipt?.events[0]).toMatchObject({ proof: { envelopeWishes: { transportSenderHerId: gpOffice.herId } } });
});

describe('POST /messages', () => {
  test('answers 202 with an id and nothing else', async () => {
    const { status, body } = await call('POST', '/messages', { body: submission() });

    expect(status).toBe(202);
    expect(body).toEqual({ id: expect.stringMatching(uuid) });
  });

  test('takes every optional field, present or null', async () => {
    const metadata = ['cpaId', 'conversationId', 'service', 'serviceType', 'action', 'senderRole', 'receiverRole'];
    const transportMetadataOverrides = {
      ...Object.fromEntries([...metadata, 'middlewareName', 'middlewareVersion'].map((name) => [name, null])),
      compressPayload: null,
    };
    const optional = {
      messageTypeIdentificator: 'DIALOG_HELSEFAGLIG',
      applicationName: 'Journal',
      applicationVersion: '18.0',
    };
    const full = await call('POST', '/messages', {
      body: { ...submission(), ...optional, transportMetadataOverrides },
    });
    const empty = await call('POST', '/messages', {
      body: {
        ...submission(),
        messageTypeIdentificator: null,
        applicationName: null,
        applicationVersion: null,
        transportMetadataOverrides: null,
      },
    });

    expect([full.status, empty.status]).toEqual([202, 202]);
  });

  test('gives the same id for the same document again, and tells the receiver once', async () => {
    const body = submission();
    const [first, again] = [await call('POST', '/messages', { body }), await call('POST', '/messages', { body })];
    const feed = await call('GET', `/notifications?HerIds=${gpOffice.herId}&Offset=0&NotificationsToFetch=1000`, {
      as: 'gpOffice',
    });

    expect(again.body).toEqual(first.body);
    const about = feed.body.notifications.filter(
      (line: { relatedMessageId: string }) => line.relatedMessageId === first.body.id,
    );
    expect(about).toHaveLength(1);
  });

  test('the same document at once from ten connections is one message', async () => {
    const body = submission();

    const answers = await Promise.all(Array.from({ length: 10 }, () => call('POST', '/messages', { body })));

    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  });
});

describe('GET /messages/{id}', () => {
  test('gives what the header says, GenDate as it stands in the document', async () => {
    const messageId = randomUUID();
    const id = await sent({ messageId, generatedAt: '2026-03-02T07:59:00+01:00' });

    const { status, body } = await call('GET', `/messages/${id}`, { as: 'gpOffice' });

    expect(status).toBe(200);
    expect(body).toEqual({
      id,
      senderHerId: hospital.herId,
      receiverHerIds: [gpOffice.herId],
      businessDocumentId: messageId,
      businessDocumentGenDate: '2026-03-02T07:59:00+01:00',
      businessDocumentMsgType: 'DIALOG_HELSEFAGLIG',
      contentType: 'application/xml',
    });
  });

  test('takes the id in capitals as well', async () => {
    const id = await sent();

    expect((await call('GET', `/messages/${id.toUpperCase()}`)).status).toBe(200);
  });

  test('is there for both parties, and for nobody else', async () => {
    const id = await sent();

    const seen = await Promise.all(
      (['hospital', 'hospitalOther', 'gpOffice', 'municipality'] as const).map((as) =>
        call('GET', `/messages/${id}`, { as }),
      ),
    );

    expect(seen.map((answer) => answer.status)).toEqual([200, 200, 200, 404]);
  });
});

describe('GET /messages/{id}/business-document', () => {
  test('gives the bytes as they were sent, as base64', async () => {
    const messageId = randomUUID();
    const id = await sent({ messageId });

    const { status, body } = await call('GET', `/messages/${id}/business-document`, { as: 'gpOffice' });

    expect(status).toBe(200);
    expect(body).toEqual({
      businessDocument: documentForTests({ messageId }).toString('base64'),
      contentType: 'application/xml',
      contentTransferEncoding: 'base64',
    });
  });
});

describe('GET /messages/{id}/status', () => {
  test('is unconfirmed until the receiver’s system has said that it has the document', async () => {
    const id = await sent();
    const line = {
      receiverHerId: gpOffice.herId,
      transportDeliveryState: 'Unconfirmed',
      sent: true,
      apprecInfo: null,
    };

    const before = await call('GET', `/messages/${id}/status`);
    await call('GET', `/messages/${id}/business-document`, { as: 'gpOffice' });
    const fetched = await call('GET', `/messages/${id}/status`);
    const downloaded = await call('PUT', `/messages/${id}/downloaded`, {
      as: 'gpOffice',
      body: { receiverHerId: gpOffice.herId },
    });
    const after = await call('GET', `/messages/${id}/status`);

    expect(before.body).toEqual({ statusList: [line] });
    expect(fetched.body).toEqual({ statusList: [line] });
    expect(downloaded).toMatchObject({ status: 204, text: '' });
    expect(after.body).toEqual({ statusList: [{ ...line, transportDeliveryState: 'Acknowledged' }] });
  });

  test('has a line for each receiver: one has approved, the other has not answered', async () => {
    const id = await sent({ copyTo: nursingHome }, { receiverHerIds: [gpOffice.herId, nursingHome.herId] });
    await call('POST', `/messages/${id}/apprec`, { as: 'gpOffice', body: ok });

    const { body } = await call('GET', `/messages/${id}/status`);

    expect(body.statusList).toMatchObject([
      { receiverHerId: gpOffice.herId, apprecInfo: { appRecStatus: 'Ok' } },
      { receiverHerId: nursingHome.herId, apprecInfo: null },
    ]);
  });
});

describe('POST /messages/{id}/apprec', () => {
  test.each([
    ['Ok', 'Ok', []],
    ['1', 'Ok', []],
    ['Rejected', 'Rejected', [{ errorCode: 'E10', details: 'Ukjent pasient' }]],
    ['2', 'Rejected', [{ errorCode: 'E10', details: 'Ukjent pasient' }]],
    ['OkErrorInMessagePart', 'OkErrorInMessagePart', [{ errorCode: 'E31' }]],
    ['3', 'OkErrorInMessagePart', [{ errorCode: 'E31' }]],
  ])('answers %s, and the sender reads %s with the errors', async (appRecStatus, read, appRecErrorList) => {
    const id = await sent();

    const answer = await call('POST', `/messages/${id}/apprec`, {
      as: 'gpOffice',
      body: { ...ok, appRecStatus, appRecErrorList },
    });
    const { body } = await call('GET', `/messages/${id}/status`);

    expect(answer).toMatchObject({ status: 202, body: { id: expect.stringMatching(uuid) } });
    expect(body.statusList).toEqual([
      {
        receiverHerId: gpOffice.herId,
        transportDeliveryState: 'Acknowledged',
        sent: true,
        apprecInfo: {
          appRecStatus: read,
          appRecErrorList: appRecErrorList.map((error) => ({ details: null, ...error })),
          appRecId: answer.body.id,
        },
      },
    ]);
  });

  test('is a document of its own, valid by its standard, that the sender can fetch', async () => {
    const messageId = randomUUID();
    const id = await sent({ messageId });
    const answer = await call('POST', `/messages/${id}/apprec`, {
      as: 'gpOffice',
      body: {
        ...ok,
        appRecStatus: 'Rejected',
        appRecErrorList: [{ errorCode: 'E10', details: null, description: 'Ukjent pasient', oid: '8221' }],
        applicationName: 'Journal',
        applicationVersion: '1.0',
        transportMetadataOverrides: { transportSenderHerId: gpOffice.herId, transportReceiverHerId: null },
      },
    });

    const { body } = await call('GET', `/messages/${answer.body.id}/business-document`);
    const bytes = Buffer.from(body.businessDocument, 'base64');

    expect(validate(bytes).verdict).toBe('valid');
    expect(readReceipt(bytes)).toMatchObject({ status: '2', errors: [{ code: 'E10', text: 'Ukjent pasient' }] });
    expect(readReceipt(bytes).original.messageId).toBe(messageId);
  });

  test('given again, gives the first answer’s id; another answer is refused', async () => {
    const id = await sent();
    const first = await call('POST', `/messages/${id}/apprec`, { as: 'gpOffice', body: ok });
    const again = await call('POST', `/messages/${id}/apprec`, { as: 'gpOffice', body: ok });
    const other = await call('POST', `/messages/${id}/apprec`, {
      as: 'gpOffice',
      body: { ...ok, appRecStatus: 'Rejected', appRecErrorList: [{ errorCode: 'E10' }] },
    });

    expect(again.body).toEqual(first.body);
    expect(other).toMatchObject({ status: 409, body: { code: 'receipt-is-final', errorCode: 1001 } });
  });

  test('given twice at once, one answer wins and both callers get its id', async () => {
    const id = await sent();

    const answers = await Promise.all(
      Array.from({ length: 6 }, () => call('POST', `/messages/${id}/apprec`, { as: 'gpOffice', body: ok })),
    );
    const { body } = await call('GET', `/messages/${id}/status`);

    expect(answers.map((answer) => answer.status)).toEqual(Array(6).fill(202));
    expect(new Set(answers.map((answer) => answer.body.id))).toEqual(new Set([body.statusList[0].apprecInfo.appRecId]));
  });
});
