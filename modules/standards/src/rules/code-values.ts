import { findCodeSystem } from '../code-systems/find-code-system.ts';
import { quote } from '../finding/mask.ts';
import { findHcpDocument } from '../header/message-families.ts';
import type { CodedTag } from '../outline/read-outline.ts';
import { standards } from '../standards.ts';
import type { Rule } from './rule.ts';

/** Code values against the code systems that are held whole. What a code is called in the document (DN) is never judged. */
export const CODE_RULES: readonly Rule[] = [
  {
    id: 'code-unknown',
    source: 'The code system named in S, or in the standard for that element',
    severity: 'warning',
    appliesTo: ['every-document'],
    text: {
      en: '{value} is not a code of {number} {name}',
      nb: '{value} er ikke en kode i {number} {name}',
    },
    fix: {
      en: 'Use a code of the code system, or name in S the code system that the code is of. Codes: {codes}.',
      nb: 'Bruk en kode i kodeverket, eller oppgi i S kodeverket som koden er fra. Koder: {codes}.',
    },
    *violations({ outline, head }) {
      const isReceipt = head?.parts.family === 'apprec';
      for (const tag of outline.coded) {
        if (isReceipt && MIRRORED.has(tag.element?.parent?.name ?? '')) continue;
        const code = outline.source.slice(tag.codeStart, tag.codeEnd).trim();
        if (code === '') continue;
        const systems = systemsOf(outline.source, tag);
        if (systems.length === 0 || systems.some(({ isComplete, values }) => !isComplete || values.has(code))) continue;
        const [{ number, name, values }] = systems as [(typeof systems)[number]];
        const codes = [...values.keys()].slice(0, CODES_SHOWN_MAX).join(', ');
        const words = { value: quote(code), number, name, codes: values.size > CODES_SHOWN_MAX ? `${codes}…` : codes };
        yield { at: tag.element ?? tag.start, words };
      }
    },
  },
  {
    id: 'code-missing',
    source:
      'HIS 80117:2002 §4.3.2.1 and §4.3.3.2 (V always, DN and OT optional); acceptance test of medication overviews 1.4, criterion 15',
    severity: 'warning',
    appliesTo: ['every-document'],
    text: {
      en: 'A coded value has what it is called (DN), and no code (V)',
      nb: 'En kodet verdi har visningsnavn (DN), men ikke kode (V)',
    },
    fix: {
      en: 'Write the code in V. Where there is none, write the text in OT instead.',
      nb: 'Skriv koden i V. Finnes det ingen kode, skriv teksten i OT i stedet.',
    },
    *violations({ outline }) {
      for (const at of outline.named) yield { at };
    },
  },
];

const CODES_SHOWN_MAX = 12;

/** What a receipt repeats of the original's addresses as it came, also when wrong (HITS 1168:2016 §6). */
const MIRRORED: ReadonlySet<string> = new Set(['Inst', 'Dept', 'HCPerson', 'HCProf', 'AdditionalId']);

type CodeSystems = readonly NonNullable<ReturnType<typeof findCodeSystem>>[];

/** The code system that the tag names, else those that the standard names for its element; none where one is not known. */
function systemsOf(source: string, { element, systemStart, systemEnd }: CodedTag): CodeSystems {
  if (systemStart !== 0) {
    const system = findCodeSystem(source.slice(systemStart, systemEnd).trim());
    return system === undefined ? NONE : [system];
  }
  return element === undefined ? NONE : systemsOfElement(element.namespace, element.parent?.name ?? '', element.name);
}

const NONE: CodeSystems = [];

/** Namespace → place → code systems; only namespaces with a model, so that documents cannot fill the memory. */
const known = new Map<string, ReadonlyMap<string, CodeSystems>>();

function systemsOfElement(namespace: string, owner: string, name: string): CodeSystems {
  const lists = known.get(namespace) ?? readCodeLists(namespace);
  if (lists.size === 0) return NONE;
  return lists.get(`${owner}/${name}`) ?? lists.get(`*/${name}`) ?? NONE;
}

/** The HCP structure of the older documents, which receipts share and HIS 80415:2012 §4.4 gives the code lists of. */
const HCP_CODE_LISTS: readonly (readonly [place: string, numbers: readonly string[]])[] = [
  ['Patient/Sex', ['3101']],
  ['Patient/TypeOffId', ['8116', '8327']],
  ['Inst/TypeId', ['9051']],
  ['Dept/TypeId', ['8268']],
  ['HCPerson/TypeId', ['8116', '8268']],
  ['HCProf/TypeId', ['8116', '8268']],
  ['HCProf/Type', ['9060']],
  ['AdditionalId/Type', ['8268', '8116', '9051']],
];

function readCodeLists(namespace: string): ReadonlyMap<string, CodeSystems> {
  const { catalogue } = standards();
  const head = catalogue.findByNamespace(namespace);
  const lists = new Map<string, CodeSystems>();
  if (head === undefined) return lists;
  known.set(namespace, lists);
  const ofFamily = findHcpDocument(namespace) === undefined ? [] : HCP_CODE_LISTS;
  for (const [place, numbers] of [...ofFamily, ...catalogue.codeLists(head.name)]) {
    const systems = numbers.map((number) => findCodeSystem(number)).filter((system) => system !== undefined);
    if (systems.length === numbers.length) lists.set(place, systems);
  }
  return lists;
}
