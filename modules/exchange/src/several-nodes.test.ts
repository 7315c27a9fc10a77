import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { ReceiptIsFinal } from './errors.ts';
import { createExchange } from './index.ts';
import { createLedger } from './ledger.ts';
import { findMessage } from './message-store.ts';
import { gpOffice, hospital } from './sample-dialog.ts';
import { approval, atGpOffice, atHospital, generatedAt, openTestExchange, submission } from './test-exchange.ts';

const { database, register, clock, exchange: one } = await openTestExchange();

/** Another server on the same database: it remembers nothing of what the first has accepted. */
const other = createExchange({ database, register, now: () => clock.now });

test('what a node remembers of a message is what the database says of it', async () => {
  const ledger = createLedger(database, 100);
  const node = createExchange({ database, register, now: () => clock.now });
  const first = randomUUID();
  const { messageId } = await node.accept(
    submission({
      conversation: { parent: first, first },
      copyTo: { organizationHerId: 8100400, herId: 8100401, name: 'Solbakken sykehjem' },
    }),
  );
  const receipt = await node.answer(approval(messageId), atGpOffice);
  for (const id of [messageId, receipt.messageId]) {
    const { ownHerIds, ...remembered } = await node.getMessage(id, atHospital);
    expect(remembered).toEqual(await findMessage(ledger.database, id));
  }
});

test('a conversation goes across nodes as within one', async () => {
  const sent = submission();
  const { messageId } = await one.accept(sent);
  expect((await other.readBusinessDocument(messageId, atGpOffice)).equals(Buffer.from(sent.bytes))).toBe(true);
  await other.markDownloaded(messageId, gpOffice.herId, atGpOffice);
  const receipt = await other.answer(approval(messageId), atGpOffice);
  expect((await one.getStatuses(messageId, atHospital))[0]).toMatchObject({
    business: 'approved',
    receipt: { messageId: receipt.messageId },
  });
  expect(await one.answer(approval(messageId), atGpOffice)).toMatchObject({
    messageId: receipt.messageId,
    isDuplicate: true,
  });
  await expect(
    one.answer(approval(messageId, { status: 'rejected', errors: [{ code: 'X99' }] }), atGpOffice),
  ).rejects.toThrow(ReceiptIsFinal);
});

test('of the same document on two nodes at once one is accepted, and both give its id', async () => {
  const copies = Array.from({ length: 20 }, () => submission({ messageId: randomUUID(), generatedAt }));
  for (const copy of copies) {
    const answers = await Promise.all([one.accept(copy), other.accept(copy), one.accept(copy)]);
    expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(1);
    expect(answers.filter(({ isDuplicate }) => !isDuplicate)).toHaveLength(1);
  }
});

test('of two answers on two nodes at once one stands, and the other is told so', async () => {
  for (let turn = 0; turn < 20; turn++) {
    const { messageId } = await one.accept(submission());
    const answers = await Promise.allSettled([
      one.answer(approval(messageId), atGpOffice),
      other.answer(approval(messageId, { status: 'rejected', errors: [{ code: 'X99' }] }), atGpOffice),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = answers.find((answer) => answer.status === 'rejected');
    expect(lost?.reason).toBeInstanceOf(ReceiptIsFinal);
    const feed = await one.notifications({ herIds: [hospital.herId], after: 0, limit: 1_000 }, atHospital);
    expect(
      feed.filter((entry) => entry.messageId === messageId && entry.kind === 'MessageApprecInfoUpdated'),
    ).toHaveLength(1);
  }
});
