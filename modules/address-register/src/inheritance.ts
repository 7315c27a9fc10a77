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
 * Addresses that are registered but not yet in effect. A parent's is listed where it will reach the party: no own
 * address of the type is in effect when the parent's begins.
 */
export function futureAddresses(
  own: readonly ElectronicAddress[],
  parents: readonly ElectronicAddress[],
  at: Date,
): Inherited<ElectronicAddress>[] {
  const reaches = (address: ElectronicAddress) =>
    !own.some((mine) => mine.type === address.type && isInEffect(mine, address.validFrom));
  return [
    ...own.filter((address) => isFuture(address, at)).map((address) => ({ ...address, inherited: false })),
    ...parents
      .filter((address) => isFuture(address, at) && reaches(address))
      .map((address) => ({ ...address, inherited: true })),
  ];
}
