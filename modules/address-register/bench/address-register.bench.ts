import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, migrate, openDatabase, startEmbeddedPostgres } from '@samband/db';
import { type Figure, inParallel } from '@samband/measuring';
import { addressRegisterMigrations, createAddressRegister, type PartySearch, parseHerId } from '../src/index.ts';
import { PARTIES, seedCountry } from './country.ts';

const SEARCH_MS = 3_000;
const LIMIT_MS = 50;

/** What people look for. The rare, the frequent, the misspelt, and the numbers. */
const SEARCHES: readonly (readonly [string, PartySearch])[] = [
  ['by HER-id', { text: '204010' }],
  ['by organisation number', { text: '800000401' }],
  ['by a rare name', { text: 'sørfjord apotek' }],
  ['by two words in any order', { text: 'nordvik legevakt' }],
  ['by a word that 10,000 have', { text: 'legevakt' }],
  ['by the beginning of words that 30,000 have', { text: 'l' }],
  ['with one typing error', { text: 'lagevakt nordvik' }],
  ['with errors in every word', { text: 'sorfjrod apotk' }],
  ['for what nobody is called', { text: 'xylofonorkester' }],
  ['by service type and municipality', { serviceCode: '02', municipality: '0301' }],
];

/** The register with 100,000 parties: searching, looking up, routing from memory, and the export. */
export async function run(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-bench-'));
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataFolder: folder });
  const database = await openDatabase({ url: postgres.url, poolMax: 10 });
  try {
    await migrate(database, [addressRegisterMigrations]);
    await seedCountry(database);
    return await measure(database);
  } finally {
    await database.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(database: Database): Promise<Figure[]> {
  const register = createAddressRegister({ database });
  const following = await register.follow();
  const bare = await inParallel(1, SEARCH_MS, () =>
    database.pool.query({
      name: 'bare',
      text: 'select her_id, name from address_register.communication_party where her_id = $1',
      values: [204_010],
    }),
  );
  const limit = Number(bare.p50Ms.toFixed(2));
  const figures: Figure[] = [{ name: 'a bare look-up by primary key, median', value: bare.p50Ms, unit: 'ms' }];
  for (const [name, search] of SEARCHES) {
    await register.searchParties(search);
    const { p50Ms, p99Ms } = await inParallel(1, SEARCH_MS, () => register.searchParties(search));
    figures.push({ name: `search ${name}, median`, value: p50Ms, unit: 'ms', limit });
    figures.push({ name: `search ${name}, 99th percentile`, value: p99Ms, unit: 'ms', note: `aim: ${LIMIT_MS}` });
  }
  figures.push(...(await measureRouting(database, limit)), await measureExport(database));
  await following.close();
  return figures;
}

/** Receivers that are known come from memory: what the exchange asks for each message. */
async function measureRouting(database: Database, limit: number): Promise<Figure[]> {
  const register = createAddressRegister({ database });
  const following = await register.follow();
  const asked = Array.from({ length: 5_000 }, (_, n) => parseHerId(200_001 + n * 10));
  for (let from = 0; from < asked.length; from += 500) await register.resolveReceivers(asked.slice(from, from + 500));
  let next = 0;
  const pair = () => {
    next = (next + 2) % (asked.length - 1);
    return asked.slice(next, next + 2);
  };
  const { perSecond } = await inParallel(8, SEARCH_MS, () => register.resolveReceivers(pair()));
  const party = await inParallel(1, SEARCH_MS, () =>
    register.getParty(asked[next++ % asked.length] as (typeof asked)[0]),
  );
  await following.close();
  return [
    { name: 'sender and receiver from memory', value: perSecond, unit: 'look-ups/s', note: 'no statement each' },
    { name: 'one party from the register, median', value: party.p50Ms, unit: 'ms', limit },
  ];
}

async function measureExport(database: Database): Promise<Figure> {
  const register = createAddressRegister({ database });
  const started = performance.now();
  for await (const _line of register.export());
  const seconds = (performance.now() - started) / 1_000;
  return { name: 'export', value: (PARTIES + 1) / seconds, unit: 'parties/s' };
}
