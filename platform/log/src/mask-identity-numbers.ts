import { isIdentityNumber } from './identity-number.ts';

/** What stands where an identity number stood. */
export const IDENTITY_NUMBER_MASK = '[identity number]';

/**
 * Eleven digits, alone or parted 6 + 5 as people write them: by a space (plain, no-break, thin), a tab, a hyphen or
 * dash, a plus or an encoded space. Not part of a longer row of digits, except after an escape that ends in digits
 * (`%20` of a URL, `\u0020` of JSON).
 */
const CANDIDATE =
  /(?:(?<!\d)|(?<=%(?:25)*[0-9a-f]{2})|(?<=\\u[0-9a-f]{4}))(\d{6})(?:[ \t\u00a0\u2009\u202f\u2010-\u2014+-]|%20|%C2%A0)?(\d{5})(?!\d)/gi;

/** Ids that machines make up: UUID, trace id, digest. Their digits are chance, and masking them would break a trace. */
const MACHINE_ID =
  /(?<![0-9a-z])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}(?:[0-9a-f]{32})?)(?![0-9a-z])/gi;

const FIRST_LOOK = /\d{6}(?:[ \t\u00a0\u2009\u202f\u2010-\u2014+-]|%20|%C2%A0|\\t)?\d{5}/i;

/** A cheap first look: false means that the text, or line of JSON, holds nothing that could be an identity number. */
export function mayHoldIdentityNumber(text: string): boolean {
  return FIRST_LOOK.test(text);
}

/** The same text with every identity number in it replaced by a mask; other numbers of eleven digits stay. */
export function maskIdentityNumbers(text: string): string {
  if (!mayHoldIdentityNumber(text)) return text;
  let machineIds: readonly [start: number, end: number][] | undefined;
  return text.replace(CANDIDATE, (found: string, date: string, rest: string, start: number) => {
    if (!isIdentityNumber(date + rest)) return found;
    machineIds ??= rangesOf(MACHINE_ID, text);
    return machineIds.some(([from, to]) => from <= start && start < to) ? found : IDENTITY_NUMBER_MASK;
  });
}

function rangesOf(pattern: RegExp, text: string): [start: number, end: number][] {
  return Array.from(text.matchAll(pattern), (match) => [match.index, match.index + match[0].length]);
}
