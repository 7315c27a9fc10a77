import type { Db } from '@samband/db';
import { sql } from 'kysely';
import { distanceToBeginning } from './edit-distance.ts';
import type { Alternatives } from './search-words.ts';

const CANDIDATES_MAX = 60;
const ALTERNATIVES_MAX = 15;
/** A part of a longer word counts from this length on: sykehus in universitetssykehus. */
const PART_LENGTH_MIN = 5;

/** Longer words bear more errors; short ones would become each other. */
const errorsMax = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/** What was asked, and what may have been meant: with one error, and with more or as a part of a word. */
export interface Meant {
  readonly near: readonly Alternatives[];
  readonly far: readonly Alternatives[];
}

/** Puts a word that parties are found by under its trigrams, so that it is found in spite of typing errors. */
export async function rememberWords(db: Db, words: readonly string[]): Promise<void> {
  await sql`
    insert into address_register.search_word_trigram (trigram, word)
    select trigram, word from unnest(${words}::text[]) as word, address_register.word_trigrams(word) as trigram
    on conflict do nothing
  `.execute(db);
}

/** For each asked word, the words of the register that it may stand for. Numbers are taken as they are. */
export async function whatWasMeant(db: Db, words: readonly string[]): Promise<Meant> {
  const rows = await readCandidates(
    db,
    words.filter((word) => !/^[0-9]+$/.test(word)),
  );
  const alternatives = (word: string, isFitting: (errors: number) => boolean): Alternatives => {
    const fitting = rows
      .filter((row) => row.asked === word && !row.candidate.startsWith(word))
      .map((row) => ({ word: row.candidate, errors: errorsIn(row) }))
      .filter(({ errors }) => isFitting(errors))
      .sort((one, other) => one.errors - other.errors || one.word.length - other.word.length);
    return { beginning: word, words: fitting.slice(0, ALTERNATIVES_MAX).map((each) => each.word) };
  };
  return {
    near: words.map((word) => alternatives(word, (errors) => errors <= Math.min(1, errorsMax(word)))),
    far: words.map((word) => alternatives(word, (errors) => errors <= errorsMax(word))),
  };
}

interface Candidate {
  readonly asked: string;
  readonly askedPlain: string;
  readonly candidate: string;
  readonly candidatePlain: string;
}

function errorsIn({ askedPlain, candidatePlain }: Candidate): number {
  const isPart = askedPlain.length >= PART_LENGTH_MIN && candidatePlain.includes(askedPlain);
  const errors = distanceToBeginning(askedPlain, candidatePlain);
  return isPart ? Math.min(errors, errorsMax(askedPlain)) : errors;
}

/** The words that share the most trigrams with each one asked. */
async function readCandidates(db: Db, words: readonly string[]): Promise<Candidate[]> {
  if (words.length === 0) return [];
  const { rows } = await sql<Candidate>`
    select asked.word as asked, address_register.plain_word(asked.word) as "askedPlain",
           candidate.word as candidate, address_register.plain_word(candidate.word) as "candidatePlain"
      from unnest(${words}::text[]) as asked (word),
           lateral (select word, count(*) as shared from address_register.search_word_trigram
                     where trigram = any(array(select address_register.word_trigrams(asked.word)))
                     group by word
                    having count(*) >= 2
                     order by shared desc, length(word)
                     limit ${CANDIDATES_MAX}) as candidate
  `.execute(db);
  return rows;
}
