import type { EbxmlRead } from './messages/ebxml-read.ts';
import type { Taken } from './received-store.ts';
import type { RuleFinding } from './rules/rule.ts';
import type { RuleContext } from './rules/rule-context.ts';

/** One message on its way through: as it came, as it was read, and what the steps have found out about it. */
export interface Arrived {
  readonly taken: Taken;
  readonly read: EbxmlRead;
  /** Filled in on the way, for the rules that need to know more than the message says. */
  readonly found: { -readonly [Part in keyof RuleContext]?: RuleContext[Part] };
  /** The rules that it breaks, when they have been asked. */
  findings?: readonly RuleFinding[];
}
