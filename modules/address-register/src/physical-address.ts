import type { PhysicalAddressInput } from './party-input.ts';
import { planPeriods, type Unbegun } from './period-plan.ts';
import { endOrForEver, type Validity } from './validity.ts';

/** Kinds of physical address, each with its code in system 3401 (2.16.578.1.12.4.1.1.3401). */
export const PHYSICAL_ADDRESS_TYPES = {
  visiting: 'RES',
  postal: 'PST',
  invoice: 'INV',
  workplace: 'WP',
} as const satisfies Record<string, string>;

export type PhysicalAddressType = keyof typeof PHYSICAL_ADDRESS_TYPES;

/** Where people and parcels go. A party has at most one of a type at an instant. */
export interface PhysicalAddress extends Validity {
  readonly type: PhysicalAddressType;
  readonly street?: string;
  readonly postbox?: string;
  readonly postalCode?: string;
  readonly city?: string;
  readonly country?: string;
}

const LINES = ['street', 'postbox', 'postalCode', 'city', 'country'] as const;

/** The addresses as they will be stored, history included: the given set becomes the current and future ones. */
export function planPhysicalAddresses(
  stored: readonly PhysicalAddress[],
  input: readonly PhysicalAddressInput[],
  now: Date,
): PhysicalAddress[] {
  const { outcome, added } = planPeriods(stored, input.map(tidied), isSamePlace, now);
  return [...outcome, ...added].filter(({ validFrom, validTo }) => validTo === undefined || validTo > validFrom);
}

/** One line of an address and no more: the longest is the caller's to judge. */
export const linesOf = (address: PhysicalAddress): string[] => LINES.flatMap((line) => address[line] ?? []);

function tidied({ type, validFrom, validTo, ...lines }: PhysicalAddressInput): Unbegun<PhysicalAddress> {
  const given = LINES.flatMap((line) => {
    const text = lines[line]?.normalize('NFC').trim();
    return text ? [[line, text]] : [];
  });
  const end = endOrForEver(validTo);
  return { type, ...Object.fromEntries(given), ...(validFrom && { validFrom }), ...(end && { validTo: end }) };
}

const isSamePlace = (one: Unbegun<PhysicalAddress>, other: Unbegun<PhysicalAddress>): boolean =>
  one.type === other.type && LINES.every((line) => one[line] === other[line]);
