import type { OutlineElement } from '../outline/outline-element.ts';
import type { RuleInput } from './rule-input.ts';

/** The parts of a record in a message, and what leads from one to another. */
export interface RecordExtract {
  /** The nodes that stand alone in a document: each a tree. */
  readonly roots: readonly OutlineElement[];
  /** The nodes without nodes within: each leads to a part. */
  readonly leaves: readonly OutlineElement[];
  /** The parts that are cases of the record (EPJ sak), each a document. */
  readonly cases: readonly OutlineElement[];
  /** Every komponentID of the parts. */
  readonly components: ReadonlySet<string>;
  readonly links: readonly { at: OutlineElement; name: string; id: string }[];
}

const EXTRACT = 'http://www.kith.no/xmlstds/epj/EPJEkstrakt/2008-02-20';
const EXTRA = 'http://www.kith.no/xmlstds/epj/EPJTilleggsinfo/2008-02-20';
const RECORD = /^http:\/\/www\.kith\.no\/xmlstds\/epj\//;

const known = new WeakMap<RuleInput, RecordExtract | undefined>();

/** The record extract of a message; nothing where it has no part of a record. Read once: several rules ask. */
export function readExtract(input: RuleInput): RecordExtract | undefined {
  if (known.has(input)) return known.get(input);
  const parts = (input.head?.refDocs ?? [])
    .flatMap(({ refDoc }) => refDoc.child('Content')?.children ?? [])
    .filter(({ namespace }) => RECORD.test(namespace));
  const extract = parts.length === 0 ? undefined : describeParts(parts);
  known.set(input, extract);
  return extract;
}

function describeParts(parts: readonly OutlineElement[]): RecordExtract {
  const roots = parts.filter(({ name, namespace }) => name === 'Node' && namespace === EXTRACT);
  const components = parts.filter((part) => !roots.includes(part));
  const elements = components.flatMap((part) => [...within(part)]);
  return {
    roots,
    leaves: roots
      .flatMap((root) => [...within(root)])
      .filter((node) => node.children.length === 0 && !roots.includes(node)),
    cases: components.filter((part) => /["']EPJ sak["']/.test(part.startTag())),
    components: new Set(elements.flatMap((element) => element.attribute('komponentID') ?? [])),
    links: elements.flatMap(linksOf),
  };
}

function* within(element: OutlineElement): Generator<OutlineElement> {
  yield element;
  for (const child of element.children) yield* within(child);
}

const LINK_ELEMENTS: ReadonlySet<string> = new Set(['tilhorerKomponent', 'linkTilKomponent', 'linkFraKomponent']);
const LINK_ATTRIBUTE = 'referanseViktigTilleggsinfo';

function linksOf(at: OutlineElement): { at: OutlineElement; name: string; id: string }[] {
  if (at.namespace === EXTRA) return LINK_ELEMENTS.has(at.name) ? [{ at, name: at.name, id: at.text() }] : [];
  const id = at.attribute(LINK_ATTRIBUTE);
  return id === undefined ? [] : [{ at, name: LINK_ATTRIBUTE, id }];
}
