import { v7 as uuidV7 } from 'uuid';
import { expect, test } from 'vitest';
import { makePartitions } from './partitions.ts';
import { openTestExchange, submission } from './test-exchange.ts';

const { database, exchange } = await openTestExchange();

async function partitionsOf(parent: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    'select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass order by 1',
    [`exchange.${parent}`],
  );
  return rows.map(({ name }) => name);
}

test('the months ahead have their partitions, for all that belongs to a message', async () => {
  const inTwoMonths = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 2, 1));
  const suffix = inTwoMonths.toISOString().slice(0, 7).replace('-', '_');
  for (const parent of ['message', 'body', 'delivery', 'receipt', 'event']) {
    expect(await partitionsOf(parent)).toContain(`exchange.${parent}_${suffix}`);
  }
});

test('making them again, also by two at once, makes none twice', async () => {
  const reports = await Promise.all([makePartitions(database, new Date()), makePartitions(database, new Date())]);
  expect(reports).toEqual([
    { made: 0, misplaced: 0 },
    { made: 0, misplaced: 0 },
  ]);
});

test('a message without a partition is accepted, counted, and moved when the partition is made', async () => {
  const far = new Date('2031-05-05T12:00:00Z');
  const { messageId } = await exchange.accept(submission());
  const id = uuidV7({ msecs: far.getTime() });
  await database.pool.query(
    `insert into exchange.message
     select $2::uuid, generated_at, accepted_at, sender_her_id, size_bytes, document_kind_id, answers_message_id, digest,
            document_id, sender_organization_number, message_type, generated_text, conversation_id, parent_id
       from exchange.message where id = $1`,
    [messageId, id],
  );
  expect(await makePartitions(database, new Date())).toMatchObject({ misplaced: 1 });

  expect(await makePartitions(database, far)).toMatchObject({ made: 20, misplaced: 0 });
  const { rows } = await database.pool.query(
    'select tableoid::regclass::text as partition from exchange.message where id = $1',
    [id],
  );
  expect(rows).toEqual([{ partition: 'exchange.message_2031_05' }]);
});

test('what is only added to is so in each partition too, also in those made later', async () => {
  await makePartitions(database, new Date('2032-01-01T00:00:00Z'));
  for (const statement of [
    'delete from exchange.event_default',
    'update exchange.event_2032_01 set proof = proof',
    'truncate exchange.message_2032_01',
    'delete from exchange.message',
    'truncate exchange.body_2032_02',
    'update exchange.body set packing = 1',
  ]) {
    await expect(database.pool.query(statement), statement).rejects.toThrow('only ever added to');
  }
});
