import type { OutlineElement } from '../outline/outline-element.ts';
import type { HeaderParty, PartyId, PartyLevel } from './document-header.ts';
import { findHerId, withoutIdentityNumbers } from './party-ids.ts';

type Level2 = NonNullable<HeaderParty['level2']>;

/** The party in a `Sender`, `Receiver` or `OtherReceiver` of MsgHead (HIS 1153-2 AD2.5–AD2.8). */
export function readMessageHeadParty(holder: OutlineElement, role?: 'primary' | 'copy'): HeaderParty {
  const organisation = holder.child('Organisation');
  const level1 = organisation?.child('OrganisationName') ? readOrganisation(organisation) : undefined;
  const candidates: Level2[] = [];
  const unit = organisation?.child('Organisation');
  if (unit) candidates.push({ kind: 'service', ...readOrganisation(unit) });
  for (const person of [organisation?.child('HealthcareProfessional'), holder.child('HealthcareProfessional')]) {
    if (person) candidates.push({ kind: 'person', ...readPerson(person) });
  }
  // A copy to the patient or a relative: that there is one is a fact of the header, who it is is not.
  if (holder.child('Patient') || holder.child('Person')) candidates.push({ kind: 'person', ids: [] });
  return party(level1, candidates, role);
}

/** The party in an HCP structure: of the older documents and of receipts (AD2.13–AD2.15). */
export function readHcpParty(holder: OutlineElement, role?: 'primary' | 'copy'): HeaderParty {
  const institution = holder.find('HCP', 'Inst');
  const professional = holder.find('HCP', 'HCProf');
  const candidates: Level2[] = [
    ...(institution?.childrenNamed('Dept') ?? []).map(
      (dept): Level2 => ({ kind: 'department', ...readHcpLevel(dept) }),
    ),
    ...(institution?.childrenNamed('HCPerson') ?? []).map(
      (person): Level2 => ({ kind: 'person', ...readHcpLevel(person) }),
    ),
    ...(professional ? [{ kind: 'person', ...readHcpLevel(professional) } as const] : []),
  ];
  return party(institution && readHcpLevel(institution), candidates, role);
}

/** Where several stand on level 2, the communication party is the one with a HER-id. */
function party(level1: PartyLevel | undefined, candidates: readonly Level2[], role?: 'primary' | 'copy'): HeaderParty {
  const level2 = candidates.find((candidate) => candidate.herId !== undefined) ?? candidates[0];
  const herId = level2?.herId ?? (level2 ? undefined : level1?.herId);
  return {
    ...(level1 && { level1 }),
    ...(level2 && { level2 }),
    ...(herId !== undefined && { herId }),
    ...(role && { role }),
  };
}

function readOrganisation(organisation: OutlineElement): PartyLevel {
  return level(organisation.child('OrganisationName')?.text(), readIdents(organisation));
}

function readPerson(person: OutlineElement): PartyLevel {
  const names = ['GivenName', 'MiddleName', 'FamilyName'].map((name) => person.child(name)?.text() ?? '');
  return level(names.filter((name) => name !== '').join(' '), readIdents(person));
}

function readIdents(holder: OutlineElement): PartyId[] {
  return holder.childrenNamed('Ident').map((ident) => ({
    value: ident.child('Id')?.text() ?? '',
    type: ident.child('TypeId')?.attribute('V') ?? '',
  }));
}

function readHcpLevel(holder: OutlineElement): PartyLevel {
  const ids = holder.childrenNamed('AdditionalId').map((additional) => ({
    value: additional.child('Id')?.text() ?? '',
    type: additional.child('Type')?.attribute('V') ?? '',
  }));
  const own = holder.child('Id');
  if (own) ids.unshift({ value: own.text(), type: holder.child('TypeId')?.attribute('V') ?? '' });
  return level(holder.child('Name')?.text(), ids);
}

function level(name: string | undefined, allIds: readonly PartyId[]): PartyLevel {
  const ids = withoutIdentityNumbers(allIds);
  const herId = findHerId(ids);
  return { ...(name && { name }), ids, ...(herId !== undefined && { herId }) };
}
