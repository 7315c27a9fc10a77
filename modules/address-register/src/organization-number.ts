const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2] as const;

/** Nine digits, whether or not the check digit is right. Text: a leading zero would mean something else as a number. */
export function isOrganizationNumberShape(text: string): boolean {
  return /^[0-9]{9}$/.test(text);
}

/**
 * Whether the check digit (the ninth) is right: modulus 11, as in the national register of legal entities.
 * Test registers hold numbers where it is not, by design: they can never be somebody's.
 */
export function hasOrganizationNumberCheckDigit(text: string): boolean {
  if (!isOrganizationNumberShape(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, position) => total + weight * Number(text[position]), 0);
  return (11 - (sum % 11)) % 11 === Number(text[8]);
}
