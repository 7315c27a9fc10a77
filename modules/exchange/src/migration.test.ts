import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { addressRegisterMigrations } from '@samband/address-register';
import { migrate } from '@samband/db';
import { testDatabase } from '@samband/testing';
import { v7 as uuidV7 } from 'uuid';
import { afterAll, expect, test } from 'vitest';
import { digestOf } from './body.ts';
import { exchangeMigrations } from './migrations.ts';
import { gpOffice, hospital, sampleDialog } from './sample-dialog.ts';
import { approval, atGpOffice, atHospital, openTestExchange, submission } from './test-exchange.ts';

const folder = await mkdtemp(join(tmpdir(), 'samband-exchange-0002-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
for (const name of (await readdir(exchangeMigrations.folder)).filter((each) => each < '0003')) {
  await cp(join(exchangeMigrations.folder, name), join(folder, name));
}

test('a database from before the partitions is carried over: read, answered, traced and known again as before', async () => {
  const database = await testDatabase([addressRegisterMigrations, { module: 'exchange', folder }]);
  const id = uuidV7({ msecs: Date.parse('2025-03-01T08:00:00Z') });
  const bytes = sampleDialog({
    messageId: 'f0a9c1a2-0000-4000-8000-000000000001',
    generatedAt: '2026-03-02T07:59:00Z',
  });
  const digest = digestOf(bytes);
  const acceptance = {
    digest: digest.toString('hex'),
    sizeBytes: bytes.length,
    clientId: 'old-client',
    organizationNumber: atHospital.organizationNumber,
    transport: 'edi-api',
    warnings: [],
  };
  const route = { transport: 'mailbox', name: gpOffice.name };
  await database.pool.query(
    `insert into exchange.message values ($1, 'document', 'f0a9c1a2-0000-4000-8000-000000000001', $2, $3, 'DIALOG_HELSEFAGLIG',
       'Dialogmelding', 'http://www.kith.no/xmlstds/dialog/2013-01-23', '1.1', '2026-03-02T07:59:00Z', '2026-03-02T07:59:00Z',
       null, null, $4, $5, $6, '2025-03-01T08:00:00Z')`,
    [id, hospital.herId, atHospital.organizationNumber, digest, bytes.length, zstdCompressSync(bytes)],
  );
  await database.pool.query(
    `insert into exchange.document_key values ($1, 'f0a9c1a2-0000-4000-8000-000000000001', $2, $3)`,
    [hospital.herId, id, digest],
  );
  await database.pool.query(`insert into exchange.delivery values ($1, $2, $3, 'mailbox', $4)`, [
    id,
    gpOffice.herId,
    atGpOffice.organizationNumber,
    route,
  ]);
  await database.pool.query(
    `insert into exchange.event values (1, $1, null, 'accepted', '2025-03-01T08:00:00Z', $2),
                                       (2, $1, $3, 'delivered', '2025-03-01T08:00:00Z', $4)`,
    [id, acceptance, gpOffice.herId, route],
  );
  await database.pool.query(
    `insert into exchange.notification values (1, $1, gen_random_uuid(), $2, 'NewMessage', $3, '2025-03-01T08:00:00Z')`,
    [gpOffice.herId, id, hospital.herId],
  );
  await database.pool.query('update exchange.head set event_sequence = 2, feed_offset = 1');

  await migrate(database, [exchangeMigrations]);
  const { exchange } = await openTestExchange(database);

  const [news] = await exchange.notifications({ herIds: [gpOffice.herId], after: 0, limit: 10 }, atGpOffice);
  expect(news).toMatchObject({ offset: 1, messageId: id, kind: 'NewMessage' });
  expect((await exchange.readBusinessDocument(id, atGpOffice)).equals(bytes)).toBe(true);
  const [traced] = await exchange.trace('f0a9c1a2-0000-4000-8000-000000000001');
  expect(traced?.message).toMatchObject({ documentType: 'Dialogmelding', version: '1.1', kind: 'document' });
  expect(traced?.events.slice(0, 2).map(({ kind, proof }) => ({ kind, proof }))).toEqual([
    { kind: 'accepted', proof: acceptance },
    { kind: 'delivered', proof: route },
  ]);
  expect(await exchange.accept(submission({}, { bytes }))).toMatchObject({ messageId: id, isDuplicate: true });
  await exchange.answer(approval(id), atGpOffice);
  expect((await exchange.getStatuses(id, atHospital))[0]?.business).toBe('approved');
  const { rows } = await database.pool.query(
    `select tableoid::regclass::text as partition from exchange.message order by id`,
  );
  expect(rows[0]?.partition).toBe('exchange.message_2025_03');
});
