import type { EbxmlErrorCode } from '../messages/names.ts';
import type { RuleContext } from './rule-context.ts';
import type { RuleSubject } from './rule-subject.ts';

/**
 * What comes of a broken rule when the message is answered (HITS 1172 §5.5-5.15):
 * - `record`: it is written down and counted, and the message goes on; so it is with most, since a rule is no reason to stop
 *   what is safe
 * - `fault`: it cannot be said who it is from and for: SOAP Fault
 * - `error`: an ErrorList refuses it
 * - `warning`: an ErrorList takes it and says what is wrong
 */
export type RuleEffect = 'record' | 'fault' | { readonly error: EbxmlErrorCode } | { readonly warning: EbxmlErrorCode };

/** A rule of HITS 1172: its number, what it says in our words, what comes of it, and how it is known. */
export interface Rule {
  /** As the national validator has it; null where the paper gives a rule without a number. */
  readonly number: number | null;
  /** Only where there is no number: by what it is counted. */
  readonly name?: string;
  readonly en: string;
  readonly nb: string;
  /** The standard that the paper takes it from. */
  readonly source: string;
  readonly effect: RuleEffect;
  /** Where in the envelope, for an ErrorList. */
  readonly at?: string;
  /** What must be known beyond the message itself. */
  readonly needs?: keyof RuleContext;
  readonly isBroken: (it: RuleSubject) => boolean;
}

/** Rules that are asked about together, and only where what they speak of is there. */
export interface RuleGroup {
  /** What they speak of. */
  readonly title: string;
  readonly appliesTo: (it: RuleSubject) => boolean;
  readonly rules: readonly Rule[];
}

/** A rule that a message breaks. */
export interface RuleFinding {
  /** The number, or the name where there is none: by it findings are counted. */
  readonly rule: string;
  readonly number: number | null;
  /** `error`: the message is refused for it. `warning`: it is taken all the same. */
  readonly severity: 'error' | 'warning';
  readonly en: string;
  readonly nb: string;
  readonly source: string;
  readonly effect: RuleEffect;
  readonly at?: string;
}
