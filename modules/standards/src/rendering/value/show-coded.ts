import { type Html, html, join, show } from '../html.ts';
import type { Page } from '../page.ts';
import { clinicalSystemName, codeInWords, shortWords, translation } from '../text/code-texts.ts';
import type { Content, TreeElement } from '../tree/tree-element.ts';
import { showContent, showNumber, showText } from './show-text.ts';

/** Attributes of KITH's coded values (CS and CV): code, system, display name, original text. */
export const CODED_ATTRIBUTES: ReadonlySet<string> = new Set(['V', 'S', 'DN', 'OT']);

export interface CodedOptions {
  /** `table`: the code stands only in the table of codes, also where a clinician would know it. */
  readonly code?: 'beside' | 'table';
}

/**
 * The value of an element of KITH's attribute types: a code in words (CS, CV), a quantity (PQ), a time (TS), a truth value
 * or a number (BL, REAL, INT). Codes that clinicians read, such as diagnoses, stand beside their words; the others are left
 * for the table of codes. @returns undefined where the element has none of those attributes.
 */
export function showCoded(page: Page, element: TreeElement, { code = 'beside' }: CodedOptions = {}): Html | undefined {
  const value = element.attribute('V');
  const unit = element.attribute('U');
  if (value !== undefined && unit !== undefined) return html`${showNumber(page, value)} ${showText(page, unit)}`;
  if (unit !== undefined) return showText(page, unit);
  const words = showWords(page, element, value);
  if (words === undefined) return value === undefined ? undefined : showBareValue(page, element, value);
  page.inWords.add(element);
  const system = clinicalSystemName(element.attribute('S')?.value ?? '');
  if (value === undefined || code === 'table' || system === undefined) return words;
  return html`${words} <span class="code">${system} ${show(value)}</span>`;
}

/** Display name and original text, or words of ours for them: shorter ones, or English where the code has them. */
function showWords(page: Page, element: TreeElement, value: Content | undefined): Html | undefined {
  const code = value?.value.trim() ?? '';
  const short = shortWords(element, code, page.language);
  if (short !== undefined) return html`${short}`;
  const names = [element.attribute('DN'), element.attribute('OT')].filter((name) => name !== undefined);
  const english = page.language === 'en' && names.length < 2 ? translation(element, code) : undefined;
  if (english !== undefined) return html`${english}`;
  const [first, second] = names;
  if (first === undefined) return undefined;
  if (second === undefined) return showText(page, first);
  if (first.value.trim() === second.value.trim()) return html`${showText(page, first)}${show(second, '')}`;
  return join([showText(page, first), showText(page, second)], ': ');
}

function showBareValue(page: Page, element: TreeElement, value: Content): Html {
  const known = codeInWords(element, value.value.trim(), page.language);
  if (known === undefined) return bareText(page, value);
  page.inWords.add(element);
  return html`${known}`;
}

function bareText(page: Page, value: Content): Html {
  return /^-?\d+\.\d+$/.test(value.value.trim()) ? showNumber(page, value) : showContent(page, value);
}
