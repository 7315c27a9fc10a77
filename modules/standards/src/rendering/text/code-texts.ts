import { findCodeSystem } from '../../code-systems/find-code-system.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import type { Language, Words } from './language.ts';

/** Systems whose codes a clinician reads: they stand beside the words on the page. */
const CLINICAL_SYSTEMS: Readonly<Record<string, string>> = {
  '7110': 'ICD-10',
  '7170': 'ICPC-2',
  '7171': 'ICPC-2-B',
  '7180': 'ATC',
  '7210': 'NCMP',
  '7220': 'NCSP',
};

/** The short name of a system whose codes clinicians read, else undefined. */
export function clinicalSystemName(system: string): string | undefined {
  return CLINICAL_SYSTEMS[findNumber(system)];
}

/** The name of a code system, or undefined for one that is not known. */
export function codeSystemName(system: string, language: Language): string | undefined {
  return clinicalSystemName(system) ?? findCodeSystem(system.trim())?.name[language];
}

function findNumber(system: string): string {
  return findCodeSystem(system.trim())?.number ?? system.slice(system.lastIndexOf('.') + 1).trim();
}

type CodeTexts = Readonly<Record<string, Words>>;

/** The official names of kinds of numbers are sentences; everybody says these. */
const IDENTIFIERS: CodeTexts = {
  FNR: { nb: 'Fødselsnummer', en: 'National identity number' },
  DNR: { nb: 'D-nummer', en: 'D-number' },
  HNR: { nb: 'Hjelpenummer', en: 'Help number' },
  FHN: { nb: 'Felles hjelpenummer', en: 'Common help number' },
  HPR: { nb: 'HPR-nummer', en: 'HPR number' },
  HER: { nb: 'HER-id', en: 'HER-id' },
  ENH: { nb: 'Org.nr.', en: 'Organisation number' },
  RSH: { nb: 'RESH-id', en: 'RESH-id' },
  LOK: { nb: 'Lokal id', en: 'Local id' },
};

/** In a table of results, what is outside its limits must be seen at a glance (8244). */
const DEVIATION: CodeTexts = {
  '1': { nb: 'Over', en: 'Above' },
  '2': { nb: 'Under', en: 'Below' },
  '3': { nb: 'Utenfor', en: 'Outside' },
};

/** 8239. */
const COMPARISON: CodeTexts = {
  LT: { nb: '<', en: '<' },
  LE: { nb: '≤', en: '≤' },
  EQ: { nb: '=', en: '=' },
  GE: { nb: '≥', en: '≥' },
  GT: { nb: '>', en: '>' },
};

const SHORT: Readonly<Record<string, CodeTexts>> = {
  TypeId: IDENTIFIERS,
  TypeOffId: IDENTIFIERS,
  'AdditionalId/Type': IDENTIFIERS,
  DevResultInd: DEVIATION,
  ArithmeticComp: COMPARISON,
};

/** Words that say a code shorter than the document does; what it says itself is then in the table of codes. */
export function shortWords(element: TreeElement, code: string, language: Language): string | undefined {
  const list = SHORT[`${element.parent?.name}/${element.name}`] ?? SHORT[element.name];
  return list?.[code]?.[language];
}

/** The lists of coded values that name none (CS), by the element that carries them. */
const LIST_OF_ELEMENT: Readonly<Record<string, string>> = {
  Sex: '3101',
  ServType: '7309',
  Forsendelsesstatus: '7309',
  'AppRec/Status': '8258',
  'MsgInfo/Type': '8279',
  'OriginalMsgId/MsgType': '8279',
  'RefDoc/MsgType': '8114',
  ProcessingStatus: '8213',
  RequestedPriority: '8115',
  StatusInvestigation: '8245',
  AdmCat: '8406',
  RoleReceiver: '8112',
  Role: '8112',
  ComMethod: '8235',
  DocumentConnection: '4702',
  Compression: '1204',
  TypeTelecom: '9061',
  TypeHealthcareProfessional: '9060',
  'HCProf/Type': '9060',
  'Address/Type': '3401',
  'Adresse/Type': '3401',
  Slektskap: '9033',
  SivilStatus: '8724',
};

/** Lists about the message and its people. Others are clinical: an English page repeats what the sender wrote. */
const TRANSLATED_SYSTEMS: ReadonlySet<string> = new Set([
  '8116',
  '8268',
  '9051',
  '9034',
  '9060',
  '7321',
  '7322',
  '8254',
  '9040',
]);

/** What a code means where the document has no words for it. */
export function codeInWords(element: TreeElement, code: string, language: Language): string | undefined {
  const value = findValue(listOf(element), code);
  return language === 'nb' ? value?.nb : (value?.en ?? value?.nb);
}

/** English for words that the document has in Norwegian. */
export function translation(element: TreeElement, code: string): string | undefined {
  const list = listOf(element);
  const isKnownList = element.attribute('S') === undefined || TRANSLATED_SYSTEMS.has(findNumber(list));
  return isKnownList ? findValue(list, code)?.en : undefined;
}

function listOf(element: TreeElement): string {
  const system = element.attribute('S')?.value.trim();
  return system ?? LIST_OF_ELEMENT[`${element.parent?.name}/${element.name}`] ?? LIST_OF_ELEMENT[element.name] ?? '';
}

function findValue(list: string, code: string) {
  return findCodeSystem(list)?.values.get(code);
}
