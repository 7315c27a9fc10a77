import { weightedSum } from './weighted-sum.ts';

const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2, 1];

/** Whether the text is nine digits whose last one is the check digit (Brønnøysundregistrene, modulus 11). */
export function isOrganizationNumber(text: string): boolean {
  return /^\d{9}$/.test(text) && weightedSum([...text].map(Number), WEIGHTS) % 11 === 0;
}
