import { volvenOid } from './business-type.ts';
import type { Coding, OwnFacts, PartyKind, PersonName } from './communication-party.ts';
import type { PartyFields } from './party-input.ts';
import { planPhysicalAddresses } from './physical-address.ts';
import { endOrForEver } from './validity.ts';

/**
 * The facts of a party as they will be stored: trimmed, whole OIDs, nothing undefined. `before` is the party as it is
 * stored now, whose past addresses stay.
 */
export function tidiedFacts(kind: PartyKind, fields: PartyFields, before: OwnFacts | undefined, now: Date): OwnFacts {
  const stored = before?.physicalAddresses ?? [];
  // A change that says nothing of addresses hands over the stored ones, which are then their own plan.
  const physicalAddresses = fields.physicalAddresses ?? [];
  return withoutUndefined({
    kind,
    name: tidy(fields.name) ?? '',
    displayName: tidy(fields.displayName),
    parentHerId: fields.parentHerId,
    organizationNumber: tidy(fields.organizationNumber),
    businessType: tidy(fields.businessType),
    serviceCode: fields.serviceCode && wholeCoding(fields.serviceCode),
    municipality: tidy(fields.municipality),
    description: tidy(fields.description),
    locationDescription: tidy(fields.locationDescription),
    person: fields.person && wholePerson(fields.person),
    coverageAreas: (fields.coverageAreas ?? []).map(wholeCoding),
    industryCodes: (fields.industryCodes ?? []).map(wholeCoding),
    properties: wholeProperties(fields.properties ?? {}),
    physicalAddresses: planPhysicalAddresses(stored, physicalAddresses, now),
    validFrom: fields.validFrom ?? before?.validFrom ?? now,
    validTo: endOrForEver(fields.validTo),
  });
}

/** One spelling of letters (NFC), no space at the ends; nothing at all counts as left out. */
function tidy(text: string | undefined): string | undefined {
  const tidied = text?.normalize('NFC').trim();
  return tidied === '' ? undefined : tidied;
}

type WithoutUndefined<T> = { [field in keyof T]: Exclude<T[field], undefined> };

/** Optional fields are absent rather than undefined, so that stored, compared and shown facts are alike. */
function withoutUndefined<T extends object>(value: T): WithoutUndefined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as WithoutUndefined<T>;
}

/** Code systems go by a short number in daily speech: 8666 is 2.16.578.1.12.4.1.1.8666. */
export function wholeSystem(system: string): string {
  const short = /^[0-9]{4}$/.test(system.trim());
  return short ? volvenOid(Number(system)) : system.trim().replace(/^urn:oid:/, '');
}

function wholeCoding({ system, code, display }: Coding): Coding {
  return withoutUndefined({ system: wholeSystem(system), code: code.trim(), display: tidy(display) }) as Coding;
}

function wholePerson({ givenName, familyName, hprNumber, title }: PersonName): PersonName {
  return withoutUndefined({
    givenName: tidy(givenName) ?? '',
    familyName: tidy(familyName) ?? '',
    hprNumber: tidy(hprNumber),
    title: tidy(title),
  }) as PersonName;
}

function wholeProperties(properties: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name.trim(), value.trim()]));
}
