const FIRST_CONTROL_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2] as const;
const SECOND_CONTROL_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const;

/** Longest day of each month; 29 for February, because the century, and so the leap year, cannot be told for sure. */
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * What is added to the month: nothing (ordinary), 40 (common help number; some synthetic), 65 (synthetic, used in
 * published test material), 80 (synthetic, the national test population).
 */
const MONTH_OFFSETS = [0, 40, 65, 80] as const;

/** Added to the day of a D-number. */
const D_NUMBER_DAY_OFFSET = 40;

const ELEVEN_DIGITS = /^\d{11}$/;

/**
 * Whether a text of exactly eleven digits passes the check of a Norwegian identity number: national identity number,
 * D-number, help number or synthetic number, by the control digits of today or those of 2032 (the first control digit
 * may then leave remainder 0, 1, 2 or 3). Says nothing about whether the number was ever issued.
 */
export function isIdentityNumber(text: string): boolean {
  if (!ELEVEN_DIGITS.test(text)) return false;
  const digits = Array.from(text, Number);
  return hasDate(digits) && hasControlDigits(digits);
}

function hasDate(digits: readonly number[]): boolean {
  const dayWritten = twoDigits(digits, 0);
  const monthWritten = twoDigits(digits, 2);
  const day = dayWritten > D_NUMBER_DAY_OFFSET ? dayWritten - D_NUMBER_DAY_OFFSET : dayWritten;
  return MONTH_OFFSETS.some((offset) => {
    const dayMax = DAYS_OF_MONTH[monthWritten - offset - 1];
    return dayMax !== undefined && day >= 1 && day <= dayMax;
  });
}

function hasControlDigits(digits: readonly number[]): boolean {
  // The remainder of all ten digits, the control digit itself with weight 1, is 0 by the old rule, 0-3 by that of 2032.
  const firstRemainder = (weigh(digits, FIRST_CONTROL_WEIGHTS) + (digits[9] ?? 0)) % 11;
  const secondRemainder = (weigh(digits, SECOND_CONTROL_WEIGHTS) + (digits[10] ?? 0)) % 11;
  return firstRemainder <= 3 && secondRemainder === 0;
}

function weigh(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, position) => sum + weight * (digits[position] ?? 0), 0);
}

function twoDigits(digits: readonly number[], position: number): number {
  return (digits[position] ?? 0) * 10 + (digits[position + 1] ?? 0);
}
