import type { FindingText } from '../report.ts';

/** The same thing in English and in Norwegian bokmål. */
export interface TwoLanguages<Content> {
  readonly en: Content;
  readonly nb: Content;
}

/** The text of a finding in both languages, as a Finding carries it. */
export function findingTexts({ en, nb }: TwoLanguages<FindingText>) {
  return { ...en, nb };
}
