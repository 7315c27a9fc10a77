import type { TwoLanguages } from '../finding/two-languages.ts';
import { type NationalIdFacts, readNationalId } from '../identifiers/national-id.ts';
import { isOrganizationNumber } from '../identifiers/organization-number.ts';
import type { OutlineElement } from '../outline/outline-element.ts';
import { type Identifier, identifiersOf, patientsOf } from './find-identifiers.ts';
import type { Rule, Violation } from './rule.ts';
import type { RuleInput } from './rule-input.ts';
import { timeText } from './times.ts';

/** Types of 8116 whose numbers have the two check digits. */
const CHECKED_TYPES: ReadonlySet<string> = new Set(['FNR', 'DNR', 'HNR', 'FHN']);

/** Which kinds of number each type may be. A synthetic number may be made to stand for any of them. */
const KINDS: Readonly<Record<string, readonly NationalIdFacts['kind'][]>> = {
  FNR: ['national', 'synthetic'],
  DNR: ['d-number', 'synthetic'],
  HNR: ['help-number', 'synthetic'],
  FHN: ['common-help-number'],
};

const KIND_NAMES: Readonly<Record<NationalIdFacts['kind'], TwoLanguages<string>>> = {
  national: { en: 'a national identity number', nb: 'et fødselsnummer' },
  'd-number': { en: 'a D-number', nb: 'et D-nummer' },
  'help-number': { en: 'an H-number', nb: 'et H-nummer' },
  synthetic: { en: 'a synthetic number', nb: 'et syntetisk nummer' },
  'common-help-number': { en: 'a common help number', nb: 'et felles hjelpenummer' },
};

/** 3101. */
const SEXES = { '1': 'male', '2': 'female' } as const;

/**
 * Identifiers of persons and organisations. No text repeats a number. All warnings: identifiers come wrong from the
 * outside world, and whether a receiver can use them is for its process to say (8221: E30, E31 only where documented).
 */
export const IDENTIFIER_RULES: readonly Rule[] = [
  checkDigits('patient-id-check-digits', true, 'E31'),
  checkDigits('person-id-check-digits', false),
  {
    id: 'person-id-type',
    source: 'HIS 1001:2010 §2–4 (8116)',
    severity: 'warning',
    appliesTo: ['msghead', 'hcp'],
    text: {
      en: '{element} is of type {type}, but the number is {kind}',
      nb: '{element} har typen {type}, men nummeret er {kind}',
    },
    fix: {
      en: 'Write the type that the number has: FNR, DNR, HNR or FHN.',
      nb: 'Skriv typen som nummeret har: FNR, DNR, HNR eller FHN.',
    },
    *violations(input) {
      for (const { element, type, value } of identifiersOf(input)) {
        const kinds = KINDS[type];
        const facts = kinds && readNationalId(value);
        if (facts && !kinds.includes(facts.kind)) {
          yield { at: element, words: { element: element.name, type, kind: KIND_NAMES[facts.kind] } };
        }
      }
    },
  },
  {
    id: 'hpr-number-digits',
    source: 'HIS 80601:2006 Ident (8116 HPR)',
    severity: 'warning',
    appliesTo: ['msghead', 'hcp'],
    text: {
      en: '{element} is of type HPR, and is not a number of at most nine digits',
      nb: '{element} har typen HPR, men er ikke et tall på høyst ni sifre',
    },
    fix: {
      en: 'Write the number of the health personnel register, digits only.',
      nb: 'Skriv nummeret fra Helsepersonellregisteret, bare sifre.',
    },
    violations: (input) => identifiersWhere(input, ({ type, value }) => type === 'HPR' && !/^\d{1,9}$/.test(value)),
  },
  {
    id: 'organization-number',
    source: 'Brønnøysundregistrene, modulus 11 (9051 ENH)',
    severity: 'warning',
    appliesTo: ['msghead', 'hcp'],
    text: {
      en: '{element} is of type ENH, and is no organisation number: nine digits, the last of them a check digit',
      nb: '{element} har typen ENH, men er ikke et organisasjonsnummer: ni sifre, der det siste er kontrollsiffer',
    },
    fix: {
      en: 'Write the number of the register of entities, digits only. A number with another origin has another type.',
      nb: 'Skriv nummeret fra Enhetsregisteret, bare sifre. Et nummer fra et annet sted har en annen type.',
    },
    violations: (input) =>
      identifiersWhere(input, ({ type, value }) => type === 'ENH' && value !== '' && !isOrganizationNumber(value)),
  },
  {
    id: 'birth-date-differs',
    source: 'HIS 1001:2010 §2; HIS 80601:2006 Patient/DateOfBirth',
    severity: 'warning',
    appliesTo: ['msghead', 'hcp'],
    text: {
      en: 'DateOfBirth is another day than the one in the identity number',
      nb: 'DateOfBirth er en annen dag enn den i fødselsnummeret',
    },
    fix: {
      en: 'Check both in the population register, and that they are of the same person.',
      nb: 'Sjekk begge i Folkeregisteret, og at de gjelder samme person.',
    },
    *violations(input) {
      for (const { patient, facts } of patientsWithNumber(input)) {
        const birth = patient.child('DateOfBirth');
        if (birth && facts.birth && differs(timeText(birth), facts.birth)) yield { at: birth };
      }
    },
  },
  {
    id: 'sex-differs',
    source: 'HIS 1001:2010 §2 (ninth digit; not from 2032 on)',
    severity: 'warning',
    appliesTo: ['msghead', 'hcp'],
    text: {
      en: 'Sex is another than the one in the identity number',
      nb: 'Sex (kjønn) er et annet enn det i fødselsnummeret',
    },
    fix: {
      en: 'Check that both are of the same person. After a change of legal sex the number changes too.',
      nb: 'Sjekk at begge gjelder samme person. Ved endring av juridisk kjønn endres også nummeret.',
    },
    *violations(input) {
      for (const { patient, facts } of patientsWithNumber(input)) {
        const sex = patient.child('Sex');
        const said = SEXES[(sex?.attribute('V') ?? '') as keyof typeof SEXES];
        if (sex && said && facts.sex && said !== facts.sex) yield { at: sex };
      }
    },
  },
  {
    id: 'id-type-system',
    source: 'HIS 80601:2006 Ident/TypeId (9051, 8116)',
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: 'TypeId has the code system {value}; it is 9051 for organisations and 8116 for persons',
      nb: 'TypeId har kodeverket {value}; det er 9051 for virksomheter og 8116 for personer',
    },
    fix: {
      en: 'Write S="2.16.578.1.12.4.1.1.9051" for an organisation, S="2.16.578.1.12.4.1.1.8116" for a person.',
      nb: 'Skriv S="2.16.578.1.12.4.1.1.9051" for en virksomhet, S="2.16.578.1.12.4.1.1.8116" for en person.',
    },
    *violations({ elements }) {
      for (const ident of elements.get('Ident') ?? []) {
        const typeId = ident.child('TypeId');
        const system = typeId?.attribute('S');
        if (typeId && system && !/^(.*\.)?(9051|8116)$/.test(system)) yield { at: typeId, words: { value: system } };
      }
    },
  },
  {
    id: 'id-type-system-missing',
    source: 'HIS 80117:2002 §4.3.3.2 (CV: V and S always); HIS 80601:2006 Ident/TypeId (9051, 8116)',
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: 'TypeId has a code and does not say of which code system (S)',
      nb: 'TypeId har en kode, men oppgir ikke kodeverket (S)',
    },
    fix: {
      en: 'Write S="2.16.578.1.12.4.1.1.9051" for an organisation, S="2.16.578.1.12.4.1.1.8116" for a person.',
      nb: 'Skriv S="2.16.578.1.12.4.1.1.9051" for en virksomhet, S="2.16.578.1.12.4.1.1.8116" for en person.',
    },
    *violations({ elements, outline }) {
      for (const { start, namespace } of outline.deepTypeIds) if (namespace === COMMON_PARTS) yield { at: start };
      for (const ident of elements.get('Ident') ?? []) {
        const typeId = ident.child('TypeId');
        if (typeId?.attribute('V') && !typeId.attribute('S')) yield { at: typeId };
      }
    },
  },
  {
    id: 'id-empty',
    source: 'HIS 80601:2006 Ident; HIS 80415:2012 §4.4.1, §4.4.3, §4.4.6–8 (Id and TypeId go together)',
    severity: 'warning',
    appliesTo: ['msghead', 'hcp'],
    text: {
      en: '{element} has an empty number (Id)',
      nb: '{element} har et tomt nummer (Id)',
    },
    fix: {
      en: 'Write the number in Id, or leave out both Id and its type.',
      nb: 'Skriv nummeret i Id, eller utelat både Id og typen.',
    },
    *violations({ elements }) {
      for (const holder of HOLDERS.flatMap((name) => elements.get(name) ?? [])) {
        if (holder.child('Id')?.text() === '' && !isToldElsewhere(holder))
          yield { at: holder, words: { element: holder.name } };
      }
    },
  },
  {
    id: 'person-empty',
    source: 'HIS 80415:2012 §4.4.1 HCProf and §4.4.7 HCPerson; HIS 1153-2:2016 AD2.15',
    severity: 'warning',
    appliesTo: ['hcp'],
    text: {
      en: '{element} is there, and names nobody',
      nb: '{element} er med, men navngir ingen',
    },
    fix: {
      en: 'Write the name and the HPR number or HER-id of the person, or leave the element out.',
      nb: 'Skriv navn og HPR-nummer eller HER-id for personen, eller utelat elementet.',
    },
    *violations({ elements }) {
      for (const person of PERSONS.flatMap((name) => elements.get(name) ?? [])) {
        if (!person.child('Name')?.text() && !person.child('Id')?.text()) {
          yield { at: person, words: { element: person.name } };
        }
      }
    },
  },
  {
    id: 'id-type-spelling',
    source: 'HIS 80601:2006 Ident/TypeId (9051, 8116)',
    severity: 'warning',
    appliesTo: ['msghead', 'hcp'],
    text: {
      en: '{element} has spaces around its code',
      nb: '{element} har mellomrom rundt koden',
    },
    fix: { en: 'Write the code alone: V="HER".', nb: 'Skriv koden alene: V="HER".' },
    *violations({ elements }) {
      for (const element of [...(elements.get('TypeId') ?? []), ...(elements.get('TypeOffId') ?? [])]) {
        const code = element.exactAttribute('V');
        if (code !== undefined && code !== code.trim()) yield { at: element, words: { element: element.name } };
      }
    },
  },
];

/** What holds a number and its type. */
const HOLDERS: readonly string[] = ['Ident', 'Inst', 'Dept', 'HCPerson', 'HCProf', 'AdditionalId'];

/** A patient or an organisation without its number is told by rules of their own (`patient-id-missing`, AD2.2). */
function isToldElsewhere({ name, parent }: OutlineElement): boolean {
  return name === 'Ident' && (parent?.name === 'Patient' || parent?.name === 'Organisation');
}

/** Where payloads have their `Ident`; the HCP structure of the older documents has a TypeId without a system. */
const COMMON_PARTS = 'http://www.kith.no/xmlstds/felleskomponent1';

const PERSONS: readonly string[] = ['HCPerson', 'HCProf'];

function checkDigits(id: string, ofPatient: boolean, appRecCode?: string): Rule {
  return {
    id,
    source: 'HIS 1001:2010 §2–4; Skatteetaten, rules from 2032',
    severity: 'warning',
    ...(appRecCode !== undefined && { appRecCode }),
    appliesTo: ['msghead', 'hcp'],
    text: ofPatient
      ? {
          en: '{element} of the patient is of type {type}, but its date or check digits are wrong',
          nb: '{element} for pasienten har typen {type}, men datoen eller kontrollsifrene er feil',
        }
      : {
          en: '{element} is of type {type}, but its date or check digits are wrong',
          nb: '{element} har typen {type}, men datoen eller kontrollsifrene er feil',
        },
    fix: {
      en: 'Check the number for a mistake in writing: eleven digits without spaces. A passport or foreign number has another type.',
      nb: 'Sjekk nummeret for skrivefeil: elleve sifre uten mellomrom. Et pass eller utenlandsk nummer har en annen type.',
    },
    violations: (input) =>
      identifiersWhere(
        input,
        ({ type, value, isOfPatient }) =>
          isOfPatient === ofPatient && CHECKED_TYPES.has(type) && readNationalId(value) === undefined,
      ),
  };
}

function* identifiersWhere(input: RuleInput, isWrong: (identifier: Identifier) => boolean): Generator<Violation> {
  for (const identifier of identifiersOf(input)) {
    const { element, type } = identifier;
    if (isWrong(identifier)) yield { at: element, words: { element: element.name, type } };
  }
}

function* patientsWithNumber(input: RuleInput): Generator<{ patient: OutlineElement; facts: NationalIdFacts }> {
  for (const patient of patientsOf(input)) {
    const numbers = identifiersOf(input).filter(({ holder, type }) => holder === patient && CHECKED_TYPES.has(type));
    const facts = numbers[0] && readNationalId(numbers[0].value);
    if (facts) yield { patient, facts };
  }
}

function differs(text: string, { day, month, yearOfCentury }: NonNullable<NationalIdFacts['birth']>): boolean {
  const match = /^\d{2}(\d{2})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(text);
  if (match === null) return false;
  const [, year, monthText, dayText] = match;
  return (
    Number(year) !== yearOfCentury ||
    (monthText !== undefined && Number(monthText) !== month) ||
    (dayText !== undefined && Number(dayText) !== day)
  );
}
