import { randomUUID } from 'node:crypto';
import { readReceipt, writeReceipt } from '@samband/standards';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  BodyRemoved,
  FalseReunion,
  MessageNotFound,
  ReceiptIsFinal,
  RetentionPlanUnknown,
  RetentionRulesInvalid,
} from './errors.ts';
import { createExchange } from './index.ts';
import { approval, atGpOffice, atHospital, openTestExchange, submission } from './test-exchange.ts';

// Ids never go back in time by themselves, and here they must.
vi.mock('uuid', async (importOriginal) => {
  const uuid = await importOriginal<typeof import('uuid')>();
  return { ...uuid, v7: () => uuid.v7({ msecs: Date.now() }) };
});

const dayMs = 86_400_000;
const realNow = Date.now();

// The parties have been in the register for longer than anything here is old.
vi.useFakeTimers({ toFake: ['Date'], now: realNow - 5_000 * dayMs });
const { database, clock, register, exchange } = await openTestExchange();
const { retention } = exchange;
vi.useRealTimers();

/** Message ids hold the time: it is turned back to make messages that are old. The database keeps its own. */
function itIs(daysAgo: number): string {
  vi.setSystemTime(realNow - daysAgo * dayMs);
  clock.now = new Date();
  return clock.now.toISOString();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  clock.now = new Date();
});

async function acceptAt(daysAgo: number, wanted: { messageId?: string } = {}) {
  const sent = submission({ ...wanted, generatedAt: itIs(daysAgo) });
  const { messageId } = await exchange.accept(sent);
  return { messageId, sent };
}

/** A node that remembers nothing of what was accepted. */
function otherNode() {
  return createExchange({ database, register, now: () => clock.now });
}

async function planAndRun() {
  itIs(0);
  const plan = await retention.plan('operator');
  return { plan, run: await retention.run(plan.token, 'operator') };
}

test('the document goes first, and what is known of it stays, with the proof of what was removed', async () => {
  const { messageId } = await acceptAt(100);
  await exchange.answer(approval(messageId), atGpOffice);
  const { messageId: young } = await acceptAt(80);
  const { plan, run } = await planAndRun();

  const bodies = plan.removals.filter(({ step }) => step === 'body');
  expect(bodies.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  expect(bodies.map(({ messageType }) => messageType).sort()).toEqual(['APPREC', 'DIALOG_HELSEFAGLIG']);
  expect(run).toMatchObject({ removed: { body: 2, message: 0, key: 0 }, isComplete: true });

  const node = otherNode();
  await expect(node.readBusinessDocument(messageId, atGpOffice)).rejects.toThrow(BodyRemoved);
  const [traced] = await node.trace(messageId);
  expect(traced?.events.at(-1)).toMatchObject({
    kind: 'body-removed',
    proof: { bodyDays: 90, removedBy: 'operator' },
  });
  expect((await node.getStatuses(messageId, atHospital))[0]?.business).toBe('approved');
  await node.readBusinessDocument(young, atGpOffice);
});

test('a status and a repeated answer outlive the receipt that they came from', async () => {
  const before = await retention.rules();
  const { messageId } = await acceptAt(20);
  const rejection = approval(messageId, { status: 'rejected', errors: [{ code: 'E21', text: 'Ukjent pasient' }] });
  const { messageId: receiptId } = await exchange.answer(rejection, atGpOffice);
  itIs(0);
  await retention.setRules([...before, { messageType: 'APPREC', bodyDays: 7, messageDays: 30, keyDays: 3_650 }]);
  await planAndRun();
  await retention.setRules(before);

  const node = otherNode();
  await expect(node.readBusinessDocument(receiptId, atHospital)).rejects.toThrow(BodyRemoved);
  const [status] = await node.getStatuses(messageId, atHospital);
  expect(status).toMatchObject({ business: 'rejected', receipt: { errors: [{ code: 'E21' }] } });
  expect(await node.answer(rejection, atGpOffice)).toMatchObject({ messageId: receiptId, isDuplicate: true });
  await expect(node.answer(approval(messageId), atGpOffice)).rejects.toThrow(ReceiptIsFinal);
});

test('what a transport is done with goes with the document, and what it still works with keeps both', async () => {
  const [{ messageId: closed }, { messageId: open }] = [await acceptAt(100), await acceptAt(100)];
  await database.pool.query(
    `insert into exchange.outbound (message_id, receiver_her_id, envelope_id, transport, partner, due_at, give_up_at)
     values ($1, 8100301, $3, 'edi-api', '310004049', null, now()), ($2, 8100301, $4, 'edi-api', '310004049', now(), now())`,
    [closed, open, randomUUID(), randomUUID()],
  );
  await planAndRun();

  const { rows } = await database.pool.query('select message_id from exchange.outbound where message_id = any($1)', [
    [closed, open],
  ]);
  expect(rows).toEqual([{ message_id: open }]);
  await expect(otherNode().readBusinessDocument(closed, atGpOffice)).rejects.toThrow(BodyRemoved);
  await otherNode().readBusinessDocument(open, atGpOffice);
  await database.pool.query('delete from exchange.outbound where message_id = $1', [open]);
});

test('a first receipt that comes after its document was removed is taken, and shown as late', async () => {
  const [{ messageId: answered, sent }, { messageId: written }] = [await acceptAt(100), await acceptAt(100)];
  const original = sent.bytes;
  await planAndRun();
  const node = otherNode();
  await expect(node.readBusinessDocument(written, atGpOffice)).rejects.toThrow(BodyRemoved);

  const bytes = writeReceipt({ original, id: randomUUID(), generatedAt: clock.now, status: 'ok', by: 8100301 });
  const parties = { senderHerId: 8100301, receiverHerIds: [8100101] };
  await node.accept({ bytes, ...parties, transport: 'edi-api', submittedBy: atGpOffice });
  const { messageId: receiptId } = await node.answer(approval(written), atGpOffice);

  for (const id of [answered, written]) {
    expect(await node.getStatuses(id, atHospital)).toMatchObject([{ business: 'approved', receipt: { isLate: true } }]);
  }
  // As the one that is written from the document itself: same parties, same reference, same version.
  const receipt = readReceipt(await node.readBusinessDocument(receiptId, atHospital));
  const like = readReceipt(bytes);
  const { original: of } = receipt;
  expect(of).toMatchObject({ issueDate: like.original.issueDate, messageType: like.original.messageType });
  for (const side of ['sender', 'receiver'] as const) {
    expect(receipt[side]).toMatchObject({ herId: like[side].herId, level1: { herId: like[side].level1?.herId } });
  }
});

test('then the message goes, and its key still knows a copy and a false one', async () => {
  const documentId = randomUUID();
  const { messageId, sent } = await acceptAt(1_200, { messageId: documentId });
  await planAndRun();
  await planAndRun();
  const node = otherNode();
  await expect(node.getMessage(messageId, atHospital)).rejects.toThrow(MessageNotFound);
  await expect(node.trace(messageId)).rejects.toThrow(MessageNotFound);
  for (const table of ['event', 'delivery', 'body', 'open_leg', 'outbound']) {
    const { rows } = await database.pool.query(`select from exchange.${table} where message_id = $1`, [messageId]);
    expect(rows, table).toEqual([]);
  }
  expect(await node.accept(sent)).toMatchObject({ messageId, isDuplicate: true });
  const other = submission({ messageId: documentId, generatedAt: clock.now.toISOString(), text: 'Noe annet.' });
  await expect(node.accept(other)).rejects.toThrow(FalseReunion);
  const { rows: left } = await database.pool.query('select from exchange.event where message_id = $1', [messageId]);
  expect(left, 'no event of a message that is not there').toEqual([]);
});

test('last the key goes, when no copy can be meant any more; the empty months go with it', async () => {
  await acceptAt(4_000);
  const { run } = await planAndRun();
  expect(run.removed).toMatchObject({ body: 1, message: 1, key: 1 });
  const { rows } = await database.pool.query(
    `select count(*)::int as old from exchange.document_key where message_id < exchange.first_id_at(now() - interval '3650 days')`,
  );
  expect(rows).toEqual([{ old: 0 }]);
});

test('a month of which nothing is left is dropped, and one with anything in it is not', async () => {
  itIs(1_500);
  await database.pool.query('select exchange.make_partitions($1, 0)', [clock.now]);
  const { messageId } = await acceptAt(1_500);
  const month = clock.now.toISOString().slice(0, 7).replace('-', '_');
  await acceptAt(1_000);
  const { run } = await planAndRun();
  expect(run.removed.message).toBe(1);
  expect(run.partitionsDropped).toBe(5);
  const { rows } = await database.pool.query('select to_regclass($1) as gone', [`exchange.message_${month}`]);
  expect(rows).toEqual([{ gone: null }]);
  await expect(otherNode().getMessage(messageId, atHospital)).rejects.toThrow(MessageNotFound);
});

test('what waits for its receipt, its deadline or its transport stays', async () => {
  const { messageId: early } = await acceptAt(100);
  itIs(0);
  const { messageId: watched } = await acceptAt(100);
  await database.pool.query(
    `insert into exchange.open_leg (message_id, receiver_her_id, leg, sender_her_id, sender_organization_number, due_at)
     select $1, 8100301, 'receipt', 8100101, '310001015', now()`,
    [watched],
  );
  await planAndRun();
  const node = otherNode();
  await expect(node.readBusinessDocument(early, atGpOffice)).rejects.toThrow(BodyRemoved);
  await node.readBusinessDocument(watched, atGpOffice);
});

test('a GenDate in the future keeps no document for ever', async () => {
  itIs(200);
  const { messageId } = await exchange.accept(submission({ generatedAt: '9999-01-01T00:00:00Z' }));

  await planAndRun();

  await expect(otherNode().readBusinessDocument(messageId, atGpOffice)).rejects.toThrow(BodyRemoved);
});

test('a type can have a rule of its own, and rules out of order are refused', async () => {
  const before = await retention.rules();
  expect(before).toEqual([{ messageType: '*', bodyDays: 90, messageDays: 1_095, keyDays: 3_650 }]);
  const own = { messageType: 'DIALOG_HELSEFAGLIG', bodyDays: 7, messageDays: 30, keyDays: 3_650 };
  const { messageId } = await acceptAt(20);
  itIs(0);
  const outdated = await retention.plan('operator');
  await retention.setRules([...before, own]);
  await expect(retention.run(outdated.token, 'operator')).rejects.toThrow(RetentionPlanUnknown);
  await planAndRun();
  await expect(otherNode().readBusinessDocument(messageId, atGpOffice)).rejects.toThrow(BodyRemoved);

  for (const wrong of [
    [own],
    [...before, ...before],
    [{ ...before[0], bodyDays: 6 }],
    [{ ...before[0], messageDays: 89 }],
    [{ ...before[0], keyDays: 1_000 }],
  ]) {
    await expect(retention.setRules(wrong as typeof before)).rejects.toThrow(RetentionRulesInvalid);
  }
  await retention.setRules(before);
  expect(await retention.rules()).toEqual(before);
});

test('nothing goes without a plan, twice by one, by an old one, or in the future', async () => {
  await acceptAt(95);
  itIs(0);
  const plan = await retention.plan('operator');
  await expect(retention.run(randomUUID(), 'operator')).rejects.toThrow(RetentionPlanUnknown);
  await retention.run(plan.token, 'operator');
  await expect(retention.run(plan.token, 'operator')).rejects.toThrow(RetentionPlanUnknown);

  const old = await retention.plan('operator');
  itIs(-1);
  await expect(retention.run(old.token, 'operator')).rejects.toThrow(RetentionPlanUnknown);
  const early = await retention.plan('operator');
  await expect(retention.run(early.token, 'operator')).rejects.toThrow('is not known before then');
});
