import type { ElectronicAddress } from './electronic-address.ts';
import { isFuture, isInEffect, type Validity } from './validity.ts';

export type Inherited<T> = T & { readonly inherited: boolean };

/**
 * What holds for a party at an instant: its own, and for every kind (an address type, a certificate use) of which it
 * has none of its own at that instant, its parent's. Own means in effect: an own address that has ended or has not
 * begun leaves the parent's in force, so that a party is never without one by accident.
 */
export function resolveAt<T extends Validity>(
  own: readonly T[],
  parents: readonly T[],
  kindOf: (item: T) => string,
  at: Date,
): Inherited<T>[] {
  const ownNow = own.filter((item) => isInEffect(item, at));
  const ownKinds = new Set(ownNow.map(kindOf));
  return [
    ...ownNow.map((item) => ({ ...item, inherited: false })),
    ...parents
      .filter((item) => isInEffect(item, at) && !ownKinds.has(kindOf(item)))
      .map((item) => ({ ...item, inherited: true })),
  ];
}

export const addressesAt = (
  own: readonly ElectronicAddress[],
  parents: readonly ElectronicAddress[],
  at: Date,
): Inherited<ElectronicAddress>[] => resolveAt(own, parents, (address) => address.type, at);

/**
 * What is registered but not yet in effect. A parent's is listed where it will reach the party: nothing of its own of
 * that kind is in effect when the parent's begins.
 */
export function futureAt<T extends Validity>(
  own: readonly T[],
  parents: readonly T[],
  kindOf: (item: T) => string,
  at: Date,
): Inherited<T>[] {
  const reaches = (item: T) => !own.some((mine) => kindOf(mine) === kindOf(item) && isInEffect(mine, item.validFrom));
  return [
    ...own.filter((item) => isFuture(item, at)).map((item) => ({ ...item, inherited: false })),
    ...parents.filter((item) => isFuture(item, at) && reaches(item)).map((item) => ({ ...item, inherited: true })),
  ];
}
