import { volvenOid } from './business-type.ts';
import type { Coding, OwnFacts, PartyKind, PersonName, PhysicalAddress } from './communication-party.ts';
import { CommunicationPartyInvalid, type Fault } from './errors.ts';
import { hasOrganizationNumberCheckDigit, isOrganizationNumberShape } from './organization-number.ts';
import type { PartyFields } from './party-input.ts';
import { endOrForEver } from './validity.ts';

const ADDRESS_LINE_LENGTH_MAX = 200;

/**
 * The facts of a party as they will be stored: trimmed, whole OIDs, and every rule of the register kept. Throws
 * `CommunicationPartyInvalid` with all faults at once. The level of the parent is the store's to check.
 */
export function checkedFacts(
  kind: PartyKind,
  fields: PartyFields,
  { validFrom, imported }: { validFrom: Date; imported: boolean },
): OwnFacts {
  const facts = tidied(kind, fields, validFrom);
  const faults = [...rules(facts, imported)].filter((fault) => fault !== undefined);
  if (faults.length > 0) throw new CommunicationPartyInvalid(faults);
  return facts;
}

function tidied(kind: PartyKind, fields: PartyFields, validFrom: Date): OwnFacts {
  const validTo = endOrForEver(fields.validTo);
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
    physicalAddresses: (fields.physicalAddresses ?? []).map(wholePhysicalAddress),
    validFrom: fields.validFrom ?? validFrom,
    validTo,
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

/** Services say their code system by its short number in daily speech: 8666 is 2.16.578.1.12.4.1.1.8666. */
function wholeCoding({ system, code, display }: Coding): Coding {
  const short = /^[0-9]{4}$/.test(system.trim());
  return withoutUndefined({
    system: short ? volvenOid(Number(system)) : system.trim().replace(/^urn:oid:/, ''),
    code: code.trim(),
    display: tidy(display),
  }) as Coding;
}

function wholePerson({ givenName, familyName, hprNumber }: PersonName): PersonName {
  return withoutUndefined({
    givenName: tidy(givenName) ?? '',
    familyName: tidy(familyName) ?? '',
    hprNumber: tidy(hprNumber),
  }) as PersonName;
}

function wholePhysicalAddress({ type, ...lines }: PhysicalAddress): PhysicalAddress {
  return {
    type,
    ...withoutUndefined(Object.fromEntries(Object.entries(lines).map(([key, line]) => [key, tidy(line)]))),
  };
}

function* rules(facts: OwnFacts, imported: boolean): Generator<Fault | undefined> {
  yield* nameRules(facts);
  yield* levelRules(facts);
  yield organizationNumberRule(facts, imported);
  yield* kindRules(facts);
  yield* codeRules(facts);
  yield* physicalAddressRules(facts);
  yield fault(
    'validTo',
    facts.validTo !== undefined && !(facts.validTo > facts.validFrom),
    'must be later than validFrom',
  );
}

function fault(field: string, isBroken: boolean, message: string): Fault | undefined {
  return isBroken ? { field, message } : undefined;
}

function* nameRules({ name, displayName = 'x', description = '', locationDescription = '' }: OwnFacts) {
  yield fault('name', !isLine(name, 200), '1 to 200 printable characters');
  yield fault('displayName', !isLine(displayName, 200), '1 to 200 printable characters');
  yield fault('description', description.length > 2000, 'at most 2000 characters');
  yield fault('locationDescription', locationDescription.length > 200, 'at most 200 characters');
}

const isLine = (text: string, most: number): boolean =>
  text.length >= 1 && text.length <= most && !/\p{Cc}/u.test(text);

/** Two levels, never more: HIS 1153-1 §4 and 1153-2 §4.3. */
function* levelRules({ kind, parentHerId }: OwnFacts) {
  const isLevel1 = kind === 'organization';
  yield fault('parentHerId', isLevel1 && parentHerId !== undefined, 'an organization stands at level 1: no parent');
  yield fault('parentHerId', !isLevel1 && parentHerId === undefined, `a ${kind} stands below an organization`);
}

function organizationNumberRule({ kind, organizationNumber }: OwnFacts, imported: boolean): Fault | undefined {
  if (organizationNumber === undefined) {
    return fault('organizationNumber', kind === 'organization', 'an organization has one');
  }
  const isRight = imported ? isOrganizationNumberShape : hasOrganizationNumberCheckDigit;
  const message = imported ? 'nine digits' : 'nine digits with the right check digit (modulus 11)';
  return fault('organizationNumber', !isRight(organizationNumber), message);
}

function* kindRules({ kind, serviceCode, person, businessType }: OwnFacts) {
  yield fault('serviceCode', serviceCode !== undefined && kind !== 'service', 'only a service has a service type');
  yield fault('person', person !== undefined && kind !== 'person', 'only a person has names and an HPR number');
  const hasBusinessType = kind === 'organization' || kind === 'department';
  yield fault(
    'businessType',
    businessType !== undefined && !hasBusinessType,
    'belongs to organizations and departments',
  );
}

function* codeRules({ serviceCode, person, businessType = '0', municipality = '0000' }: OwnFacts) {
  yield fault('businessType', !/^[0-9]{1,3}$/.test(businessType), 'a code of system 9040, such as 101');
  yield fault('municipality', !/^[0-9]{4}$/.test(municipality), 'four digits, such as 0301');
  if (serviceCode) {
    yield fault(
      'serviceCode.system',
      !/^[0-9]+(\.[0-9]+)+$/.test(serviceCode.system),
      'an OID, or a number such as 8666',
    );
    yield fault('serviceCode.code', !isLine(serviceCode.code, 20), '1 to 20 characters');
    yield fault('serviceCode.display', (serviceCode.display ?? '').length > 200, 'at most 200 characters');
  }
  if (person) {
    yield fault('person.givenName', !isLine(person.givenName, 100), '1 to 100 characters');
    yield fault('person.familyName', !isLine(person.familyName, 100), '1 to 100 characters');
    yield fault('person.hprNumber', !/^[0-9]{1,9}$/.test(person.hprNumber ?? '1'), 'one to nine digits');
  }
}

function* physicalAddressRules({ physicalAddresses }: OwnFacts) {
  const types = physicalAddresses.map((address) => address.type);
  const isTwice = new Set(types).size < types.length;
  yield fault('physicalAddresses', isTwice, 'at most one of each type');
  const lines = physicalAddresses.flatMap((address) => Object.values(address));
  const isTooLong = lines.some((line) => line.length > ADDRESS_LINE_LENGTH_MAX);
  yield fault('physicalAddresses', isTooLong, `at most ${ADDRESS_LINE_LENGTH_MAX} characters a line`);
}
