import { createMetrics } from '@samband/telemetry';
import { beforeEach, describe, expect, test } from 'vitest';
import { gpOffice, hospital, nursingHome } from '../sample-dialog.ts';
import { approval, atGpOffice, atHospital, atMunicipality, openTestExchange, submission } from '../test-exchange.ts';

const metrics = createMetrics();
const node = await openTestExchange(undefined, { limits: { receiptHoursByType: { SVAR_LAB: 24 } }, metrics });
const { exchange, clock, database, kindsOf } = node;
/** GenDate of every document here is a minute before it is accepted. */
const generatedAt = new Date('2026-03-02T07:59:00Z');
const atHour = (hours: number, minutes = 0) => new Date(generatedAt.getTime() + (hours * 60 + minutes) * 60_000);

beforeEach(async () => {
  // What earlier tests left open is told of now, and not in this one.
  clock.now = atHour(10_000);
  await exchange.watchDeadlines();
  clock.now = atHour(0, 1);
});

async function toldOf(messageId: string): Promise<string[]> {
  const feed = await exchange.notifications({ herIds: [hospital.herId], after: 0, limit: 1_000 }, atHospital);
  return feed.filter((entry) => entry.messageId === messageId).map(({ kind }) => kind);
}

async function alertsOf(messageId: string): Promise<string[]> {
  return (await kindsOf(messageId)).filter((kind) => kind === 'receipt-overdue' || kind === 'abandoned');
}

async function watchAt(now: Date): Promise<void> {
  clock.now = now;
  await exchange.watchDeadlines();
}

async function acceptTakenIn(): Promise<string> {
  const { messageId } = await exchange.accept(submission());
  await exchange.markDownloaded(messageId, gpOffice.herId, atGpOffice);
  return messageId;
}

describe('S6 the 96 hours', () => {
  test('are kept by an answer at 95:59, and nobody is alerted', async () => {
    const messageId = await acceptTakenIn();
    await watchAt(atHour(95, 59));
    await exchange.answer(approval(messageId), atGpOffice);
    await watchAt(atHour(97));
    expect(await alertsOf(messageId)).toEqual([]);
    const [status] = await exchange.getStatuses(messageId, atHospital);
    expect(status).toMatchObject({ business: 'approved', receipt: { isLate: false } });
  });

  test('are over some day for a document from the year 9999 too', async () => {
    const { messageId } = await exchange.accept(submission({ generatedAt: '9999-12-31T23:59:59Z' }));
    await exchange.markDownloaded(messageId, gpOffice.herId, atGpOffice);
    await watchAt(atHour(97));
    expect(await alertsOf(messageId)).toEqual(['receipt-overdue']);
  });

  test('are over at 96:00 without an answer: the sender is told at once, and once', async () => {
    const messageId = await acceptTakenIn();
    await watchAt(atHour(96));
    expect(await alertsOf(messageId)).toEqual([]);
    await watchAt(new Date(atHour(96).getTime() + 1));
    await watchAt(atHour(97));
    expect(await alertsOf(messageId)).toEqual(['receipt-overdue']);
    expect(await toldOf(messageId)).toEqual(['MessageDeliveryStateUpdated', 'MessageDeliveryStateUpdated']);
    const [status] = await exchange.getStatuses(messageId, atHospital);
    expect(status?.business).toBe('overdue');
    expect(status?.proofs.map(({ claim }) => claim)).toContain('alerted');
  });

  test('do not shut out an answer at 120 hours: it is taken in, and shown as late', async () => {
    const messageId = await acceptTakenIn();
    await watchAt(atHour(96, 1));
    clock.now = atHour(120);
    await exchange.answer(approval(messageId), atGpOffice);
    const [status] = await exchange.getStatuses(messageId, atHospital);
    expect(status).toMatchObject({ business: 'approved', receipt: { isLate: true } });
    expect(await exchange.overdue({ limit: 500 }, atHospital)).toMatchObject({
      legs: expect.not.arrayContaining([expect.objectContaining({ messageId })]),
    });
  });

  test('are counted from GenDate, so what was accepted when they were over is told of at once', async () => {
    clock.now = atHour(100);
    const messageId = await acceptTakenIn();
    await exchange.watchDeadlines();
    expect(await alertsOf(messageId)).toEqual(['receipt-overdue']);
  });

  test('are another number where the type of message says so', async () => {
    const lab = submission();
    const bytes = Buffer.from(Buffer.from(lab.bytes).toString().replace('V="DIALOG_HELSEFAGLIG"', 'V="SVAR_LAB"'));
    const { messageId } = await exchange.accept({ ...lab, bytes });
    await watchAt(atHour(24, 1));
    expect(await alertsOf(messageId)).toEqual(['receipt-overdue']);
  });
});

describe('a mailbox that nobody empties', () => {
  test('after 72 hours the sender is told, and the document can still be taken in: late', async () => {
    const { messageId } = await exchange.accept(submission());
    await exchange.readBusinessDocument(messageId, atGpOffice);
    await watchAt(atHour(72, 2));
    expect(await alertsOf(messageId)).toEqual(['abandoned']);
    expect(await toldOf(messageId)).toEqual(['MessageDeliveryStateUpdated']);
    expect(await exchange.getStatuses(messageId, atHospital)).toMatchObject([{ isSent: true, transport: 'abandoned' }]);

    clock.now = atHour(80);
    await exchange.markDownloaded(messageId, gpOffice.herId, atGpOffice);
    const [status] = await exchange.getStatuses(messageId, atHospital);
    expect(status).toMatchObject({ transport: 'acknowledged', isTransportLate: true });
  });

  test('is each receiver’s own: one that took the document in is not given up with the other', async () => {
    const { messageId } = await exchange.accept(submission({ copyTo: nursingHome }));
    await exchange.markDownloaded(messageId, nursingHome.herId, atMunicipality);
    await watchAt(atHour(73));
    const statuses = await exchange.getStatuses(messageId, atHospital);
    expect(statuses.map(({ transport }) => transport)).toEqual(['abandoned', 'acknowledged']);
  });

  test('is not watched for receipts: they are the end of a journey', async () => {
    const messageId = await acceptTakenIn();
    const receipt = await exchange.answer(approval(messageId), atGpOffice);
    await watchAt(atHour(200));
    expect(await kindsOf(receipt.messageId)).toEqual(['accepted', 'delivered']);
  });
});

describe('the watch', () => {
  test('tells of each deadline once, though several servers look at the same moment', async () => {
    const others = await Promise.all([1, 2].map(() => openTestExchange(database, { isPopulated: true })));
    const ids = await Promise.all(Array.from({ length: 30 }, acceptTakenIn));
    for (const { clock: theirs } of [node, ...others]) theirs.now = atHour(97);
    await Promise.all([node, ...others].map((each) => each.exchange.watchDeadlines()));
    for (const id of ids) expect(await alertsOf(id)).toEqual(['receipt-overdue']);
    const [{ count } = { count: 0 }] = (
      await database.pool.query(
        `select count(*)::int from exchange.notification where message_id = any($1) and kind = 'MessageDeliveryStateUpdated'`,
        [ids],
      )
    ).rows;
    // Taken in, and overdue: two for each.
    expect(count).toBe(60);
  });

  test('neither doubles nor loses an alert when the clock jumps two hours forward and back again', async () => {
    const early = await acceptTakenIn();
    clock.now = atHour(3);
    const late = await exchange.accept(submission({ generatedAt: atHour(2, 59).toISOString() }));
    await watchAt(atHour(97.5));
    await watchAt(atHour(95.5));
    await watchAt(atHour(96.5));
    expect([await alertsOf(early), await alertsOf(late.messageId)]).toEqual([['receipt-overdue'], ['abandoned']]);
    await watchAt(atHour(99.5));
    expect(await alertsOf(late.messageId)).toEqual(['abandoned', 'receipt-overdue']);
    expect(await alertsOf(early)).toEqual(['receipt-overdue']);
  });

  test('keeps no row for what is answered before it looks, nor for what is answered in time', async () => {
    const rowsOf = async (messageId: string) =>
      (await database.pool.query('select leg from exchange.open_leg where message_id = $1', [messageId])).rows.length;
    const quick = await acceptTakenIn();
    await exchange.answer(approval(quick), atGpOffice);
    const { messageId: slow } = await exchange.accept(submission());
    await exchange.watchDeadlines();
    expect([await rowsOf(quick), await rowsOf(slow)]).toEqual([0, 2]);
    await exchange.markDownloaded(slow, gpOffice.herId, atGpOffice);
    await exchange.watchDeadlines();
    expect(await rowsOf(slow)).toBe(1);
    await exchange.answer(approval(slow), atGpOffice);
    await exchange.watchDeadlines();
    expect(await rowsOf(slow)).toBe(0);
  });

  test('finds the same open legs again when it reads the events from the beginning', async () => {
    const fresh = await openTestExchange();
    const rowsOf = async (query: string) => (await fresh.database.pool.query(query)).rows;
    const legs = () => rowsOf('select * from exchange.open_leg order by message_id, receiver_her_id, leg');
    const events = () => rowsOf('select sequence from exchange.event order by sequence');
    for (let count = 0; count < 3; count++) await fresh.exchange.accept(submission({ copyTo: nursingHome }));
    fresh.clock.now = atHour(73);
    await fresh.exchange.watchDeadlines();
    const [known, happened] = [await legs(), await events()];
    expect(known.map(({ is_overdue }) => is_overdue)).toEqual(Array.from({ length: 6 }, () => [false, true]).flat());

    await rowsOf('delete from exchange.open_leg');
    await rowsOf('update exchange.watch_position set event_sequence = 0');
    await fresh.exchange.watchDeadlines();
    expect([await legs(), await events()]).toEqual([known, happened]);
  });

  test('counts what it tells of', async () => {
    const { messageId } = await exchange.accept(submission());
    await watchAt(atHour(73));
    expect(await alertsOf(messageId)).toEqual(['abandoned']);
    expect(await metrics.text()).toMatch(/samband_exchange_deadlines_missed_total\{leg="transport"\} \d+/);
  });
});

describe('the work list of what is overdue', () => {
  test('gives the sender’s organisation its own, the oldest first, page by page; and others nothing of it', async () => {
    const mine: string[] = [];
    for (const minute of [30, 10, 20]) {
      const { messageId } = await exchange.accept(submission({ generatedAt: atHour(0, -minute).toISOString() }));
      await exchange.markDownloaded(messageId, gpOffice.herId, atGpOffice);
      mine.push(messageId);
    }
    await watchAt(atHour(97));
    const seen: string[] = [];
    let next: Parameters<typeof exchange.overdue>[0]['after'];
    do {
      const page = await exchange.overdue({ limit: 2, after: next }, atHospital);
      expect(page.legs.length).toBeLessThanOrEqual(2);
      seen.push(...page.legs.map((leg) => leg.messageId));
      next = page.next;
    } while (next);
    expect(seen.filter((id) => mine.includes(id))).toEqual([mine[0], mine[2], mine[1]]);
    expect(new Set(seen).size).toBe(seen.length);
    expect((await exchange.overdue({ limit: 500 }, atGpOffice)).legs).toEqual([]);
    const everything = await exchange.overdue({ limit: 500 });
    expect(everything.legs.map((leg) => leg.messageId)).toEqual(expect.arrayContaining(mine));
  });

  test('sums up how long each receiver lets others wait', async () => {
    clock.now = atHour(20_000);
    for (const age of [1, 30, 100]) {
      const generated = new Date(clock.now.getTime() - (96 + age) * 3_600_000);
      const toHome = { receiver: nursingHome, generatedAt: generated.toISOString() };
      const { messageId } = await exchange.accept(submission(toHome, { receiverHerIds: [nursingHome.herId] }));
      await exchange.markDownloaded(messageId, nursingHome.herId, atMunicipality);
    }
    await exchange.watchDeadlines();
    const summary = await exchange.overdueSummary(atHospital);
    const home = summary.find(({ receiver }) => receiver.herId === nursingHome.herId);
    expect(home).toMatchObject({
      receiver: { name: expect.stringContaining('Solbakken') },
      underOneDay: 1,
      oneToThreeDays: 1,
    });
    expect(home?.overThreeDays).toBeGreaterThanOrEqual(1);
    expect(await exchange.overdueSummary(atGpOffice)).toEqual([]);
  });
});
