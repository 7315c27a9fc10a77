import { type ElectronicAddress, faultInAddressValue, isElectronicAddressType } from './electronic-address.ts';
import { CommunicationPartyInvalid, type Fault } from './errors.ts';
import type { AddressInput } from './party-input.ts';
import { endOrForEver, isInEffect, overlaps } from './validity.ts';

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

/**
 * Makes a set of addresses the current and future ones of a party. Of a type there is one at an instant: an address
 * without an end gives way to the next of its type, and what overlaps otherwise is refused. What is no longer listed
 * ends now. What has ended is history and is left alone.
 */
export function planAddresses(
  stored: readonly StoredAddress[],
  input: readonly AddressInput[],
  now: Date,
): AddressPlan {
  const faults = input.flatMap(faultsInAddress);
  if (input.length > ADDRESSES_MAX) faults.push({ field: 'electronicAddresses', message: `at most ${ADDRESSES_MAX}` });
  if (faults.length > 0) throw new CommunicationPartyInvalid(faults);
  const begun = input.map((address) => begin(address, stored, now));
  const wanted = begun.map((address) => giveWay(address, begun));
  const outcome = stored.map((row) => ({ ...row, validTo: newEnd(row, wanted, now) }));
  const insert = wanted.filter((address) => !stored.some((row) => isSame(row, address)));
  refuseOverlap([...outcome, ...insert]);
  return { moveEnd: outcome.filter((row, index) => +(row.validTo ?? 0) !== +(stored[index]?.validTo ?? 0)), insert };
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

/** Without a beginning it begins now; one that is already in effect keeps the beginning it has. */
function begin(input: AddressInput, stored: readonly ElectronicAddress[], now: Date): ElectronicAddress {
  const { type, validFrom } = input;
  const value = input.value.trim();
  const current = stored.find((row) => row.type === type && row.value === value && isInEffect(row, now));
  const validTo = endOrForEver(input.validTo);
  return { type, value, validFrom: validFrom ?? current?.validFrom ?? now, ...(validTo && { validTo }) };
}

function giveWay(address: ElectronicAddress, all: readonly ElectronicAddress[]): ElectronicAddress {
  if (address.validTo) return address;
  const next = all
    .filter((other) => other.type === address.type && other.validFrom > address.validFrom)
    .sort((one, other) => one.validFrom.getTime() - other.validFrom.getTime())[0];
  return next ? { ...address, validTo: next.validFrom } : address;
}

/** The end a stored address gets: history keeps its own, the rest follow what is wanted, and none ends before now. */
function newEnd(row: StoredAddress, wanted: readonly ElectronicAddress[], now: Date): Date | undefined {
  if (row.validTo && row.validTo <= now) return row.validTo;
  const earliest = row.validFrom > now ? row.validFrom : now;
  const kept = wanted.find((address) => isSame(row, address));
  if (!kept) return earliest;
  return kept.validTo && kept.validTo < earliest ? earliest : kept.validTo;
}

const isSame = (row: ElectronicAddress, address: ElectronicAddress): boolean =>
  row.type === address.type && row.value === address.value && +row.validFrom === +address.validFrom;

function refuseOverlap(addresses: readonly ElectronicAddress[]): void {
  const real = addresses.filter(({ validFrom, validTo }) => validTo === undefined || validTo > validFrom);
  const clash = real.find((one, index) =>
    real.slice(index + 1).some((other) => other.type === one.type && overlaps(one, other)),
  );
  if (!clash) return;
  const message = `two of type ${clash.type} would be in effect at once`;
  throw new CommunicationPartyInvalid([{ field: 'electronicAddresses', message }]);
}
