import { quote } from '../finding/mask.ts';
import type { OutlineElement } from '../outline/outline-element.ts';
import { type RecordExtract, readExtract } from './read-extract.ts';
import type { Rule, Violation } from './rule.ts';
import type { RuleInput } from './rule-input.ts';

/** That what is missing or leads nowhere is reported is asked for by the acceptance test; the schema says what a Node is. */
const STRUCTURE = 'Schema EPJEkstrakt 2008-02-20, Node; acceptance test of medication overviews 1.4, criterion 16';
const LINKS = 'Schema EPJTilleggsinfo 2008-02-20; acceptance test of medication overviews 1.4, criterion 17';

/**
 * Record extracts (EPJ-ekstrakt): components of a record, each a document of its own, and a tree of nodes that says how
 * they hang together. The schemas see one document at a time. All warnings: what is there can be read all the same.
 */
export const RECORD_EXTRACT_RULES: readonly Rule[] = [
  {
    id: 'extract-structure-missing',
    source: STRUCTURE,
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: 'There are parts of a record, and no structure (Node) that says how they hang together',
      nb: 'Meldingen har deler av en journal, men ingen struktur (Node) som sier hvordan de henger sammen',
    },
    fix: {
      en: 'Send the structure with a Node for each part.',
      nb: 'Send med strukturen, med en Node for hver del.',
    },
    violations: (input) =>
      inExtract(input, ({ roots, cases }) => (roots.length === 0 ? cases.slice(0, 1).map((at) => ({ at })) : [])),
  },
  {
    id: 'extract-node-target',
    source: STRUCTURE,
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: 'Node leads to {id}, and no part of the message has that komponentID',
      nb: 'Node viser til {id}, men ingen del av meldingen har den komponentID-en',
    },
    fix: {
      en: 'Send the part, or correct or take out the Node.',
      nb: 'Send med delen, eller rett eller fjern Node.',
    },
    violations: (input) =>
      inExtract(input, ({ leaves, components }) =>
        leaves.filter((leaf) => !components.has(idOf(leaf))).map((at) => ({ at, words: { id: quote(idOf(at)) } })),
      ),
  },
  {
    id: 'extract-part-unlinked',
    source: STRUCTURE,
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: 'No Node leads to {element}, so its place in the record is not known',
      nb: 'Ingen Node viser til {element}, så plassen i journalen er ukjent',
    },
    fix: {
      en: 'Add a Node with the komponentID of the part.',
      nb: 'Legg til en Node med komponentID-en til delen.',
    },
    violations: (input) =>
      inExtract(input, ({ roots, leaves, cases }) => {
        if (roots.length === 0) return [];
        const linked = new Set(leaves.map(idOf));
        return cases.filter((part) => !linked.has(idOf(part))).map((at) => ({ at, words: { element: at.name } }));
      }),
  },
  {
    id: 'extract-category',
    source:
      'Acceptance test of medication overviews 1.4, criterion 14: no text says it, the pairs are those of its good case',
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: 'Node has the category {category}, and its kind of part belongs in {expected}',
      nb: 'Node har kategorien {category}, men komponenttypen hører til i {expected}',
    },
    fix: {
      en: 'Correct informasjonskategori or komponenttype, so that the two agree.',
      nb: 'Rett informasjonskategori eller komponenttype, slik at de to stemmer overens.',
    },
    violations: (input) => inExtract(input, ({ leaves }) => leaves.flatMap(wrongCategory)),
  },
  {
    id: 'extract-link-target',
    source: LINKS,
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: '{element} leads to {id}, and no part of the message has that komponentID',
      nb: '{element} viser til {id}, men ingen del av meldingen har den komponentID-en',
    },
    fix: {
      en: 'Write the komponentID of a part in the message, or send the part that is meant.',
      nb: 'Skriv komponentID-en til en del av meldingen, eller send med delen det vises til.',
    },
    violations: (input) =>
      inExtract(input, ({ links, components }) =>
        links
          .filter(({ id }) => !components.has(id))
          .map(({ at, name, id }) => ({ at, words: { element: name, id: id === '' ? NOTHING : quote(id) } })),
      ),
  },
];

const NOTHING = { en: 'nothing', nb: 'ingenting' };

function inExtract(input: RuleInput, look: (extract: RecordExtract) => Violation[]): Violation[] {
  const extract = readExtract(input);
  return extract === undefined ? [] : look(extract);
}

function idOf(element: OutlineElement): string {
  return element.attribute('komponentID') ?? '';
}

/** Kinds of cases of the record, with the category that the good case of the acceptance test gives each; no text we hold does. */
const CATEGORY_OF: ReadonlyMap<string, string> = new Map([
  ['2.16.578.1.12.4.1.6.14.50001.0', 'Cave/allergier'],
  ['2.16.578.1.12.4.1.6.14.50301.0', 'Andre notater'],
  ['2.16.578.1.12.4.1.6.14.50302.0', 'Legemidler'],
]);

function wrongCategory(at: OutlineElement): Violation[] {
  const category = qualified(at, 'informasjonskategori');
  const expected = CATEGORY_OF.get(qualified(at, 'komponenttype') ?? '');
  if (category === undefined || expected === undefined || category === expected) return [];
  return [{ at, words: { category: quote(category), expected: quote(expected) } }];
}

/** The attribute by its local name: its prefix is whatever the document chose. */
function qualified(element: OutlineElement, name: string): string | undefined {
  return new RegExp(`\\s(?:[^\\s=:]+:)?${name}\\s*=\\s*["']([^"']*)["']`).exec(element.startTag())?.[1]?.trim();
}
