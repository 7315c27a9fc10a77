import { ruleGroups } from './check-rules.ts';
import type { Rule, RuleEffect } from './rule.ts';

const needs: Readonly<Record<string, string>> = {
  now: 'the time',
  sender: 'the register',
  receiver: 'the register',
  agreement: 'the agreement',
  signature: 'the verified signature',
  schemaFaults: 'the schemas',
  documentNamespaces: 'the decrypted document',
};

const intro = `# Rules of ebXML messages

Made from the data in \`modules/ebxml/src/rules\`; a test fails when it is out of date, and
\`npx vitest run modules/ebxml/src/rules/describe-rules.test.ts -u\` makes it anew.

The numbers are those of HITS 1172:2017 (rev. 2019), whose validator the national network runs, so that both speak of the same;
the words are ours. What has no number in the papers has a name. Most breaches are **recorded**: counted, and the message goes
on. A **fault** is answered with a SOAP Fault, an **error** with an ErrorList that refuses, a **warning** with an ErrorList that
counts as an acknowledgment. Where something must be known beyond the message, a check without it leaves the rule out.
`;

/** Every rule as a page for people: what `docs/standards/ebxml-rules.md` holds. */
export function describeRules(): string {
  const groups = ruleGroups.map(({ title, rules }) => `\n## ${title}\n\n${head}${rules.map(row).join('')}`);
  return `${intro}${groups.join('')}`;
}

const head = '| Rule | Effect | Says | Norwegian | Needs | Source |\n|---|---|---|---|---|---|\n';

function row({ number, name, effect, en, nb, needs: need, source }: Rule): string {
  const cells = [number ?? `\`${name}\``, effectText(effect), en, nb, need ? (needs[need] ?? '') : '', source];
  return `| ${cells.join(' | ')} |\n`;
}

function effectText(effect: RuleEffect): string {
  if (typeof effect === 'string') return effect;
  return 'error' in effect ? `error ${effect.error}` : `warning ${effect.warning}`;
}
