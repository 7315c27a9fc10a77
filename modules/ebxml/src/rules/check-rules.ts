import type { EbxmlKind, EbxmlRead } from '../messages/ebxml-read.ts';
import { envelopeRules } from './envelope-rules.ts';
import { headerRules } from './header-rules.ts';
import { mailRules } from './mail-rules.ts';
import { attachmentRules, mimeRules, soapPartRules } from './mime-rules.ts';
import { partyRules } from './party-rules.ts';
import { payloadRules } from './payload-rules.ts';
import { registerRules } from './register-rules.ts';
import type { Rule, RuleFinding, RuleGroup } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { RuleSubject } from './rule-subject.ts';
import { acknowledgmentRules, kindRules, messageErrorRules, signalRules } from './signal-rules.ts';
import { signaturePresenceRules, signatureRules } from './signature-rules.ts';
import { softwareRules } from './software-rules.ts';
import { xmlRules } from './xml-rules.ts';

const isOf =
  (...kinds: readonly EbxmlKind[]) =>
  ({ read }: RuleSubject) =>
    kinds.includes(read.kind);
const isEbxml = ({ header }: RuleSubject) => header !== undefined;

/** In the order of HITS 1172 §5.4: each group only where what it speaks of is there. */
const groups: readonly RuleGroup[] = [
  { rules: mailRules, appliesTo: ({ wire }) => wire === 'mail' },
  { rules: mimeRules, appliesTo: ({ wire }) => wire !== 'none' },
  { rules: soapPartRules, appliesTo: ({ wire, soapPart }) => wire !== 'none' && soapPart !== undefined },
  { rules: attachmentRules, appliesTo: ({ attachments }) => attachments.length > 0 },
  { rules: xmlRules, appliesTo: ({ read }) => read.soap !== undefined },
  { rules: envelopeRules, appliesTo: ({ envelope }) => envelope !== undefined },
  { rules: headerRules, appliesTo: isEbxml },
  { rules: partyRules, appliesTo: isEbxml },
  { rules: registerRules, appliesTo: isEbxml },
  { rules: signaturePresenceRules, appliesTo: isEbxml },
  { rules: signatureRules, appliesTo: ({ signatures }) => signatures.length > 0 },
  { rules: kindRules, appliesTo: isEbxml },
  { rules: signalRules, appliesTo: isOf('acknowledgment', 'message-error') },
  { rules: acknowledgmentRules, appliesTo: isOf('acknowledgment') },
  { rules: messageErrorRules, appliesTo: isOf('message-error') },
  { rules: payloadRules, appliesTo: isOf('payload') },
  { rules: softwareRules, appliesTo: isOf('payload') },
];

/** Every rule that is checked, in order. */
export const allRules: readonly Rule[] = groups.flatMap(({ rules }) => rules);

/**
 * The rules of HITS 1172 that a message breaks, in the paper's order of validation. The same message and the same context
 * give the same findings. Bounces and SOAP Faults are never validated (§4.2.2).
 */
export function checkRules(read: EbxmlRead, context: RuleContext = {}): RuleFinding[] {
  if (read.kind === 'bounce' || read.kind === 'soap-fault') return [];
  const subject = new RuleSubject(read, context);
  return groups
    .filter(({ appliesTo }) => appliesTo(subject))
    .flatMap(({ rules }) => rules.filter((rule) => isJudged(rule, context) && rule.isBroken(subject)))
    .map(findingOf);
}

/** The numbers of the rules that this context leaves out: nothing is said of them, neither that they hold. */
export function notJudged(context: RuleContext = {}): number[] {
  const left = allRules.filter((rule) => !isJudged(rule, context)).flatMap(({ number }) => number ?? []);
  return [...new Set(left)].sort((a, b) => a - b);
}

function isJudged({ needs }: Rule, context: RuleContext): boolean {
  return needs === undefined || context[needs] !== undefined;
}

function findingOf({ number, name, effect, en, nb, source, at }: Rule): RuleFinding {
  const isRefusal = effect === 'fault' || (typeof effect === 'object' && 'error' in effect);
  return {
    rule: String(number ?? name),
    number,
    severity: isRefusal ? 'error' : 'warning',
    en,
    nb,
    source,
    effect,
    ...(at !== undefined && { at }),
  };
}
