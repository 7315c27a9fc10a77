import { randomUUID } from 'node:crypto';
import { readReceipt, validate, writeReceipt } from '@samband/standards';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  AddressingMismatch,
  DocumentRefused,
  FalseReunion,
  MessageNotFound,
  NotAReceiver,
  NotYourParty,
  OriginalUnknown,
  ReceiptIsFinal,
  ReceiptOnReceipt,
} from './errors.ts';
import { gpOffice, hospital, nursingHome, sampleDialog } from './sample-dialog.ts';
import {
  approval,
  atGpOffice,
  atHospital,
  atMunicipality,
  generatedAt,
  openTestExchange,
  submission,
} from './test-exchange.ts';

const { exchange, clock, kindsOf } = await openTestExchange();

beforeEach(() => {
  clock.now = new Date('2026-03-02T08:00:00Z');
});

describe('a document that is accepted', () => {
  test('travels to the receiver, is taken in, answered and seen, and each step leaves its proof', async () => {
    const { messageId, isDuplicate } = await exchange.accept(submission());
    expect(isDuplicate).toBe(false);

    const [news] = await exchange.notifications({ herIds: [gpOffice.herId], after: 0, limit: 10 }, atGpOffice);
    expect(news).toMatchObject({ kind: 'NewMessage', messageId, triggeredByHerId: hospital.herId });
    await exchange.readBusinessDocument(messageId, atGpOffice);
    await exchange.markDownloaded(messageId, gpOffice.herId, atGpOffice);
    const receipt = await exchange.answer(approval(messageId), atGpOffice);
    const [status] = await exchange.getStatuses(messageId, atHospital);

    expect(status).toMatchObject({ isSent: true, transport: 'acknowledged', business: 'approved' });
    expect(status?.receipt?.messageId).toBe(receipt.messageId);
    expect(await kindsOf(messageId)).toEqual([
      'accepted',
      'delivered',
      'fetched',
      'downloaded',
      'receipt-matched',
      'receipt-seen',
    ]);
  });

  test('comes out byte for byte as it went in', async () => {
    const sent = submission({ text: 'æøå, “sitat” og\r\nlinjeskift' });
    const { messageId } = await exchange.accept(sent);
    expect(Buffer.compare(await exchange.readBusinessDocument(messageId, atGpOffice), Buffer.from(sent.bytes))).toBe(0);
  });

  test('is answered with a receipt that is valid and names the original as it named itself', async () => {
    const documentId = randomUUID();
    const { messageId } = await exchange.accept(submission({ messageId: documentId }));
    const receipt = await exchange.answer(approval(messageId), atGpOffice);
    const bytes = await exchange.readBusinessDocument(receipt.messageId, atHospital);
    expect(validate(bytes)).toMatchObject({ verdict: 'valid', namespace: expect.stringContaining('/apprec/') });
    expect(readReceipt(bytes)).toMatchObject({
      status: '1',
      original: { messageId: documentId, issueDate: generatedAt },
    });
  });

  test('stays visibly unanswered when nobody answers, and overdue after 96 hours', async () => {
    const { messageId } = await exchange.accept(submission());
    const business = async () => (await exchange.getStatuses(messageId, atHospital))[0]?.business;
    expect(await business()).toBe('awaiting');
    clock.now = new Date('2026-03-06T08:00:00Z');
    expect(await business()).toBe('overdue');
  });

  test('takes an answer that comes after the deadline, and says that it was late', async () => {
    const { messageId } = await exchange.accept(submission());
    clock.now = new Date('2026-03-07T08:00:00Z');
    await exchange.answer(approval(messageId), atGpOffice);
    const [status] = await exchange.getStatuses(messageId, atHospital);
    expect(status).toMatchObject({ business: 'approved', receipt: { isLate: true } });
  });

  test('goes to every receiver, and one may approve what another rejects', async () => {
    const { messageId } = await exchange.accept(submission({ copyTo: nursingHome }));
    await exchange.answer(approval(messageId), atGpOffice);
    await exchange.answer(
      approval(messageId, {
        receiverHerId: nursingHome.herId,
        status: 'rejected',
        errors: [{ code: 'E35', text: 'Ukjent her' }],
      }),
      atMunicipality,
    );
    const statuses = await exchange.getStatuses(messageId, atHospital);
    expect(statuses.map(({ receiverHerId, business }) => [receiverHerId, business])).toEqual([
      [gpOffice.herId, 'approved'],
      [nursingHome.herId, 'rejected'],
    ]);
    expect(statuses[1]?.receipt?.errors).toMatchObject([{ code: 'E35', text: 'Ukjent her' }]);
  });
});

describe('a document that comes again', () => {
  test('gets the first answer, and nothing is delivered anew', async () => {
    const sent = submission();
    const first = await exchange.accept(sent);
    clock.now = new Date('2026-03-02T09:00:00Z');
    const again = await exchange.accept(sent);
    expect(again).toEqual({ ...first, isDuplicate: true });
    expect(await kindsOf(first.messageId)).toEqual(['accepted', 'delivered']);
  });

  test('is delivered once though it comes many times at the same moment', async () => {
    const sent = submission();
    const answers = await Promise.all(Array.from({ length: 100 }, () => exchange.accept(sent)));
    expect(new Set(answers.map((answer) => answer.messageId)).size).toBe(1);
    expect(answers.filter((answer) => !answer.isDuplicate)).toHaveLength(1);
  });

  test('is refused when another document uses its MsgId, and the trace of the first says so', async () => {
    const messageId = randomUUID();
    const first = await exchange.accept(submission({ messageId }));
    await expect(exchange.accept(submission({ messageId, text: 'Noe annet' }))).rejects.toThrow(FalseReunion);
    expect(await kindsOf(first.messageId)).toContain('false-reunion-refused');
  });

  test('is another document when another sender uses the same MsgId', async () => {
    const messageId = randomUUID();
    const first = await exchange.accept(submission({ messageId }));
    const other = await exchange.accept(
      submission({ messageId, sender: nursingHome }, { senderHerId: nursingHome.herId, submittedBy: atMunicipality }),
    );
    expect(other).toMatchObject({ isDuplicate: false });
    expect(other.messageId).not.toBe(first.messageId);
  });
});

describe('the door', () => {
  test('refuses a document that breaks its standard, and says what and where', async () => {
    const bytes = Buffer.from(
      sampleDialog().toString().replace('<MsgId>', '<MsgIdent>').replace('</MsgId>', '</MsgIdent>'),
    );
    const refusal = exchange.accept(submission({}, { bytes }));
    await expect(refusal).rejects.toThrow(DocumentRefused);
    await expect(refusal).rejects.toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ severity: 'error', line: 7, path: expect.stringContaining('MsgIdent') }),
      ]),
    });
  });

  test.each([
    ['what is no XML', 'hei'],
    ['XML that is cut off', '<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo>'],
    ['a kind of document that it does not know', '<hei xmlns="urn:ukjent"/>'],
    ['a DOCTYPE', '<!DOCTYPE MsgHead [<!ENTITY x SYSTEM "file:///etc/passwd">]><MsgHead>&x;</MsgHead>'],
  ])('refuses %s', async (_what, text) => {
    await expect(exchange.accept(submission({}, { bytes: Buffer.from(text) }))).rejects.toThrow(DocumentRefused);
  });

  test('refuses a client that sends for another organisation', async () => {
    await expect(exchange.accept(submission({}, { submittedBy: atGpOffice }))).rejects.toThrow(NotYourParty);
  });

  test('refuses when the document names another sender than the call', async () => {
    const pretending = submission({ sender: nursingHome });
    await expect(exchange.accept(pretending)).rejects.toThrow(AddressingMismatch);
  });

  test('refuses a receiver that the document does not name', async () => {
    await expect(exchange.accept(submission({}, { receiverHerIds: [nursingHome.herId] }))).rejects.toThrow(
      AddressingMismatch,
    );
  });
});

describe('a receipt', () => {
  test('is final: the same again gets the first one’s id, another verdict is refused', async () => {
    const { messageId } = await exchange.accept(submission());
    const first = await exchange.answer(approval(messageId), atGpOffice);
    expect(await exchange.answer(approval(messageId), atGpOffice)).toMatchObject({
      messageId: first.messageId,
      isDuplicate: true,
    });
    const change = approval(messageId, { status: 'rejected', errors: [{ code: 'E35' }] });
    await expect(exchange.answer(change, atGpOffice)).rejects.toThrow(ReceiptIsFinal);
  });

  test('is given once though two come at the same moment', async () => {
    const { messageId } = await exchange.accept(submission());
    const rejected = approval(messageId, { status: 'rejected', errors: [{ code: 'E35' }] });
    const outcomes = await Promise.allSettled([
      exchange.answer(approval(messageId), atGpOffice),
      exchange.answer(rejected, atGpOffice),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await kindsOf(messageId)).filter((kind) => kind === 'receipt-matched')).toHaveLength(1);
  });

  test('may come as a document that the receiver’s own system has written', async () => {
    const sent = submission();
    const { messageId } = await exchange.accept(sent);
    const bytes = writeReceipt({
      original: sent.bytes,
      id: randomUUID(),
      generatedAt: clock.now,
      status: 'ok',
      by: gpOffice.herId,
    });
    await exchange.accept({
      bytes,
      senderHerId: gpOffice.herId,
      receiverHerIds: [hospital.herId],
      transport: 'edi-api',
      submittedBy: atGpOffice,
    });
    expect((await exchange.getStatuses(messageId, atHospital))[0]?.business).toBe('approved');
  });

  test('is refused from somebody who was not a receiver', async () => {
    const { messageId } = await exchange.accept(submission());
    const stranger = exchange.answer(approval(messageId, { receiverHerId: nursingHome.herId }), atMunicipality);
    await expect(stranger).rejects.toThrow(MessageNotFound);
    const sender = exchange.answer(approval(messageId, { receiverHerId: hospital.herId }), atHospital);
    await expect(sender).rejects.toThrow(NotAReceiver);
  });

  test('is refused for a document that never came, and never answers another receipt', async () => {
    const neverSent = sampleDialog({ generatedAt });
    const bytes = writeReceipt({
      original: neverSent,
      id: randomUUID(),
      generatedAt: clock.now,
      status: 'ok',
      by: gpOffice.herId,
    });
    const parties = { senderHerId: gpOffice.herId, receiverHerIds: [hospital.herId], submittedBy: atGpOffice };
    await expect(exchange.accept({ bytes, transport: 'edi-api', ...parties })).rejects.toThrow(OriginalUnknown);

    const { messageId } = await exchange.accept(submission());
    const receipt = await exchange.answer(approval(messageId), atGpOffice);
    const onReceipt = exchange.answer(approval(receipt.messageId, { receiverHerId: hospital.herId }), atHospital);
    await expect(onReceipt).rejects.toThrow(ReceiptOnReceipt);
  });
});
