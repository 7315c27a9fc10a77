import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import { addressOf, identityOf, personName, telecomOf } from '../parts/names.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';

/** How the composites that every message uses are shown in one line; undefined for any other element. */
function formOf(element: TreeElement): ((page: Page, element: TreeElement) => Html | undefined) | undefined {
  const has = (...names: readonly string[]) => element.elements.some(({ name }) => names.includes(name));
  if (has('TeleAddress') && !has('Type')) return telecomOf;
  if (has('StreetAdr', 'PostalCode', 'City', 'Postbox')) return addressOf;
  if (has('FamilyName', 'GivenName', 'Etternavn', 'Fornavn', 'OrganisationName')) return partyInLine;
  if (has('Id') && has('TypeId') && element.elements.length === 2) return identityOf;
  if (has('Diagnosekode', 'DiagnoseBeskrivelse') && has('Hoveddiagnose')) return diagnosisInLine;
  return undefined;
}

export function isCompact(element: TreeElement): boolean {
  return formOf(element) !== undefined;
}

export function compactForm(page: Page, element: TreeElement): Html | undefined {
  return formOf(element)?.(page, element);
}

const IN_NAME: ReadonlySet<string> = new Set([
  'GivenName',
  'Fornavn',
  'MiddleName',
  'Mellomnavn',
  'FamilyName',
  'Etternavn',
  'OrganisationName',
]);
/** Said without their own name: what they are is seen. */
const SELF_EVIDENT: ReadonlySet<string> = new Set([
  'TypeHealthcareProfessional',
  'RoleToPatient',
  'TypeOrganisation',
  'Ident',
  'Address',
  'Adresse',
  'TeleCom',
  'KontaktInfo',
  'Organisation',
  'HealthcareProfessional',
]);

/** A person or organisation: name, then all else that is said of it. */
function partyInLine(page: Page, party: TreeElement): Html | undefined {
  const organisation = party.child('OrganisationName');
  const name = organisation ? showValue(page, organisation) : personName(page, party);
  const others = party.elements.filter((child) => !IN_NAME.has(child.name)).map((child) => factInLine(page, child));
  return join([name && html`<strong>${name}</strong>`, ...others], ' · ');
}

/** A diagnosis of the municipal messages: its name, then whether it is the main one. */
function diagnosisInLine(page: Page, diagnosis: TreeElement): Html | undefined {
  const isMain = ({ name }: TreeElement) => name === 'Hoveddiagnose';
  const names = diagnosis.elements.filter((element) => !isMain(element)).map((element) => showValue(page, element));
  return join([...names, ...diagnosis.elements.filter(isMain).map((element) => factInLine(page, element))], ' · ');
}

function factInLine(page: Page, element: TreeElement): Html | undefined {
  const value = element.elements.length === 0 ? showValue(page, element) : compactForm(page, element);
  if (value === undefined || SELF_EVIDENT.has(element.name)) return value;
  return html`${page.label(element)}: ${value}`;
}
