import { type ElectronicAddress, faultInAddressValue, isElectronicAddressType } from './electronic-address.ts';
import { CommunicationPartyInvalid, type Fault } from './errors.ts';
import type { AddressInput } from './party-input.ts';
import { planPeriods, typeInEffectTwice, type Unbegun } from './period-plan.ts';
import { endOrForEver } from './validity.ts';

export const ADDRESSES_MAX = 100;

/** A stored address with the row it stands in. */
export interface StoredAddress extends ElectronicAddress {
  readonly id: string;
}

/** How the stored addresses become the wanted ones: rows whose end moves, rows that are new. */
export interface AddressPlan {
  readonly moveEnd: readonly { readonly id: string; readonly validTo: Date | undefined }[];
  readonly insert: readonly ElectronicAddress[];
}

/** Makes a set of addresses the current and future ones of a party. Two of a type at one instant are refused. */
export function planAddresses(
  stored: readonly StoredAddress[],
  input: readonly AddressInput[],
  now: Date,
): AddressPlan {
  const faults = input.flatMap(faultsInAddress);
  if (input.length > ADDRESSES_MAX) faults.push({ field: 'electronicAddresses', message: `at most ${ADDRESSES_MAX}` });
  if (faults.length > 0) throw new CommunicationPartyInvalid(faults);
  const wanted = input.map(({ validTo, value, ...rest }): Unbegun<ElectronicAddress> => {
    const end = endOrForEver(validTo);
    return { ...rest, value: value.trim(), ...(end && { validTo: end }) };
  });
  const { outcome, added } = planPeriods<StoredAddress, ElectronicAddress>(stored, wanted, isSameAddress, now);
  refuseOverlap([...outcome, ...added]);
  const moved = outcome.filter((row, index) => +(row.validTo ?? 0) !== +(stored[index]?.validTo ?? 0));
  return { moveEnd: moved.map(({ id, validTo }) => ({ id, validTo })), insert: added };
}

function faultsInAddress(address: AddressInput, position: number): Fault[] {
  const field = `electronicAddresses[${position}]`;
  if (!isElectronicAddressType(address.type)) {
    return [{ field: `${field}.type`, message: 'not in code system 9044' }];
  }
  const fault = faultInAddressValue(address.type, address.value.trim());
  const endsFirst = address.validFrom && address.validTo && address.validTo <= address.validFrom;
  return [
    ...(fault ? [{ field: `${field}.value`, message: fault }] : []),
    ...(endsFirst ? [{ field: `${field}.validTo`, message: 'must be later than validFrom' }] : []),
  ];
}

const isSameAddress = (one: Unbegun<ElectronicAddress>, other: Unbegun<ElectronicAddress>): boolean =>
  one.type === other.type && one.value === other.value;

function refuseOverlap(addresses: readonly ElectronicAddress[]): void {
  const type = typeInEffectTwice(addresses);
  if (type === undefined) return;
  const message = `two of type ${type} would be in effect at once`;
  throw new CommunicationPartyInvalid([{ field: 'electronicAddresses', message }]);
}
