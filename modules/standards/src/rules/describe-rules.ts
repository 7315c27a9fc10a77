import { RULE_FAMILIES } from './all-rules.ts';
import type { Rule, RuleScope } from './rule.ts';

const SCOPES: Readonly<Record<RuleScope, string>> = {
  msghead: 'MsgHead',
  hcp: 'older documents',
  apprec: 'AppRec',
  'every-document': 'every document',
};

/** Every rule beyond the schema as a page for people: what `docs/standards/rules.md` holds. */
export function describeRules(): string {
  const families = RULE_FAMILIES.map(({ name, rules }) => `## ${name}\n\n${HEADING}\n${rules.map(row).join('\n')}\n`);
  return `${INTRODUCTION}\n${families.join('\n')}`;
}

const INTRODUCTION = `# Rules beyond the schema

Made from the data in \`modules/standards/src/rules\`; a test fails when it is out of date, and
\`npx vitest run modules/standards/src/rules/describe-rules.test.ts -u\` makes it anew.

An **error** makes a document invalid: the standard forbids it, and the receiver cannot but reject. A **warning** is what real
traffic does and receivers take. Where a code stands, it is the one of 8221 that a receiver would answer with. Each finding
also says, in English and in Norwegian, how to mend it. No text repeats an identity number.
`;

const HEADING = '| Rule | Severity | Code | For | Says | Norwegian | Source |\n|---|---|---|---|---|---|---|';

function row({ id, severity, appRecCode = '', appliesTo, text, source }: Rule): string {
  const scopes = appliesTo.map((scope) => SCOPES[scope]).join(', ');
  return `| ${[`\`${id}\``, severity, appRecCode, scopes, cell(text.en), cell(text.nb), source].join(' | ')} |`;
}

/** A word that a document gives is an ellipsis; a bar would end the cell. */
function cell(text: string): string {
  return text.replace(/\{\w+\}/g, '…').replaceAll('|', '\\|');
}
