import { expect, test } from 'vitest';
import { createCatalogue } from '../../catalogue.ts';
import { ELEMENT_LABELS, labelOf, splitWords } from './element-labels.ts';
import { TEXTS } from './texts.ts';

test('every text of the pages stands in both languages', () => {
  const missing = Object.entries(TEXTS).filter(([, { nb, en }]) => nb.trim() === '' || en.trim() === '');

  expect(missing).toEqual([]);
});

test('every element label stands in both languages', () => {
  const missing = Object.entries(ELEMENT_LABELS).filter(([, [nb, en]]) => nb.trim() === '' || en.trim() === '');

  expect(missing).toEqual([]);
});

/** The models whose messages have a template, and what they use. */
const CORE =
  /^(msghead|felleskomponent1|apprec|dialogmelding|epikrise|henvisning|svarrapport|rekvisisjon|plo-|sykmelding|epj-(cave|journalnotat|legemiddel))/;

test('every element of the core messages has a label of its own', () => {
  const catalogue = createCatalogue();
  const names = new Set<string>();
  for (const head of catalogue.heads().filter(({ name }) => CORE.test(name))) {
    collectNames([...catalogue.model(head.name).elements, ...catalogue.model(head.name).types], names);
  }
  const without = [...names].filter((name) => ELEMENT_LABELS[name] === undefined && !NOT_SEEN.has(name));

  expect(names.size).toBeGreaterThan(500);
  expect(without.sort()).toEqual([]);
});

/** Types of our notation, not elements, and what the schemas declare beside the messages. */
const NOT_SEEN: ReadonlySet<string> = new Set([
  'CS',
  'CV',
  'URL',
  'oid',
  'NavnType',
  'DynaSvarType',
  'ArsakType',
  'Notater',
]);

/** Global names, and names of the local elements in them. */
function collectNames(definitions: readonly (readonly [string, unknown])[], names: Set<string>): void {
  for (const [name, definition] of definitions) {
    names.add(name);
    visit(definition);
  }
  function visit(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if ('kind' in value && value.kind === 'element' && 'name' in value) names.add(String(value.name));
    for (const inner of Object.values(value)) visit(inner);
  }
}

test('a name without a label is split into its words', () => {
  expect(splitWords('BehovTolkSprak')).toBe('Behov tolk sprak');
  expect(splitWords('EPJEkstrakt')).toBe('EPJ ekstrakt');
  expect(splitWords('M96')).toBe('M96');
  expect(labelOf('SomethingNew', 'Message', 'en')).toBe('Something new');
});

test('one name can mean two things', () => {
  expect(labelOf('Type', 'AnalysedSubject', 'nb')).toBe('Materiale');
  expect(labelOf('Type', 'Address', 'nb')).toBe('Type');
});
