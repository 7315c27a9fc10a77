import { isKnownBusinessType, KNOWN_BUSINESS_TYPES } from './business-type.ts';
import type { Coding, OwnFacts, PartyKind } from './communication-party.ts';
import { CommunicationPartyInvalid, type Fault } from './errors.ts';
import { hasOrganizationNumberCheckDigit, isOrganizationNumberShape } from './organization-number.ts';
import { tidiedFacts } from './party-facts.ts';
import type { PartyFields } from './party-input.ts';
import { typeInEffectTwice } from './period-plan.ts';
import { linesOf } from './physical-address.ts';

const ADDRESS_LINE_LENGTH_MAX = 200;
const CODES_MAX = 500;
const PROPERTIES_MAX = 50;

export interface CheckOptions {
  readonly now: Date;
  /** The party as it is stored: what was taken as it was may stay as it is. */
  readonly before?: OwnFacts | undefined;
  /** Taken from another register as it says. */
  readonly imported: boolean;
}

/**
 * The facts of a party as they will be stored, every rule of the register kept. Throws `CommunicationPartyInvalid` with
 * all faults at once. The level and the business type of the parent are the store's to check.
 */
export function checkedFacts(kind: PartyKind, fields: PartyFields, { now, before, imported }: CheckOptions): OwnFacts {
  const facts = tidiedFacts(kind, fields, before, now);
  const faults = [...rules(facts, before, imported)].filter((fault) => fault !== undefined);
  if (faults.length > 0) throw new CommunicationPartyInvalid(faults);
  return facts;
}

function* rules(facts: OwnFacts, before: OwnFacts | undefined, imported: boolean): Generator<Fault | undefined> {
  yield* nameRules(facts);
  yield* levelRules(facts);
  yield organizationNumberRule(facts, imported || facts.organizationNumber === before?.organizationNumber);
  yield* kindRules(facts);
  yield businessTypeRule(facts, imported || facts.businessType === before?.businessType);
  yield* codeRules(facts);
  yield* propertyRules(facts);
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

function organizationNumberRule({ kind, organizationNumber }: OwnFacts, mayBeWrong: boolean): Fault | undefined {
  if (organizationNumber === undefined) {
    return fault('organizationNumber', kind === 'organization', 'an organization has one');
  }
  const isRight = mayBeWrong ? isOrganizationNumberShape : hasOrganizationNumberCheckDigit;
  const message = mayBeWrong ? 'nine digits' : 'nine digits with the right check digit (modulus 11)';
  return fault('organizationNumber', !isRight(organizationNumber), message);
}

function* kindRules({ kind, serviceCode, person, businessType, coverageAreas, industryCodes }: OwnFacts) {
  yield fault('serviceCode', serviceCode !== undefined && kind !== 'service', 'only a service has a service type');
  yield fault('coverageAreas', coverageAreas.length > 0 && kind !== 'service', 'only a service covers an area');
  yield fault('person', person !== undefined && kind !== 'person', 'only a person has names and an HPR number');
  const isOrganization = kind === 'organization';
  yield fault('industryCodes', industryCodes.length > 0 && !isOrganization, 'only an organization has industry codes');
  const hasBusinessType = isOrganization || kind === 'department';
  yield fault(
    'businessType',
    businessType !== undefined && !hasBusinessType,
    'belongs to organizations and departments',
  );
}

function businessTypeRule({ businessType }: OwnFacts, mayBeUnknown: boolean): Fault | undefined {
  if (businessType === undefined) return undefined;
  if (!/^[0-9]{1,3}$/.test(businessType)) return fault('businessType', true, 'a code of system 9040, such as 101');
  const isRefused = !mayBeUnknown && !isKnownBusinessType(businessType);
  return fault('businessType', isRefused, `one of ${KNOWN_BUSINESS_TYPES.join(', ')} (code system 9040)`);
}

function* codeRules({ serviceCode, person, municipality = '0000', coverageAreas, industryCodes }: OwnFacts) {
  yield fault('municipality', !/^[0-9]{4}$/.test(municipality), 'four digits, such as 0301');
  if (serviceCode) yield* codingRules('serviceCode', serviceCode);
  yield* codingsRules('coverageAreas', coverageAreas);
  yield* codingsRules('industryCodes', industryCodes);
  if (person) {
    yield fault('person.givenName', !isLine(person.givenName, 100), '1 to 100 characters');
    yield fault('person.familyName', !isLine(person.familyName, 100), '1 to 100 characters');
    yield fault('person.hprNumber', !/^[0-9]{1,9}$/.test(person.hprNumber ?? '1'), 'one to nine digits');
    yield fault('person.title', !isLine(person.title ?? 'x', 100), '1 to 100 characters');
  }
}

function* codingsRules(field: string, codings: readonly Coding[]) {
  yield fault(field, codings.length > CODES_MAX, `at most ${CODES_MAX}`);
  for (const [position, coding] of codings.entries()) yield* codingRules(`${field}[${position}]`, coding);
}

function* codingRules(field: string, { system, code, display = '' }: Coding) {
  yield fault(`${field}.system`, !/^[0-9]+(\.[0-9]+)+$/.test(system), 'an OID, or a number such as 8666');
  yield fault(`${field}.code`, !isLine(code, 20), '1 to 20 characters');
  yield fault(`${field}.display`, display.length > 200, 'at most 200 characters');
}

function* propertyRules({ properties }: OwnFacts) {
  const entries = Object.entries(properties);
  yield fault('properties', entries.length > PROPERTIES_MAX, `at most ${PROPERTIES_MAX}`);
  const isUnfit = entries.some(([name, value]) => !isLine(name, 100) || value.length > 1000);
  yield fault('properties', isUnfit, 'names of 1 to 100 characters, values of at most 1000');
}

function* physicalAddressRules({ physicalAddresses }: OwnFacts) {
  const type = typeInEffectTwice(physicalAddresses);
  yield fault('physicalAddresses', type !== undefined, `two of type ${type} would be in effect at once`);
  const isTooLong = physicalAddresses.flatMap(linesOf).some((line) => line.length > ADDRESS_LINE_LENGTH_MAX);
  yield fault('physicalAddresses', isTooLong, `at most ${ADDRESS_LINE_LENGTH_MAX} characters a line`);
}
