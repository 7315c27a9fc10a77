import { CLINICAL_LABELS } from './labels-clinical.ts';
import { HEAD_LABELS } from './labels-head.ts';
import { MUNICIPAL_LABELS } from './labels-municipal.ts';
import { SICK_NOTE_LABELS } from './labels-sick-note.ts';
import type { Language } from './language.ts';

/** Names of an element on a Norwegian and on an English page. */
export type ElementLabel = readonly [nb: string, en: string];

export const ELEMENT_LABELS: Readonly<Record<string, ElementLabel>> = {
  ...HEAD_LABELS,
  ...CLINICAL_LABELS,
  ...MUNICIPAL_LABELS,
  ...SICK_NOTE_LABELS,
};

/** The readable name of an element, by its own name or by `Parent/Name` where one name means two things. */
export function labelOf(name: string, parentName: string | undefined, language: Language): string {
  const label = ELEMENT_LABELS[`${parentName}/${name}`] ?? ELEMENT_LABELS[name];
  return label === undefined ? splitWords(name) : label[language === 'nb' ? 0 : 1];
}

/** `BehovTolkSprak` as `Behov tolk sprak`; a word in capitals stays one. */
export function splitWords(name: string): string {
  const words = name.replaceAll(/[_.-]+/g, ' ').split(/(?<=\p{Ll}|\d)(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})| /u);
  const [first = '', ...others] = words.filter((word) => word !== '');
  const lower = others.map((word) => (/^\p{Lu}+$/u.test(word) ? word : word.toLowerCase()));
  return [first.charAt(0).toUpperCase() + first.slice(1), ...lower].join(' ');
}
