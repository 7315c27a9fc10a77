/** What a code means. */
export interface CodeValue {
  readonly code: string;
  readonly nb: string;
  /** Left out where nobody has put it into English: the Norwegian name stands for it. */
  readonly en?: string;
}

/** A code system of the national messages. */
export interface CodeSystem {
  /** The last part of its OID, by which the field speaks of it: `8116`. */
  readonly number: string;
  readonly oid: string;
  readonly name: { readonly nb: string; readonly en: string };
  /**
   * Whether every valid code is among our values, so that another one is worth a warning. False where we hold some of
   * them, or only know that the code system exists.
   */
  readonly isComplete: boolean;
  readonly values: ReadonlyMap<string, CodeValue>;
}

/** One line of the data: code, Norwegian name, English name. */
export type ValueLine = readonly [code: string, nb: string, en?: string];

const NATIONAL_ROOT = '2.16.578.1.12.4.1.1';

/** A code system of which every value is held. */
export function complete(number: string, nb: string, en: string, lines: readonly ValueLine[]): CodeSystem {
  return { number, oid: `${NATIONAL_ROOT}.${number}`, name: { nb, en }, isComplete: true, values: valuesOf(lines) };
}

/** A code system of which we hold some values, or none. */
export function partial(number: string, nb: string, en: string, lines: readonly ValueLine[] = []): CodeSystem {
  return { ...complete(number, nb, en, lines), isComplete: false };
}

function valuesOf(lines: readonly ValueLine[]): ReadonlyMap<string, CodeValue> {
  return new Map(lines.map(([code, nb, en]) => [code, { code, nb, ...(en !== undefined && { en }) }]));
}
