import pg from 'pg';

const { builtins } = pg.types;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;

const parseTextArray: (text: string) => (string | null)[] = pg.types.getTypeParser(TEXT_ARRAY as never, 'text');

/**
 * How column values become JavaScript values; always from text. `binary: true` must never be set: pg-protocol 1.16.1
 * then reads every field as UTF-8 and silently corrupts bytea and uuid (a test holds the bytes 00 ff fe 80 41 against it).
 *
 * int8 → number, refused when it would lose digits. date and timestamp → text as the server writes them: neither is an
 * instant, and the driver's default reads both in the time zone of the machine. timestamptz → Date, numeric → text.
 */
const PARSERS = new Map<number, (text: string) => unknown>([
  [builtins.INT8, parseSafeInteger],
  [INT8_ARRAY, (text) => parseTextArray(text).map((each) => (each === null ? null : parseSafeInteger(each)))],
  [builtins.DATE, (text) => text],
  [DATE_ARRAY, parseTextArray],
  [builtins.TIMESTAMP, (text) => text],
]);

/** An int8 as a number. Throws rather than round where it lies beyond ±(2^53 − 1). */
export function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`the int8 ${text} does not fit a JavaScript number; select it as text`);
  }
  return value;
}

/** For the `types` option of `pg`: ours first, the driver's defaults for the rest. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format ?? 'text')) as typeof pg.types.getTypeParser,
};
