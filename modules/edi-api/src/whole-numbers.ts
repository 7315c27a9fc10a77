import { type InputFault, RequestInvalid } from '@samband/http';

/** Parameters that are numbers; others are the schema's to judge. */
const NUMBERS: ReadonlySet<string> = new Set(['HerIds', 'Offset', 'NotificationsToFetch']);

const WHOLE_NUMBER = /^(0|[1-9][0-9]*)$/;

/**
 * Numbers in a query are written as EDI 2.0 writes them: digits alone. The schema check would take whatever JavaScript
 * reads as a number, so that `0x7b`, `8.1e6` and `042` would be HER-ids, and two spellings the same one twice.
 * Errors: RequestInvalid.
 */
export function checkWholeNumbers(query: unknown): void {
  const faults: InputFault[] = Object.entries(query as Record<string, string | string[]>)
    .filter(([name, value]) => NUMBERS.has(name) && [value].flat().some((text) => !WHOLE_NUMBER.test(text)))
    .map(([parameter]) => ({ parameter, detail: 'must be a whole number, written in digits alone' }));
  if (faults.length > 0) throw new RequestInvalid(faults);
}
