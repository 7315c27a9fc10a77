import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';

const PERSON_NAMES = ['GivenName', 'Fornavn', 'MiddleName', 'Mellomnavn', 'FamilyName', 'Etternavn'] as const;

/** Given, middle and family name in the order that they are said. */
export function personName(page: Page, person: TreeElement): Html | undefined {
  const names = person.child('Navn')?.elements.length ? (person.child('Navn') as TreeElement) : person;
  return join(
    PERSON_NAMES.map((name) => child(page, names, name)),
    ' ',
  );
}

/** The value of the first child of that name. */
export function child(page: Page, element: TreeElement | undefined, name: string): Html | undefined {
  const found = element?.child(name);
  return found && showValue(page, found);
}

/** `HER-id 8100101`: the numbers of a person or organisation, each with its kind, in MsgHead and in HCP structures. */
export function identities(page: Page, owner: TreeElement): Html | undefined {
  const own = owner.child('Id')?.elements.length === 0 && owner.child('TypeId') ? [owner] : [];
  const others = owner
    .childrenNamed('Ident', 'AdditionalId', 'Id', 'Fodselsnummer')
    .filter(({ elements }) => elements.length > 0);
  return join(
    [...own, ...others].map((identity) => identityOf(page, identity)),
    ' · ',
  );
}

export function identityOf(page: Page, identity: TreeElement): Html {
  const type = identity.child('TypeId') ?? identity.child('Type');
  return html`<span class="id">${join([type && showValue(page, type), child(page, identity, 'Id')], ' ')}</span>`;
}

/** Street, postal code and place in one line, with the kind of address. */
export function addressOf(page: Page, address: TreeElement): Html | undefined {
  const place = join([child(page, address, 'PostalCode'), child(page, address, 'City')], ' ');
  const lines = ['StreetAdr', 'Postbox'].map((name) => child(page, address, name));
  const regions = ['CityDistr', 'County', 'Country'].map((name) => child(page, address, name));
  const where = join([...lines, place, ...regions], ', ');
  const telephones = address.childrenNamed('TeleAddress').map((telecom) => showValue(page, telecom));
  const kind = child(page, address, 'Type');
  if (where === undefined && telephones.length === 0) return kind;
  return join([where && kind ? html`${where} (${kind})` : where, ...telephones], ' · ');
}

/** `tel:22334455 (Arbeidsplass)`. */
export function telecomOf(page: Page, telecom: TreeElement): Html | undefined {
  const address = child(page, telecom, 'TeleAddress');
  const kind = child(page, telecom, 'TypeTelecom');
  return address && kind ? html`${address} (${kind})` : (address ?? kind);
}
