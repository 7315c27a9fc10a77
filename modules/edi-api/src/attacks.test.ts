import { randomUUID } from 'node:crypto';
import { isIdentityNumber } from '@samband/log';
import { afterAll, describe, expect, test } from 'vitest';
import { documentForTests, gpOffice, hospital, nursingHome } from './document-for-tests.ts';
import { openEdiNetwork, submission } from './network-for-tests.ts';

const { call, sent, logged, close } = await openEdiNetwork();
afterAll(close);

/** A synthetic identity number (month + 80), put together here so that none is written down. */
const identityNumber =
  Array.from({ length: 100 }, (_, control) => `018990002${String(control).padStart(2, '0')}`).find(isIdentityNumber) ??
  '';
const trace = (id: string, as: 'hospital' | 'gpOffice' | 'municipality') =>
  call('GET', `/exchange/trace/${encodeURIComponent(id)}`, { as });

describe('an identity number that a caller puts where it does not belong', () => {
  test('is neither answered in a refusal nor logged, wherever it stands', async () => {
    const body = submission();
    const answers = [
      await call('GET', `/messages/${identityNumber}`),
      await call('GET', `/messages/${identityNumber}/status`),
      await trace(identityNumber, 'hospital'),
      await call('GET', `/notifications?HerIds=${identityNumber}&Offset=0`),
      await call('GET', `/notifications?HerIds=1&Offset=${identityNumber}&Navn=${identityNumber}`),
      await call('GET', `/nowhere/${identityNumber}?q=${identityNumber}`),
      await call('GET', '/ping', { headers: { 'x-request-id': identityNumber, 'api-version': identityNumber } }),
      await call('POST', '/messages', { body: { ...body, [identityNumber]: 1 } }),
      await call('POST', '/messages', { body: { ...body, contentType: identityNumber } }),
      await call('POST', '/messages', { body: `{"senderHerId": ${identityNumber}, ` }),
      await call('POST', '/messages', {
        body: { ...body, businessDocument: Buffer.from(`<a${identityNumber}>`).toString('base64') },
      }),
    ];

    for (const answer of answers) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.text + JSON.stringify([...answer.headers])).not.toContain(identityNumber);
    }
    expect(logged.length).toBeGreaterThanOrEqual(answers.length);
    expect(logged.join('')).not.toContain(identityNumber);
  });

  test('is not logged when it is the id of a conversation or in the name of a system, nor said when the call is refused', async () => {
    const messageId = randomUUID();
    const id = await sent({ messageId, conversationId: identityNumber });
    const again = documentForTests({
      messageId,
      conversationId: identityNumber,
      generatedAt: '2026-03-02T09:00:00+01:00',
    });

    const reunion = await call('POST', '/messages', {
      body: { ...submission(), businessDocument: again.toString('base64') },
      headers: { 'nhn-source-system': `System for ${identityNumber}` },
    });
    const asMessageId = await call('POST', '/messages', { body: submission({ messageId: identityNumber }) });
    await call('GET', `/messages/${id}`);
    await trace(identityNumber, 'gpOffice');

    expect(reunion).toMatchObject({ status: 409, body: { code: 'false-reunion' } });
    expect(asMessageId.status).toBe(400);
    expect(reunion.text + asMessageId.text).not.toContain(identityNumber);
    expect(logged.join('')).not.toContain(identityNumber);
  });
});

describe('an id of any form', () => {
  test.each([
    ['as long as it may be', 'x'.repeat(256)],
    ['in letters of two and more bytes', 'ø🙂'.repeat(60)],
    ['that looks like SQL', "' union select body from exchange.message --"],
    ['that looks like a path', '../../messages'],
    ['that looks like JSON', '{"$gt":""}'],
  ])('%s finds the conversation that it names, and no other', async (_, conversationId) => {
    const id = await sent({ conversationId });
    await sent({ conversationId: randomUUID() });

    const traced = await trace(conversationId, 'gpOffice');

    expect(traced.body.messages).toMatchObject([{ id, conversationId }]);
  });

  test.each([['x'.repeat(257)], ["' or 1=1 --"], ['../x']])('%s is no MsgId', async (messageId) => {
    const answer = await call('POST', '/messages', { body: submission({ messageId }) });

    expect(answer).toMatchObject({ status: 400, body: { errorCode: 1001 } });
  });
});

describe('a trace', () => {
  test('under an id that others use as well shows one’s own messages only', async () => {
    const shared = randomUUID();
    const ours = await sent({ messageId: shared, conversationId: shared });
    const theirs = await call('POST', '/messages', {
      as: 'municipality',
      body: {
        ...submission({ messageId: shared, conversationId: shared, sender: nursingHome }),
        senderHerId: nursingHome.herId,
      },
    });

    const seen = async (as: 'hospital' | 'gpOffice' | 'municipality') =>
      (await trace(shared, as)).body.messages.map((message: { id: string }) => message.id);

    expect(await seen('hospital')).toEqual([ours]);
    expect(await seen('municipality')).toEqual([theirs.body.id]);
    expect(new Set(await seen('gpOffice'))).toEqual(new Set([ours, theirs.body.id]));
  });
});

describe('a document that pretends', () => {
  const original = documentForTests().toString();
  const sender = /<Sender>[\s\S]*?<\/Sender>/.exec(original)?.[0] ?? '';
  const foreignSender = sender.replaceAll(/82001/g, '82004');
  const send = (text: string) =>
    call('POST', '/messages', { body: { ...submission(), businessDocument: Buffer.from(text).toString('base64') } });

  test.each([
    ['two senders, its own first', sender + foreignSender],
    ['two senders, its own last', foreignSender + sender],
    [
      'a sender of another namespace before its own',
      foreignSender.replace('<Sender>', '<Sender xmlns="urn:x">') + sender,
    ],
    ['its own sender in a comment', `<!--${sender}-->${foreignSender}`],
    ['its own sender inside another element', `<Foo>${sender}</Foo>${foreignSender}`],
    ['its own sender behind a foreign prefix', `<x:Sender xmlns:x="urn:x">${sender}</x:Sender>${foreignSender}`],
  ])('with %s is refused', async (_, senders) => {
    const answer = await send(original.replace(sender, senders));

    expect(answer.status).toBe(400);
    expect([1001, 1200]).toContain(answer.body.errorCode);
  });

  test('to be another message, which it carries, counts as what its outer head says', async () => {
    const [outerId, innerId] = [randomUUID(), randomUUID()];
    const inner = documentForTests({ messageId: innerId, sender: nursingHome }).toString();
    const carrying = documentForTests({ messageId: outerId })
      .toString()
      .replace('<Content>', `<Content>${inner.slice(inner.indexOf('<MsgHead'))}`);

    const answer = await send(carrying);
    const { body } = await call('GET', `/messages/${answer.body.id}`);

    expect(answer.status).toBe(202);
    expect(body).toMatchObject({
      senderHerId: hospital.herId,
      receiverHerIds: [gpOffice.herId],
      businessDocumentId: outerId,
    });
  });
});
