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
export const ruleGroups: readonly RuleGroup[] = [
  { title: 'Head fields of the mail (HITS 1172 §5.5.1)', rules: mailRules, appliesTo: ({ wire }) => wire === 'mail' },
  { title: 'MIME (§5.5.2)', rules: mimeRules, appliesTo: ({ wire }) => wire !== 'none' },
  {
    title: 'The part with the envelope (§5.5.2.3)',
    rules: soapPartRules,
    appliesTo: ({ wire, soapPart }) => wire !== 'none' && soapPart !== undefined,
  },
  {
    title: 'The parts with documents (§5.5.2.4, §5.15)',
    rules: attachmentRules,
    appliesTo: ({ attachments }) => attachments.length > 0,
  },
  { title: 'XML and schemas (§5.6)', rules: xmlRules, appliesTo: ({ read }) => read.soap !== undefined },
  { title: 'SOAP (§5.7)', rules: envelopeRules, appliesTo: ({ envelope }) => envelope !== undefined },
  { title: 'eb:MessageHeader (§5.8)', rules: headerRules, appliesTo: isEbxml },
  { title: 'Sender and receiver (§5.8.4)', rules: partyRules, appliesTo: isEbxml },
  { title: 'The address register (§5.9)', rules: registerRules, appliesTo: isEbxml },
  { title: 'Signature (§5.10)', rules: signaturePresenceRules, appliesTo: isEbxml },
  {
    title: 'What the signature is made of (§5.10.1)',
    rules: signatureRules,
    appliesTo: ({ signatures }) => signatures.length > 0,
  },
  { title: 'Kind (§5.11)', rules: kindRules, appliesTo: isEbxml },
  { title: 'Signals (HITS 1171 §5.2.1)', rules: signalRules, appliesTo: isOf('acknowledgment', 'message-error') },
  { title: 'Acknowledgment (§5.12)', rules: acknowledgmentRules, appliesTo: isOf('acknowledgment') },
  { title: 'MessageError (§5.13)', rules: messageErrorRules, appliesTo: isOf('message-error') },
  { title: 'Messages with documents (§5.14)', rules: payloadRules, appliesTo: isOf('payload') },
  { title: 'Document and software (§5.14.4, HITS 1210)', rules: softwareRules, appliesTo: isOf('payload') },
];

/** Every rule that is checked, in order. */
export const allRules: readonly Rule[] = ruleGroups.flatMap(({ rules }) => rules);

/**
 * The rules of HITS 1172 that a message breaks, in the paper's order of validation. The same message and the same context
 * give the same findings. Bounces and SOAP Faults are never validated (§4.2.2).
 */
export function checkRules(read: EbxmlRead, context: RuleContext = {}): RuleFinding[] {
  if (read.kind === 'bounce' || read.kind === 'soap-fault') return [];
  const subject = new RuleSubject(read, context);
  return ruleGroups
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
