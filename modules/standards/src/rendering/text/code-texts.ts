import type { TreeElement } from '../tree/tree-element.ts';
import type { Language, Words } from './language.ts';

const OID_PREFIX = '2.16.578.1.12.4.1.1.';

/** Systems whose codes a clinician reads: they stand beside the words on the page. */
const CLINICAL_SYSTEMS: Readonly<Record<string, string>> = {
  '7110': 'ICD-10',
  '7170': 'ICPC-2',
  '7171': 'ICPC-2',
  '7180': 'ATC',
  '7210': 'NCMP',
  '7220': 'NCSP',
  '7230': 'NKPK',
  '7240': 'NCRP',
};

/** Names of other systems, for the table of codes. */
const SYSTEMS: Readonly<Record<string, string>> = {
  ...CLINICAL_SYSTEMS,
  '7010': 'SNOMED CT',
  '7270': 'Prøvemateriale og analyser',
  '7280': 'Norsk laboratoriekodeverk',
  '8116': 'ID-type for personer',
  '9051': 'ID-typer for organisatoriske enheter',
  '8212': 'Lokal kode',
  '8221': 'Feil i applikasjonskvittering',
  '8279': 'Meldingstype',
};

export function isReadByClinicians(system: string): boolean {
  return CLINICAL_SYSTEMS[numberOf(system)] !== undefined;
}

/** The name of a code system, or what stands in the document. */
export function codeSystemName(system: string): string {
  return SYSTEMS[numberOf(system)] ?? system;
}

/** `7110` of `2.16.578.1.12.4.1.1.7110`, and of `7110`, which KITH's datatype also lets pass. */
function numberOf(system: string): string {
  const text = system.trim();
  return text.startsWith(OID_PREFIX) ? text.slice(OID_PREFIX.length) : text;
}

type CodeTexts = Readonly<Record<string, Words>>;

const SEX: CodeTexts = {
  '0': { nb: 'Ikke kjent', en: 'Not known' },
  '1': { nb: 'Mann', en: 'Male' },
  '2': { nb: 'Kvinne', en: 'Female' },
  '9': { nb: 'Ikke spesifisert', en: 'Not specified' },
};

/** 7309: what a document does to those before it. */
const SERVICE_TYPE: CodeTexts = {
  N: { nb: 'Ny', en: 'New' },
  M: { nb: 'Endring', en: 'Changed' },
  C: { nb: 'Kansellering', en: 'Cancelled' },
  A: { nb: 'Tillegg', en: 'Addition' },
  H: { nb: 'Historikk', en: 'History' },
  O: { nb: 'Purring', en: 'Reminder' },
};

const REPORT_STATUS: CodeTexts = {
  F: { nb: 'Endelig rapport', en: 'Final report' },
  P: { nb: 'Foreløpig rapport', en: 'Preliminary report' },
  S: { nb: 'Tilleggsrapport', en: 'Supplementary report' },
};

const RECEIPT_STATUS: CodeTexts = {
  '1': { nb: 'OK', en: 'OK' },
  '2': { nb: 'Avvist', en: 'Rejected' },
  '3': { nb: 'OK, feil i delmelding', en: 'OK, error in a part' },
};

const PROCESSING_STATUS: CodeTexts = {
  P: { nb: 'Produksjon', en: 'Production' },
  D: { nb: 'Test', en: 'Test' },
  T: { nb: 'Opplæring', en: 'Training' },
};

const DEVIATION: CodeTexts = {
  '1': { nb: 'Over øvre referansegrense', en: 'Above the reference interval' },
  '2': { nb: 'Under nedre referansegrense', en: 'Below the reference interval' },
  '3': { nb: 'Utenfor referansegrensene', en: 'Outside the reference interval' },
};

const COMPARISON: CodeTexts = {
  LT: { nb: '<', en: '<' },
  LE: { nb: '≤', en: '≤' },
  EQ: { nb: '=', en: '=' },
  GE: { nb: '≥', en: '≥' },
  GT: { nb: '>', en: '>' },
};

const ID_TYPE: CodeTexts = {
  FNR: { nb: 'Fødselsnummer', en: 'National identity number' },
  DNR: { nb: 'D-nummer', en: 'D-number' },
  HNR: { nb: 'Hjelpenummer', en: 'Auxiliary number' },
  FHN: { nb: 'Felles hjelpenummer', en: 'Common auxiliary number' },
  HPR: { nb: 'HPR-nummer', en: 'HPR number' },
  HER: { nb: 'HER-id', en: 'HER-id' },
  ENH: { nb: 'Organisasjonsnummer', en: 'Organisation number' },
  RSH: { nb: 'RESH-id', en: 'RESH id' },
  PNR: { nb: 'Passnummer', en: 'Passport number' },
  SEF: { nb: 'Svensk personnummer', en: 'Swedish identity number' },
  DKF: { nb: 'Dansk personnummer', en: 'Danish identity number' },
  XXX: { nb: 'Annet nummer', en: 'Other number' },
};

const ADDRESS_TYPE: CodeTexts = {
  H: { nb: 'Bostedsadresse', en: 'Home address' },
  HP: { nb: 'Folkeregisteradresse', en: 'Registered address' },
  PST: { nb: 'Postadresse', en: 'Postal address' },
  RES: { nb: 'Besøksadresse', en: 'Visiting address' },
  TMP: { nb: 'Midlertidig adresse', en: 'Temporary address' },
  WP: { nb: 'Arbeidsadresse', en: 'Work address' },
  INV: { nb: 'Faktureringsadresse', en: 'Invoice address' },
};

/** Values of the small lists that every message uses, by the element that carries them. */
const BY_ELEMENT: Readonly<Record<string, CodeTexts>> = {
  Sex: SEX,
  ServType: SERVICE_TYPE,
  Forsendelsesstatus: SERVICE_TYPE,
  'AppRec/Status': RECEIPT_STATUS,
  'ServReport/Status': REPORT_STATUS,
  'ServRprt/Status': REPORT_STATUS,
  ProcessingStatus: PROCESSING_STATUS,
  DevResultInd: DEVIATION,
  ArithmeticComp: COMPARISON,
  TypeId: ID_TYPE,
  TypeOffId: ID_TYPE,
  'AdditionalId/Type': ID_TYPE,
  'Address/Type': ADDRESS_TYPE,
  'Adresse/Type': ADDRESS_TYPE,
};

/** What a code means, where we hold its list. */
export function codeInWords(element: TreeElement, code: string, language: Language): string | undefined {
  const list = BY_ELEMENT[`${element.parent?.name}/${element.name}`] ?? BY_ELEMENT[element.name];
  return list?.[code]?.[language];
}
