import { randomBytes, randomUUID } from 'node:crypto';
import { writeReceipt } from '@samband/standards';
import { describe, expect, test } from 'vitest';
import { DocumentRefused } from './errors.ts';
import { gpOffice, hospital, sampleDialog } from './sample-dialog.ts';
import { atGpOffice, atHospital, generatedAt, openTestExchange, submission } from './test-exchange.ts';

const { exchange, clock } = await openTestExchange();

/** Text that does not get shorter when it is compressed. */
const noise = (length: number) => randomBytes(length).toString('hex').slice(0, length);
const changed = (from: RegExp, to: string) => {
  const text = sampleDialog({
    generatedAt,
    conversation: { parent: 'CONVERSATION', first: 'CONVERSATION' },
  }).toString();
  const bytes = Buffer.from(text.replaceAll(from, to));
  expect(bytes.toString()).not.toBe(text);
  return exchange.accept(submission({}, { bytes }));
};

describe('a value that is longer than any real one', () => {
  test.each([
    ['MsgId', /(?<=<MsgId>)[^<]+/g, noise(300)],
    ['MsgId whose 256th letter is half of two', /(?<=<MsgId>)[^<]+/g, `${noise(255)}🙂`],
    ['ConversationRef', /CONVERSATION/g, noise(10_000)],
    ['Type', /(?<=<Type V=")[^"]+/g, noise(100_000)],
  ])('is refused by its name: %s', async (_, from, to) => {
    const refusal = changed(from, to);

    await expect(refusal).rejects.toThrow(DocumentRefused);
  });

  test('in a receipt, as its id', async () => {
    const sent = submission();
    await exchange.accept(sent);
    const receipt = writeReceipt({
      original: sent.bytes,
      id: 'RECEIPT-ID',
      generatedAt: clock.now,
      status: 'ok',
      by: gpOffice.herId,
    });
    const bytes = Buffer.from(Buffer.from(receipt).toString().replace('RECEIPT-ID', noise(300)));

    const refusal = exchange.accept({
      bytes,
      senderHerId: gpOffice.herId,
      receiverHerIds: [hospital.herId],
      transport: 'edi-api',
      submittedBy: atGpOffice,
    });

    await expect(refusal).rejects.toThrow(DocumentRefused);
  });

  test('may be as long as the limit, in any letters', async () => {
    const first = `${'ø'.repeat(127)}🙂${randomUUID()}`.padEnd(256, '.');

    const { messageId } = await exchange.accept(submission({ conversation: { parent: first, first } }));

    expect((await exchange.trace(first, atHospital)).map(({ message }) => message.id)).toEqual([messageId]);
  });
});

describe('a receipt whose errors are no codes', () => {
  test('is taken in, and its text stays out of the evidence', async () => {
    const sent = submission();
    const { messageId } = await exchange.accept(sent);
    const receipt = writeReceipt({
      original: sent.bytes,
      id: randomUUID(),
      generatedAt: clock.now,
      status: 'rejected',
      errors: [{ code: 'E10' }],
      by: gpOffice.herId,
    });
    const text = 'Pasienten bor ikke her lenger';
    const bytes = Buffer.from(Buffer.from(receipt).toString().replace('V="E10"', `V="${text}"`));
    expect(bytes.toString()).toContain(text);

    await exchange.accept({
      bytes,
      senderHerId: gpOffice.herId,
      receiverHerIds: [hospital.herId],
      transport: 'edi-api',
      submittedBy: atGpOffice,
    });

    expect(JSON.stringify(await exchange.trace(messageId, atHospital))).not.toContain(text);
    expect(await exchange.getStatuses(messageId, atHospital)).toMatchObject([
      { business: 'rejected', receipt: { errors: [{ code: text }] } },
    ]);
  });
});
