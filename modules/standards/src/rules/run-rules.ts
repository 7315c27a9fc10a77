import type { Finding } from '../report.ts';
import { ALL_RULES } from './all-rules.ts';
import { findPlaces, type Place } from './find-places.ts';
import type { Rule, RuleScope, Violation, Words } from './rule.ts';
import { createRuleInput, type Looked } from './rule-input.ts';

/** Places that one rule names in one document. */
const VIOLATIONS_MAX = 20;

const RULES_OF: Readonly<Record<RuleScope, readonly Rule[]>> = {
  msghead: rulesOf('msghead'),
  apprec: rulesOf('apprec'),
  hcp: rulesOf('hcp'),
  'every-document': rulesOf('every-document'),
};

function rulesOf(scope: RuleScope): Rule[] {
  return ALL_RULES.filter(({ appliesTo }) => appliesTo.includes(scope));
}

/** What breaks the rules beyond the schema, rule by rule. */
export function runRules(looked: Looked): Finding[] {
  const input = createRuleInput(looked);
  const broken: { rule: Rule; violation: Violation }[] = [];
  const ofFamily = input.head === undefined ? [] : RULES_OF[input.head.parts.family];
  for (const rules of [ofFamily, RULES_OF['every-document']]) {
    for (const rule of rules) collect(rule, rule.violations(input), broken);
  }
  if (broken.length === 0) return [];
  const offsets = broken.map(({ violation }) => violation.at).filter((at) => typeof at === 'number');
  const places = offsets.length === 0 ? undefined : findPlaces(input.outline.source, offsets);
  return broken.map(({ rule, violation }) => finding(rule, violation, places));
}

function collect(rule: Rule, violations: Iterable<Violation>, broken: { rule: Rule; violation: Violation }[]): void {
  let count = 0;
  for (const violation of violations) {
    if (++count > VIOLATIONS_MAX) return;
    broken.push({ rule, violation });
  }
}

function finding(rule: Rule, { at, words = {} }: Violation, places?: ReadonlyMap<number, Place>): Finding {
  const place = typeof at === 'number' ? places?.get(at) : { path: at.path(), line: at.line() };
  const say = (language: 'en' | 'nb') => ({
    message: fill(rule.text[language], words, language),
    fix: fill(rule.fix[language], words, language),
  });
  return {
    rule: rule.id,
    severity: rule.severity,
    path: place?.path ?? '',
    ...(place && { line: place.line }),
    ...say('en'),
    nb: say('nb'),
    ...(rule.appRecCode !== undefined && { appRecCode: rule.appRecCode }),
    source: rule.source,
  };
}

function fill(text: string, words: Words, language: 'en' | 'nb'): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const word = words[name];
    if (word === undefined) return whole;
    return typeof word === 'string' ? word : word[language];
  });
}
