import type { TwoLanguages } from '../finding/two-languages.ts';
import type { OutlineElement } from '../outline/outline-element.ts';
import type { RuleInput } from './rule-input.ts';

/** Words to put into a text where it has `{name}`: the same in both languages, or one for each. */
export type Words = Readonly<Record<string, string | TwoLanguages<string>>>;

/** A place that breaks a rule: a kept element, or the offset of a tag deeper in the document. */
export interface Violation {
  readonly at: OutlineElement | number;
  readonly words?: Words;
}

/** The families of documents with a header, and every document that has a model. */
export type RuleScope = 'msghead' | 'apprec' | 'hcp' | 'every-document';

/** What a standard asks beyond its schema, as data. */
export interface Rule {
  /** Stable, as clients branch on it. */
  readonly id: string;
  /** Standard and section. */
  readonly source: string;
  /**
   * `error` where the standard forbids it and the receiver cannot but reject; `warning` where real traffic does it and
   * receivers take it.
   */
  readonly severity: 'error' | 'warning';
  /** The code of 8221 that a receiver would answer with. */
  readonly appRecCode?: string;
  readonly appliesTo: readonly RuleScope[];
  readonly text: TwoLanguages<string>;
  readonly fix: TwoLanguages<string>;
  /** Where the document breaks the rule. Input from documents goes into words quoted, and never an identity number. */
  violations(input: RuleInput): Iterable<Violation>;
}
