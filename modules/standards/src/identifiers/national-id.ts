import { weightedSum } from './weighted-sum.ts';

const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const SECOND_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** The remainders that the first check digit may leave from 2032 on (Skatteetaten); before, only the first of them. */
const REMAINDERS_FROM_2032 = [0, 1, 2, 3];

/** What is added to the month: nothing, help numbers and test numbers. */
const MONTH_SHIFTS = [0, 40, 65, 80];

/** What is known of a number that passes its checks. The number itself is not repeated. */
export interface NationalIdFacts {
  readonly kind: 'national' | 'd-number' | 'help-number' | 'synthetic' | 'common-help-number';
  /** Day, month and the last two digits of the year of birth; undefined for a common help number, which has none. */
  readonly birth?: { readonly day: number; readonly month: number; readonly yearOfCentury: number };
  /**
   * As the ninth digit has it; undefined for numbers that are only right by the rules from 2032, under which it can no
   * longer be derived.
   */
  readonly sex?: 'male' | 'female';
}

/**
 * Checks eleven digits as a national identity number, D-number, H-number or common help number, by the rules of today
 * and those from 2032, real or made for tests (month + 40, + 65 or + 80). Undefined when it is none of these.
 * Source: HIS 1001:2010 §2–4 and Skatteetaten's rules from 2032.
 */
export function readNationalId(text: string): NationalIdFacts | undefined {
  if (!/^\d{11}$/.test(text)) return undefined;
  const digits = [...text].map(Number);
  const rules = passedRules(digits);
  if (rules === undefined) return undefined;
  const dated = readBirth(digits);
  if (dated === undefined) {
    // HIS 1001:2010 §3.1: from 800 000 000, with neither date nor sex.
    return digits[0] !== undefined && digits[0] >= 8 ? { kind: 'common-help-number' } : undefined;
  }
  const sex = (digits[8] as number) % 2 === 1 ? 'male' : 'female';
  return { ...dated, ...(rules === 'today' && { sex }) };
}

/** Which rules the two check digits follow. */
function passedRules(digits: readonly number[]): 'today' | 'from-2032' | undefined {
  if ((weightedSum(digits, SECOND_WEIGHTS) + (digits[10] as number)) % 11 !== 0) return undefined;
  const left = (weightedSum(digits, FIRST_WEIGHTS) + (digits[9] as number)) % 11;
  if (left === 0) return 'today';
  return REMAINDERS_FROM_2032.includes(left) ? 'from-2032' : undefined;
}

function readBirth(digits: readonly number[]): Pick<NationalIdFacts, 'birth' | 'kind'> | undefined {
  const pair = (at: number) => (digits[at] as number) * 10 + (digits[at + 1] as number);
  const isDNumber = pair(0) > 40;
  const day = isDNumber ? pair(0) - 40 : pair(0);
  const shift = MONTH_SHIFTS.find((added) => pair(2) > added && pair(2) <= added + 12);
  if (shift === undefined) return undefined;
  const month = pair(2) - shift;
  // A leap year, since two digits do not say which century it is.
  if (day < 1 || day > new Date(Date.UTC(2000, month, 0)).getUTCDate()) return undefined;
  const birth = { day, month, yearOfCentury: pair(4) };
  if (shift > 40) return { kind: 'synthetic', birth };
  if (isDNumber) return { kind: 'd-number', birth };
  return { kind: shift === 40 ? 'help-number' : 'national', birth };
}
