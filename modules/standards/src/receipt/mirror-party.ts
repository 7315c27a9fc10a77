import { type Markup, markup, optionalText } from '../markup/markup.ts';
import type { OutlineElement } from '../outline/outline-element.ts';

/**
 * The HCP of a receipt with the address as the original has it: names, ids and their types on both levels, also when they
 * are wrong or incomplete (HITS 1168:2016 §6).
 */
export function mirrorHcp(holder: OutlineElement): Markup {
  const hcp = holder.child('HCP');
  const professional = hcp?.child('HCProf');
  const institution = hcp?.child('Inst');
  return markup('HCP', {}, [
    professional && !institution ? mirrorHcpLevel('HCProf', professional) : mirrorInstitution(institution),
  ]);
}

function mirrorInstitution(institution: OutlineElement | undefined): Markup {
  if (institution === undefined) return markup('Inst');
  return markup('Inst', {}, [
    ...nameAndId(institution),
    ...institution.childrenNamed('Dept').map((dept) => mirrorHcpLevel('Dept', dept)),
    ...additionalIds(institution),
    ...institution.childrenNamed('HCPerson').map((person) => mirrorHcpLevel('HCPerson', person)),
  ]);
}

function mirrorHcpLevel(name: 'Dept' | 'HCPerson' | 'HCProf', source: OutlineElement): Markup {
  const type = source.child('Type');
  return markup(name, {}, [type && mirrorCoded('Type', type), ...nameAndId(source), ...additionalIds(source)]);
}

function nameAndId(source: OutlineElement): (Markup | undefined)[] {
  const typeId = source.child('TypeId');
  return [
    optionalText('Name', source.child('Name')?.exactText()),
    optionalText('Id', source.child('Id')?.exactText()),
    typeId && mirrorCoded('TypeId', typeId),
  ];
}

function additionalIds(source: OutlineElement): Markup[] {
  return source
    .childrenNamed('AdditionalId')
    .map((additional) => additionalId(additional.child('Id'), additional.child('Type')));
}

/** Both parts must be there in a receipt, whatever the original left out. */
function additionalId(id: OutlineElement | undefined, type: OutlineElement | undefined): Markup {
  return markup('AdditionalId', {}, [
    markup('Id', {}, id?.exactText() ?? ''),
    type ? mirrorCoded('Type', type) : markup('Type'),
  ]);
}

/**
 * A party of MsgHead as an HCP: the organisation is the Inst, the unit within it the Dept, a person the HCPerson
 * (HIS 1153-2 AD2.15). The HER-id comes first where there are several ids, since Id holds one.
 */
export function mirrorOrganisation(holder: OutlineElement): Markup {
  const organisation = holder.child('Organisation');
  const own = holder.child('HealthcareProfessional');
  if (organisation === undefined && own) return markup('HCP', {}, [mirrorPerson('HCProf', own)]);
  const unit = organisation?.child('Organisation');
  const person = organisation?.child('HealthcareProfessional');
  const { id, others } = splitIdents(organisation);
  return markup('HCP', {}, [
    markup('Inst', {}, [
      optionalText('Name', organisation?.child('OrganisationName')?.exactText()),
      ...id,
      unit && mirrorUnit(unit),
      ...others,
      person && mirrorPerson('HCPerson', person),
    ]),
  ]);
}

function mirrorUnit(unit: OutlineElement): Markup {
  const { id, others } = splitIdents(unit);
  return markup('Dept', {}, [optionalText('Name', unit.child('OrganisationName')?.exactText()), ...id, ...others]);
}

function mirrorPerson(name: 'HCPerson' | 'HCProf', person: OutlineElement): Markup {
  const names = ['GivenName', 'MiddleName', 'FamilyName'].map((part) => person.child(part)?.text() ?? '');
  const fullName = names.filter((part) => part !== '').join(' ');
  const { id, others } = splitIdents(person);
  return markup(name, {}, [fullName === '' ? undefined : markup('Name', {}, fullName), ...id, ...others]);
}

function splitIdents(holder: OutlineElement | undefined): { id: Markup[]; others: Markup[] } {
  const idents = holder?.childrenNamed('Ident') ?? [];
  const primary = idents.find((ident) => ident.child('TypeId')?.attribute('V') === 'HER') ?? idents[0];
  if (primary === undefined) return { id: [], others: [] };
  const typeId = primary.child('TypeId');
  return {
    id: [markup('Id', {}, primary.child('Id')?.exactText() ?? ''), ...(typeId ? [mirrorCoded('TypeId', typeId)] : [])],
    others: idents
      .filter((ident) => ident !== primary)
      .map((ident) => additionalId(ident.child('Id'), ident.child('TypeId'))),
  };
}

/** TypeId is CS in a receipt, CV in MsgHead: the code and its name are mirrored, the code system has no place. */
export function mirrorCoded(name: string, source: OutlineElement): Markup {
  return markup(name, { V: source.exactAttribute('V'), DN: source.exactAttribute('DN') });
}
