import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressRegisterMigrations, createAddressRegister, parseHerId } from '@samband/address-register';
import { type Database, type EmbeddedPostgres, migrate, openDatabase, startEmbeddedPostgres } from '@samband/db';
import {
  type Figure,
  familyProcessorTimeMs,
  fsyncsPerSecond,
  inParallel,
  rawInsertsPerSecond,
} from '@samband/measuring';
import { packBody } from '../src/body.ts';
import { createExchange, type Exchange, exchangeMigrations } from '../src/index.ts';
import { gpOffice, hospital, sampleDialog } from '../src/sample-dialog.ts';

const sizeBytes = 8_500;
const durationMs = 6_000;
const atHospital = { clientId: 'bench-hospital', organizationNumber: '310001015' };
const atGpOffice = { clientId: 'bench-gp', organizationNumber: '310004049' };

/**
 * The exchange by itself: documents of 8.5 kB checked, routed and made durable, in one process with its PostgreSQL on
 * the same machine. No HTTP, tokens or proofs in it.
 */
export async function run(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-bench-'));
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataFolder: folder });
  const database = await openDatabase({ url: postgres.url, poolMax: 10 });
  try {
    return await measure(folder, postgres, database);
  } finally {
    await database.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, postgres: EmbeddedPostgres, database: Database): Promise<Figure[]> {
  const exchange = await openExchange(database);
  const body = packBody(letter()).content;
  const fsyncs = await fsyncsPerSecond(folder, 2_000);
  const rawInserts = await rawInsertsPerSecond(database, body, 3_000);
  await inParallel(64, 2_000, () => accept(exchange)); // compiles schemas, prepares statements

  const alone = await inParallel(1, 3_000, () => accept(exchange));
  const before = await usage(postgres);
  const accepts = await inParallel(64, durationMs, () => accept(exchange));
  const used = since(before, await usage(postgres));
  const stored = await storedBytesPerMessage(database);
  await inParallel(32, 1_000, () => converse(exchange));
  const beforeTalk = await usage(postgres);
  const conversations = await inParallel(32, durationMs, () => converse(exchange));
  const usedInTalk = since(beforeTalk, await usage(postgres));

  return [
    { name: 'fsync of 8 kB, this disk', value: fsyncs, unit: '/s' },
    { name: 'raw insert of the same body', value: rawInserts, unit: 'rows/s' },
    {
      name: 'in process: accept',
      value: accepts.perSecond,
      unit: 'documents/s',
      limit: Math.round(rawInserts),
      note: '64 at a time; no HTTP, token or proof',
    },
    ...cpu('in process: accept', used, accepts.count),
    { name: 'in process: accept, median time', value: accepts.p50Ms, unit: 'ms' },
    { name: 'in process: accept, 99th percentile', value: accepts.p99Ms, unit: 'ms' },
    {
      name: 'in process: accept alone, median time',
      value: alone.p50Ms,
      unit: 'ms',
      limit: Number((1_000 / fsyncs).toFixed(2)),
      note: '1 at a time',
    },
    {
      name: 'in process: conversation',
      value: conversations.perSecond,
      unit: '/s',
      note: 'accept, feed, fetch, downloaded, receipt, status; 32 at a time',
    },
    ...cpu('in process: conversation', usedInTalk, conversations.count),
    { name: 'stored per message', value: stored, unit: 'bytes', note: `of ${sizeBytes}, with events and indexes` },
  ];
}

function cpu(name: string, { serverMs, databaseMs }: Usage, count: number): Figure[] {
  return [
    { name: `${name}, CPU in the server`, value: serverMs / count, unit: 'ms' },
    ...(databaseMs === undefined
      ? []
      : [{ name: `${name}, CPU in PostgreSQL`, value: databaseMs / count, unit: 'ms' }]),
  ];
}

async function openExchange(database: Database): Promise<Exchange> {
  await migrate(database, [addressRegisterMigrations, exchangeMigrations]);
  const register = createAddressRegister({ database });
  const by = { clientId: 'bench', mayChange: 'any' } as const;
  for (const [party, { organizationNumber }] of [
    [hospital, atHospital],
    [gpOffice, atGpOffice],
  ] as const) {
    const parentHerId = parseHerId(party.organizationHerId);
    await register.createParty({ kind: 'organization', herId: parentHerId, name: party.name, organizationNumber }, by);
    await register.createParty({ kind: 'service', herId: parseHerId(party.herId), name: party.name, parentHerId }, by);
  }
  return createExchange({ database, register });
}

function accept(exchange: Exchange): Promise<{ messageId: string }> {
  return exchange.accept({
    bytes: letter(),
    senderHerId: hospital.herId,
    receiverHerIds: [gpOffice.herId],
    transport: 'edi-api',
    submittedBy: atHospital,
  });
}

let feedOffset = 0;

async function converse(exchange: Exchange): Promise<void> {
  const { messageId } = await accept(exchange);
  const query = { herIds: [gpOffice.herId], after: feedOffset, limit: 1 };
  const [news] = await exchange.notifications(query, atGpOffice);
  feedOffset = Math.max(feedOffset, news?.offset ?? 0);
  await exchange.readBusinessDocument(messageId, atGpOffice);
  await exchange.markDownloaded(messageId, gpOffice.herId, atGpOffice);
  await exchange.answer({ originalMessageId: messageId, receiverHerId: gpOffice.herId, status: 'ok' }, atGpOffice);
  await exchange.getStatuses(messageId, atHospital);
}

const words =
  'pasienten kontroll undersøkelse blodtrykk medisin hjertet funn vurdering henvises videre oppfølging uke'.split(' ');

/** A letter of the size that is wanted, each with other words, so that it compresses as prose does. */
function letter(): Buffer {
  const empty = sampleDialog({ text: '' }).length;
  let text = '';
  while (text.length < sizeBytes - empty)
    text += `${words[Math.floor(Math.random() * words.length)]} ${Math.floor(Math.random() * 1_000)} `;
  return sampleDialog({ text });
}

interface Usage {
  readonly serverMs: number;
  readonly databaseMs: number | undefined;
}

async function usage(postgres: EmbeddedPostgres): Promise<Usage> {
  const { user, system } = process.cpuUsage();
  return { serverMs: (user + system) / 1_000, databaseMs: await familyProcessorTimeMs(postgres.pid()) };
}

function since(before: Usage, after: Usage): Usage {
  const isKnown = before.databaseMs !== undefined && after.databaseMs !== undefined;
  return {
    serverMs: after.serverMs - before.serverMs,
    databaseMs: isKnown ? (after.databaseMs ?? 0) - (before.databaseMs ?? 0) : undefined,
  };
}

async function storedBytesPerMessage(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ bytes: number }>(`
    select (select sum(pg_total_relation_size(oid)) from pg_class
             where relnamespace = 'exchange'::regnamespace and relkind = 'r')::float8
           / (select count(*) from exchange.message) as bytes`);
  return Number(rows[0]?.bytes ?? 0);
}
