import { type Markup, markup } from '../markup/markup.ts';
import type { PartyAddress } from './party-address.ts';

/** 9051 and 8116: types of ids of organisations and of persons. */
const ORGANISATION_ID_TYPES = '2.16.578.1.12.4.1.1.9051';
const PERSON_ID_TYPES = '2.16.578.1.12.4.1.1.8116';

/** The `Organisation` of a sender or receiver in MsgHead (HIS 1153-2 AD2.5–AD2.8). */
export function writeOrganisation({ organization, unit }: PartyAddress, prefix: string): Markup {
  const { name, herId, organizationNumber } = organization;
  return markup(`${prefix}Organisation`, {}, [
    markup(`${prefix}OrganisationName`, {}, name),
    writeIdent(herId, 'HER', 'HER-id', ORGANISATION_ID_TYPES, prefix),
    organizationNumber === undefined
      ? undefined
      : writeIdent(organizationNumber, 'ENH', 'Organisasjonsnummer', ORGANISATION_ID_TYPES, prefix),
    unit.kind === 'person' ? writePerson(unit, prefix) : writeService(unit, prefix),
  ]);
}

function writeService({ name, herId }: PartyAddress['unit'], prefix: string): Markup {
  return markup(`${prefix}Organisation`, {}, [
    markup(`${prefix}OrganisationName`, {}, name),
    writeIdent(herId, 'HER', 'HER-id', ORGANISATION_ID_TYPES, prefix),
  ]);
}

/** A name is one text in the register; its last word is the family name here. */
function writePerson({ name, herId }: PartyAddress['unit'], prefix: string): Markup {
  const words = name.split(' ');
  const familyName = words.pop() ?? '';
  return markup(`${prefix}HealthcareProfessional`, {}, [
    markup(`${prefix}FamilyName`, {}, familyName),
    words.length === 0 ? undefined : markup(`${prefix}GivenName`, {}, words.join(' ')),
    writeIdent(herId, 'HER', 'HER-id', PERSON_ID_TYPES, prefix),
  ]);
}

function writeIdent(value: number | string, type: string, display: string, system: string, prefix: string): Markup {
  return markup(`${prefix}Ident`, {}, [
    markup(`${prefix}Id`, {}, String(value)),
    markup(`${prefix}TypeId`, { V: type, S: system, DN: display }),
  ]);
}

/**
 * The `HCP` of a party in the older documents and in receipts (AD2.13–AD2.15). Without the organisation number: where
 * further ids stand, and whether they may, differs between the documents.
 */
export function writeHcp({ organization, unit }: PartyAddress, prefix: string): Markup {
  const level2 = unit.kind === 'person' ? 'HCPerson' : 'Dept';
  return markup(`${prefix}HCP`, {}, [
    markup(`${prefix}Inst`, {}, [
      ...writeNameAndId(organization, prefix),
      markup(`${prefix}${level2}`, {}, writeNameAndId(unit, prefix)),
    ]),
  ]);
}

function writeNameAndId({ name, herId }: { name: string; herId: number }, prefix: string): Markup[] {
  return [
    markup(`${prefix}Name`, {}, name),
    markup(`${prefix}Id`, {}, String(herId)),
    markup(`${prefix}TypeId`, { V: 'HER', DN: 'HER-id' }),
  ];
}
