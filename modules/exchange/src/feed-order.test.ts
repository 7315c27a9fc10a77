import { openDatabase } from '@samband/db';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createExchange } from './index.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { gpOffice, hospital, nursingHome } from './sample-dialog.ts';
import { atHospital, openTestExchange, submission } from './test-exchange.ts';

const { database, register, clock } = await openTestExchange();

const nodes = 3;
const acceptsOfNode = 150;
const readers = 6;
const herIds = [hospital.herId, gpOffice.herId, nursingHome.herId];

/** A server of its own, as far as the database can tell: its own pool and its own batches. */
async function openNode() {
  const { rows } = await database.pool.query<{ name: string }>('select current_database() as name');
  const url = inject('databaseUrl').replace(/^(\w+:\/\/[^/]*)(\/[^/?]*)?/, `$1/${rows[0]?.name}`);
  const own = await openDatabase({ url, poolMax: 5 });
  onTestFinished(() => own.close());
  return {
    exchange: createExchange({ database: own, register, now: () => clock.now }),
    ledger: createLedger(own, 5_000),
  };
}

/** Follows the feed in small pages while `isOver` is false, and once more after that. Gives the offsets in the order seen. */
async function readAlong(ledger: Ledger, pageSize: number, isOver: () => boolean): Promise<number[]> {
  const seen: number[] = [];
  for (let isLast = false; ; ) {
    const page = await ledger.readFeed({ herIds, after: seen.at(-1) ?? 0, limit: pageSize });
    for (const { offset } of page) seen.push(offset);
    if (page.length === pageSize) continue;
    if (isLast) return seen;
    isLast = isOver();
  }
}

test(`no reader misses an entry that ${nodes} nodes commit at once, and no gap that was passed is filled later`, async () => {
  const writing = await Promise.all(Array.from({ length: nodes }, openNode));
  let isOver = false;
  const reading = await Promise.all(Array.from({ length: readers }, openNode));
  const following = reading.map(({ ledger }, at) => readAlong(ledger, 1 + at * 5, () => isOver));

  // Each accepts, and says that the receiver has it: two kinds of commits, in two batches of each node.
  await Promise.all(
    writing.flatMap(({ exchange, ledger }) =>
      Array.from({ length: acceptsOfNode }, async () => {
        const { messageId } = await exchange.accept(submission());
        await ledger.record({
          messageId,
          receiverHerId: gpOffice.herId,
          kind: 'downloaded',
          occurredAt: clock.now,
          proof: atHospital,
          notify: { herId: hospital.herId, kind: 'MessageDeliveryStateUpdated' },
        });
      }),
    ),
  );
  isOver = true;

  const { rows } = await database.pool.query<{ offset: number }>(
    'select feed_offset as "offset" from exchange.notification order by feed_offset',
  );
  const inOrder = rows.map(({ offset }) => offset);
  expect(inOrder).toHaveLength(2 * nodes * acceptsOfNode);
  // Whoever was shown n has been shown all below n: every reader saw exactly what there is, in order.
  for (const seen of await Promise.all(following)) expect(seen).toEqual(inOrder);
});

test('events are numbered in the order of their commits too, each number once', async () => {
  const { rows } = await database.pool.query(
    'select count(*)::int as events, count(distinct sequence)::int as numbers from exchange.event',
  );
  expect(rows[0].events).toBe(rows[0].numbers);
  expect(rows[0].events).toBe(3 * nodes * acceptsOfNode);
});
