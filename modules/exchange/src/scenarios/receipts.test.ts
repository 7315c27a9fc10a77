import { randomUUID } from 'node:crypto';
import { parseHerId } from '@samband/address-register';
import { readReceipt, writeReceipt } from '@samband/standards';
import { beforeAll, describe, expect, test } from 'vitest';
import { DocumentRefused, FalseReunion, OriginalUnknown, ReceiptIsFinal, type Submission } from '../index.ts';
import { gpOffice, hospital, nursingHome, type SampleParty } from '../sample-dialog.ts';
import { approval, atGpOffice, atHospital, atMunicipality, openTestExchange, submission } from '../test-exchange.ts';

const { exchange, register, clock, kindsOf } = await openTestExchange();
/** Another unit of the municipality that has the nursing home. */
const homeCare: SampleParty = { ...nursingHome, herId: 8100402, name: 'Hjemmetjenesten' };

beforeAll(async () => {
  await register.createParty(
    {
      kind: 'service',
      herId: parseHerId(homeCare.herId),
      name: homeCare.name,
      parentHerId: parseHerId(homeCare.organizationHerId),
    },
    { clientId: 'test', mayChange: 'any' },
  );
});

/** An AppRec as the GP office's own system writes it. */
function receiptOf(original: Uint8Array, status: 'ok' | 'rejected', code = 'E35'): Submission {
  const errors = status === 'ok' ? {} : { errors: [{ code, text: 'Se telefon' }] };
  return {
    bytes: writeReceipt({ original, id: randomUUID(), generatedAt: clock.now, status, by: gpOffice.herId, ...errors }),
    senderHerId: gpOffice.herId,
    receiverHerIds: [hospital.herId],
    transport: 'edi-api',
    submittedBy: atGpOffice,
  };
}

async function feedOf(herId: number, actor: typeof atHospital, messageId: string): Promise<string[]> {
  const entries = await exchange.notifications({ herIds: [herId], after: 0, limit: 1_000 }, actor);
  return entries.filter((entry) => entry.messageId === messageId).map(({ kind }) => kind);
}

describe('S1 the same id again', () => {
  test('with the same digest gets the first answer, and the receiver one document', async () => {
    const sent = submission();
    const { messageId } = await exchange.accept(sent);
    for (let times = 0; times < 3; times++) {
      expect(await exchange.accept(sent)).toMatchObject({ messageId, isDuplicate: true });
    }
    expect(await feedOf(gpOffice.herId, atGpOffice, messageId)).toEqual(['NewMessage']);
  });

  test('with another digest is refused as a false reunion, and the trace of the first one tells of each', async () => {
    const documentId = randomUUID();
    const { messageId } = await exchange.accept(submission({ messageId: documentId }));
    for (const text of ['Noe annet', 'Noe tredje']) {
      await expect(exchange.accept(submission({ messageId: documentId, text }))).rejects.toThrow(FalseReunion);
    }
    expect((await kindsOf(messageId)).filter((kind) => kind === 'false-reunion-refused')).toHaveLength(2);
    expect(await feedOf(gpOffice.herId, atGpOffice, messageId)).toEqual(['NewMessage']);
  });
});

describe('S7 a second receipt', () => {
  test('with another verdict is kept whole, and changes nothing', async () => {
    const sent = submission();
    const { messageId } = await exchange.accept(sent);
    const first = await exchange.accept(receiptOf(sent.bytes, 'ok'));
    const second = receiptOf(sent.bytes, 'rejected');
    const kept = await exchange.accept(second);

    const [status] = await exchange.getStatuses(messageId, atHospital);
    expect(status).toMatchObject({ business: 'approved', receipt: { messageId: first.messageId } });
    expect(await feedOf(hospital.herId, atHospital, messageId)).toEqual(['MessageApprecInfoUpdated']);
    const bytes = await exchange.readBusinessDocument(kept.messageId, atGpOffice);
    expect(Buffer.compare(bytes, Buffer.from(second.bytes))).toBe(0);
    const [traced] = await exchange.trace(messageId, atHospital);
    expect(traced?.events.at(-2)).toMatchObject({
      kind: 'second-receipt-kept',
      proof: { receiptMessageId: kept.messageId, status: '2', errors: [{ code: 'E35' }] },
      text: expect.stringContaining('the first one stands'),
    });
  });

  test('that is the first one once more gets the first answer', async () => {
    const sent = submission();
    await exchange.accept(sent);
    const receipt = receiptOf(sent.bytes, 'ok');
    const first = await exchange.accept(receipt);
    expect(await exchange.accept(receipt)).toEqual({ ...first, isDuplicate: true });
  });

  test('that is kept is kept once, however often it comes', async () => {
    const sent = submission();
    const { messageId } = await exchange.accept(sent);
    await exchange.accept(receiptOf(sent.bytes, 'ok'));
    const second = receiptOf(sent.bytes, 'rejected');
    const answers = await Promise.all(Array.from({ length: 5 }, () => exchange.accept(second)));
    expect(new Set(answers.map((answer) => answer.messageId)).size).toBe(1);
    expect((await kindsOf(messageId)).filter((kind) => kind === 'second-receipt-kept')).toHaveLength(1);
  });

  test('that comes at the same moment as the first leaves one of them in force', async () => {
    const sent = submission();
    const { messageId } = await exchange.accept(sent);
    await Promise.all([
      exchange.accept(receiptOf(sent.bytes, 'ok')),
      exchange.accept(receiptOf(sent.bytes, 'rejected')),
    ]);
    const kinds = await kindsOf(messageId);
    expect(kinds.filter((kind) => kind === 'receipt-matched')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'second-receipt-kept')).toHaveLength(1);
  });

  test('that we are asked to write is refused, so that somebody looks', async () => {
    const sent = submission();
    const { messageId } = await exchange.accept(sent);
    await exchange.accept(receiptOf(sent.bytes, 'ok'));
    const change = approval(messageId, { status: 'rejected', errors: [{ code: 'E35' }] });
    await expect(exchange.answer(change, atGpOffice)).rejects.toThrow(ReceiptIsFinal);
    expect(await kindsOf(messageId)).not.toContain('second-receipt-kept');
  });
});

describe('S8 two receivers in one house', () => {
  const toBoth = () => {
    const receiverHerIds = [nursingHome.herId, homeCare.herId];
    return submission({ receiver: nursingHome, copyTo: homeCare }, { receiverHerIds });
  };

  test('answer once each, as the receiver and as the receiver of the copy', async () => {
    const { messageId } = await exchange.accept(toBoth());
    const main = await exchange.answer(approval(messageId, { receiverHerId: nursingHome.herId }), atMunicipality);
    const copy = await exchange.answer(approval(messageId, { receiverHerId: homeCare.herId }), atMunicipality);
    expect(copy.messageId).not.toBe(main.messageId);
    const roles: (string | undefined)[] = [];
    for (const { messageId: id } of [main, copy]) {
      const text = (await exchange.readBusinessDocument(id, atHospital)).toString();
      roles.push(/<Sender>\s*<Role V="(\w+)"/.exec(text)?.[1]);
    }
    expect(roles).toEqual(['PRIM', 'COP']);
  });

  test('have their own states: one approves, the other has no such patient', async () => {
    const { messageId } = await exchange.accept(toBoth());
    await exchange.markDownloaded(messageId, nursingHome.herId, atMunicipality);
    const rejected = { receiverHerId: homeCare.herId, status: 'rejected', errors: [{ code: 'E35' }] } as const;
    await exchange.answer(approval(messageId, rejected), atMunicipality);
    expect(await exchange.getStatuses(messageId, atHospital)).toMatchObject([
      { receiverHerId: nursingHome.herId, transport: 'acknowledged', business: 'awaiting' },
      { receiverHerId: homeCare.herId, transport: 'acknowledged', business: 'rejected' },
    ]);
  });
});

describe('a receipt', () => {
  test('goes back to whom the document came from, both levels mirrored', async () => {
    const { messageId } = await exchange.accept(submission());
    const { messageId: receiptId } = await exchange.answer(approval(messageId), atGpOffice);
    const receipt = readReceipt(await exchange.readBusinessDocument(receiptId, atHospital));
    expect(receipt.receiver).toMatchObject({ herId: hospital.herId, level1: { herId: hospital.organizationHerId } });
    expect(receipt.sender).toMatchObject({ herId: gpOffice.herId, level1: { herId: gpOffice.organizationHerId } });
  });

  test('may say that the document was for nobody there (E21), and the sender is shown the code', async () => {
    const sent = submission();
    const { messageId } = await exchange.accept(sent);
    await exchange.accept(receiptOf(sent.bytes, 'rejected', 'E21'));
    const [status] = await exchange.getStatuses(messageId, atHospital);
    expect(status).toMatchObject({ business: 'rejected', receipt: { errors: [{ code: 'E21', text: 'Se telefon' }] } });
  });

  test('with a status that no standard knows is refused at the door', async () => {
    const sent = submission();
    const { messageId } = await exchange.accept(sent);
    const receipt = receiptOf(sent.bytes, 'ok');
    const bytes = Buffer.from(Buffer.from(receipt.bytes).toString().replace('<Status V="1"', '<Status V="7"'));
    await expect(exchange.accept({ ...receipt, bytes })).rejects.toThrow(DocumentRefused);
    expect(await kindsOf(messageId)).toEqual(['accepted', 'delivered']);
  });

  test('on a receipt that came as a document is refused', async () => {
    const sent = submission();
    await exchange.accept(sent);
    const receipt = receiptOf(sent.bytes, 'ok');
    await exchange.accept(receipt);
    const { receiptId } = readReceipt(receipt.bytes);
    const text = Buffer.from(receiptOf(sent.bytes, 'ok').bytes).toString();
    const onReceipt = text.replace(/(<OriginalMsgId>[\s\S]*<Id>)[^<]*/, `$1${receiptId}`);
    const answer = exchange.accept({ ...receipt, bytes: Buffer.from(onReceipt) });
    await expect(answer).rejects.toThrow(OriginalUnknown);
  });
});
