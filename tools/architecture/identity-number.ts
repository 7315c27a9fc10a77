const weights1 = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const weights2 = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/**
 * True when eleven digits may be a living person's birth number, D-number (day + 40) or help number (month + 40).
 * Synthetic people have month + 80 (the tax authority's) or + 65 (test data in the health sector): those are ours to use.
 * Both the control digits in use and those issued from 2032 count (facts of the national population register).
 */
export function isRealIdentityNumber(text: string): boolean {
  const digits = [...text].map(Number);
  return digits.length === 11 && isDateOfPerson(text) && hasControlDigits(digits);
}

function isDateOfPerson(text: string): boolean {
  const day = Number(text.slice(0, 2)) % 40;
  const month = Number(text.slice(2, 4));
  const isMonth = (month >= 1 && month <= 12) || (month >= 41 && month <= 52);
  return Number(text.slice(0, 2)) <= 71 && day >= 1 && day <= 31 && isMonth;
}

/** k1 = 11 − (sum mod 11), and from 2032 also that plus 1, 2 or 3; k2 as ever. */
function hasControlDigits(digits: readonly number[]): boolean {
  const remainder1 = (weightedSum(digits, weights1) + (digits[9] ?? 0)) % 11;
  return remainder1 <= 3 && (weightedSum(digits, weights2) + (digits[10] ?? 0)) % 11 === 0;
}

function weightedSum(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);
}
