import { HerIdInvalid } from './errors.ts';

declare const herIdBrand: unique symbol;

/**
 * The identifier of an organisation or a communication party (OID 2.16.578.1.12.4.1.2): a running number, assigned
 * once and never changed (HIS 1153-1 §4). There is no check digit.
 */
export type HerId = number & { readonly [herIdBrand]: true };

/** The largest HER-id: what the 32-bit integers of the national register can hold. */
export const HER_ID_MAX = 2_147_483_647;

/**
 * Reads a HER-id as it stands in a URL, a document or a JSON body.
 * Takes digits only: no sign, no space and no leading zero, so that one party is always written in one way.
 */
export function parseHerId(value: unknown): HerId {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^[1-9][0-9]{0,9}$/.test(text)) throw new HerIdInvalid(value);
  const number = Number(text);
  if (number > HER_ID_MAX) throw new HerIdInvalid(value);
  return number as HerId;
}
