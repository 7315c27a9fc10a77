import { InvalidArgumentError } from 'commander';

/** Readers for arguments: each gives the value, or says in words what was expected. */
export function herId(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647) return Number(text);
  throw new InvalidArgumentError('A HER-id is a whole number, as in 8000123.');
}

/** For an option that may be given several times, and may name several each time. */
export function moreHerIds(text: string, previous: readonly number[] = []): number[] {
  return [...new Set([...previous, ...herIdList(text)])];
}

export function herIdList(text: string): number[] {
  return [...new Set(text.split(',').map((part) => herId(part.trim())))];
}

export function wholeNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number is needed, as in 100.');
}

export function organizationNumber(text: string): string {
  const digits = text.replaceAll(' ', '');
  if (/^\d{9}$/.test(digits)) return digits;
  throw new InvalidArgumentError('An organisation number has nine digits.');
}

export function commaList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
