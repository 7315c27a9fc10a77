import { displayOf } from '../code-systems/find-code-system.ts';

/** OID of a code list of the national register of code systems. */
function oid(number: number): string {
  return `2.16.578.1.12.4.1.1.${number}`;
}

/** 8258, status for the receipt of a message (HIS 80415:2012 §6.2). */
export const STATUSES = {
  ok: { V: '1', DN: 'OK' },
  rejected: { V: '2', DN: 'Avvist' },
  'ok-with-errors': { V: '3', DN: 'OK, feil i delmelding' },
} as const;

export type ReceiptStatus = keyof typeof STATUSES;

/**
 * The coded error of a receipt, or undefined for text that is no code. A code in the form of 8221 that is not in the
 * printed list is taken as one that was added later: the list is kept up to date apart from the standard. Two digits are
 * 8222, sick notes and medical certificates.
 */
export function codedError(code: string): { V: string; S: string; DN?: string } | undefined {
  const display = displayOf(8221, code, 'nb');
  if (display !== undefined) return { V: code, S: oid(8221), DN: display };
  if (/^[A-Z]\d{2}$/.test(code)) return { V: code, S: oid(8221) };
  if (/^\d{2}$/.test(code)) return { V: code, S: oid(8222) };
  return undefined;
}
