import type { Caller } from '@samband/http';
import type { Static } from 'typebox';
import { ExpectedVersionRequired } from '../errors.ts';
import { parseHerId } from '../her-id.ts';
import type { ChangedBy, NewParty, PartyChange } from '../party-input.ts';
import type { ChangePartyBody, CreatePartyBody } from './schemas.ts';

export const READ_SCOPE = 'samband:address-register/read';
export const WRITE_SCOPE = 'samband:address-register/write';
/** Beside the write scope: any organisation's parties, and HER-ids from elsewhere. The operator's. */
export const WRITE_ALL_SCOPE = 'samband:address-register/write-all';

/** A value as JSON shows it: instants as text, nothing read-only. */
type Shown<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Shown<Item>[]
    : T extends number
      ? number
      : T extends object
        ? { -readonly [field in keyof T]: Shown<Exclude<T[field], undefined>> }
        : T;

export function shown<T>(value: T): Shown<T> {
  return JSON.parse(JSON.stringify(value)) as Shown<T>;
}

/** A caller changes the parties of the organisation it acts for, unless it may change all. */
export function changedBy({ clientId, organizationNumber, scopes }: Caller): ChangedBy {
  return { clientId, mayChange: scopes.has(WRITE_ALL_SCOPE) ? 'any' : { organizationNumber } };
}

export const instant = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

export function newParty(body: Static<typeof CreatePartyBody>): NewParty {
  const { herId, parentHerId, validFrom, validTo, electronicAddresses, physicalAddresses, ...rest } = body;
  return {
    ...rest,
    herId: herId === undefined ? undefined : parseHerId(herId),
    parentHerId: parentHerId === undefined ? undefined : parseHerId(parentHerId),
    validFrom: instant(validFrom),
    validTo: instant(validTo),
    electronicAddresses: electronicAddresses?.map(withInstants),
    physicalAddresses: physicalAddresses?.map(withInstants),
  };
}

/** The version the change builds on must be said, in the body or as If-Match: the last writer does not just win. */
export function partyChange(body: Static<typeof ChangePartyBody>, ifMatch: string | undefined): PartyChange {
  const { parentHerId, validFrom, validTo, electronicAddresses, physicalAddresses, ...rest } = body;
  return {
    ...rest,
    parentHerId: parentHerId === undefined ? undefined : parseHerId(parentHerId),
    validFrom: instant(validFrom),
    validTo: validTo === null ? null : instant(validTo),
    electronicAddresses: electronicAddresses?.map(withInstants),
    physicalAddresses: physicalAddresses?.map(withInstants),
    expectedVersion: expectedVersion(body.expectedVersion, ifMatch),
  };
}

export function expectedVersion(inBody: number | undefined, ifMatch: string | undefined): number {
  const [, version] = /^"([1-9][0-9]{0,9})"$/.exec(ifMatch ?? '') ?? [];
  const expected = inBody ?? (version === undefined ? undefined : Number(version));
  if (expected === undefined) throw new ExpectedVersionRequired();
  return expected;
}

export const eTag = ({ version }: { version: number }): string => `"${version}"`;

function withInstants<T extends { validFrom?: string; validTo?: string }>({ validFrom, validTo, ...rest }: T) {
  return { ...rest, validFrom: instant(validFrom), validTo: instant(validTo) };
}
