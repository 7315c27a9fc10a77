import type { Replacement } from '../document/source-text.ts';
import type { ElementSpan } from './element-spans.ts';
import type { Random } from './random.ts';
import { VALUES } from './values.ts';

export interface Edit {
  /** What is done, by the names of elements and attributes; never a value of the document. */
  readonly change: string;
  readonly replacements: readonly Replacement[];
}

interface Context {
  readonly text: string;
  readonly all: readonly ElementSpan[];
  readonly random: Random;
}

/** One kind of change to one element, which leaves the document well-formed; undefined where it does not apply. */
export type Change = (element: ElementSpan, context: Context) => Edit | undefined;

const FOREIGN = '<f:Fremmed xmlns:f="urn:samband:foreign"/>';
const ATTRIBUTE_NAMES = ['V', 'DN', 'S', 'U', 'id', 'Ukjent', 'xml:lang'];

const deleteElement: Change = (element) =>
  element.parent && { change: `delete ${element.name}`, replacements: [replaceWhole(element, '')] };

const repeatElement: Change = (element, { text, random }) => {
  if (element.parent === undefined) return undefined;
  const copies = 1 + random.below(3);
  const markup = text.slice(element.start, element.end).repeat(copies);
  return { change: `${copies} more of ${element.name}`, replacements: [insert(element.end, markup)] };
};

const renameElement: Change = (element, { all, random }) => {
  const prefix = /^[^:]*:/.exec(element.name)?.[0] ?? '';
  const another = random.pick(all).name.replace(/^[^:]*:/, '');
  const name = random.chance(0.5) ? `${element.name}X` : prefix + another;
  const startTag = element.start + 1;
  const replacements = [{ start: startTag, end: startTag + element.name.length, by: name }];
  if (element.end > element.contentEnd) {
    const endTag = element.contentEnd + 2;
    replacements.push({ start: endTag, end: endTag + element.name.length, by: name });
  }
  return name === element.name ? undefined : { change: `rename ${element.name} to ${name}`, replacements };
};

const swapWithNext: Change = (element, { text }) => {
  const siblings = element.parent?.children ?? [];
  const next = siblings[siblings.indexOf(element) + 1];
  if (next === undefined) return undefined;
  const replacements = [
    replaceWhole(element, text.slice(next.start, next.end)),
    replaceWhole(next, text.slice(element.start, element.end)),
  ];
  return { change: `swap ${element.name} and ${next.name}`, replacements };
};

const moveToEnd: Change = (element, { text }) => {
  const last = element.parent?.children.at(-1);
  if (last === undefined || last === element) return undefined;
  const replacements = [replaceWhole(element, ''), insert(last.end, text.slice(element.start, element.end))];
  return { change: `move ${element.name} to the end`, replacements };
};

const changeAttribute: Change = (element, { random }) => {
  const attribute = pickAttribute(element, random);
  if (attribute === undefined) return undefined;
  const { name, valueStart: start, valueEnd: end } = attribute;
  const value = random.pick(VALUES);
  return { change: `${element.name}/@${name} becomes "${value}"`, replacements: [{ start, end, by: value }] };
};

const deleteAttribute: Change = (element, { random }) => {
  const attribute = pickAttribute(element, random);
  if (attribute === undefined) return undefined;
  const { name, start, end } = attribute;
  return { change: `delete ${element.name}/@${name}`, replacements: [{ start, end, by: '' }] };
};

const addAttribute: Change = (element, { random }) => {
  const name = random.pick(ATTRIBUTE_NAMES);
  if (element.attributes.some((attribute) => attribute.name === name)) return undefined;
  const value = random.pick(VALUES);
  const at = element.start + 1 + element.name.length;
  return { change: `add ${element.name}/@${name} "${value}"`, replacements: [insert(at, ` ${name}="${value}"`)] };
};

const changeText: Change = (element, { random }) => {
  if (element.children.length > 0 || element.contentStart === element.contentEnd) return undefined;
  const value = random.pick(VALUES);
  return { change: `text of ${element.name} becomes "${value}"`, replacements: [replaceContent(element, value)] };
};

const addText: Change = (element, { random }) => {
  if (element.children.length === 0) return undefined;
  const value = random.pick(VALUES);
  return { change: `text "${value}" in ${element.name}`, replacements: [insert(element.contentStart, value)] };
};

const addForeignElement: Change = (element, { random }) => {
  if (element.parent === undefined) return undefined;
  const at = random.pick([element.start, element.end, element.parent.contentEnd]);
  return { change: `foreign element in ${element.parent.name}`, replacements: [insert(at, FOREIGN)] };
};

const emptyElement: Change = (element) =>
  element.contentStart === element.contentEnd
    ? undefined
    : { change: `empty ${element.name}`, replacements: [replaceContent(element, '')] };

/** Changes of values stand twice: there are more ways for a value to be wrong than for an element. */
export const CHANGES: readonly Change[] = [
  deleteElement,
  repeatElement,
  renameElement,
  swapWithNext,
  moveToEnd,
  changeAttribute,
  changeAttribute,
  deleteAttribute,
  addAttribute,
  changeText,
  changeText,
  addText,
  addForeignElement,
  emptyElement,
];

function insert(at: number, by: string): Replacement {
  return { start: at, end: at, by };
}

function replaceWhole({ start, end }: ElementSpan, by: string): Replacement {
  return { start, end, by };
}

function replaceContent({ contentStart, contentEnd }: ElementSpan, by: string): Replacement {
  return { start: contentStart, end: contentEnd, by };
}

/** Not a namespace declaration: a document with a prefix that is not bound is not well-formed. */
function pickAttribute(element: ElementSpan, random: Random) {
  const attributes = element.attributes.filter(({ name }) => !name.startsWith('xmlns'));
  return attributes.length === 0 ? undefined : random.pick(attributes);
}
