import type { Database } from '@samband/db';
import { sql } from 'kysely';
import { rememberWords } from '../src/typing-errors.ts';

/** An organisation and nine units below it, ten thousand times. */
export const PARTIES = 100_000;
const UNITS = 9;

const BEGINNINGS = words(
  'nord sør øst vest lang stor lille hav fjord fjell strand skog elv dal bekk stein sol vind is bjørk',
);
const ENDINGS = words('vik nes dal fjord sund øy lund haug voll åsen by havn sjø mark li heim stad våg rud bø');
const SORTS = words('legesenter legekontor sykehjem sykehus apotek tannklinikk laboratorium røntgen kommune helsehus');
const UNIT_NAMES = [
  'Fastlege',
  'Legevakt',
  'Hjemmesykepleie',
  'Fysioterapi',
  'Kirurgi',
  'Øyesykdommer',
  'Barn og unge',
  'Psykisk helsevern',
  'Laboratoriemedisin',
] as const;

function words(text: string): string[] {
  return text.split(' ');
}

/** An invented country, straight into the tables: parties with words, addresses and numbers, without events. */
export async function seedCountry({ db }: Database): Promise<void> {
  const places = BEGINNINGS.flatMap((beginning) => ENDINGS.map((ending) => beginning + ending));
  await sql`
    insert into address_register.communication_party
           (her_id, kind, name, organization_number, business_type, municipality, valid_from, changed_at, sort_name, search_words)
    select 200000 + n * 10, 'organization', initcap(place) || ' ' || sort || ' ' || n,
           (800000000 + n)::text, '103', lpad((301 + n % 350)::text, 4, '0'), '2020-01-01', now(),
           place || ' ' || sort || ' ' || n,
           format('%L:1A %L:1A %L:1A', place, sort, n)::tsvector
      from (select n, (${places}::text[])[1 + n % ${places.length}::int] as place,
                   (${SORTS}::text[])[1 + (n / 400) % ${SORTS.length}::int] as sort
              from generate_series(0, ${PARTIES / (UNITS + 1) - 1}::int) as n) as made
  `.execute(db);
  await sql`
    insert into address_register.communication_party
           (her_id, kind, name, parent_her_id, service_code_system, service_code, service_code_display, valid_from, changed_at,
            sort_name, search_words)
    select parent.her_id + unit, 'service', unit_name, parent.her_id, '2.16.578.1.12.4.1.1.8666', lpad(unit::text, 2, '0'),
           unit_name, '2020-01-01', now(), lower(unit_name),
           ((select string_agg(format('%L:1A', word), ' ') from regexp_split_to_table(lower(unit_name), ' ') as word)
            || ' ' || replace(parent.search_words::text, 'A', 'D'))::tsvector
      from address_register.communication_party as parent,
           unnest(${[...UNIT_NAMES]}::text[]) with ordinality as made (unit_name, unit)
     where parent.kind = 'organization'
  `.execute(db);
  await sql`
    insert into address_register.electronic_address (her_id, type, value, valid_from)
    select her_id, 'E_EDI', 'edi' || her_id || '@example', '2020-01-01'
      from address_register.communication_party where kind = 'organization'
  `.execute(db);
  const units = UNIT_NAMES.flatMap((name) => words(name.toLowerCase()));
  await rememberWords(db, [...places, ...SORTS, ...units]);
  await rememberWords(
    db,
    Array.from({ length: PARTIES / (UNITS + 1) }, (_, n) => String(n)),
  );
  await sql`vacuum analyze address_register.communication_party`.execute(db);
  await sql`vacuum analyze address_register.search_word_trigram`.execute(db);
}
