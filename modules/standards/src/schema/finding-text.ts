import { maskIdentityNumbers, quote } from '../finding/mask.ts';
import type { TwoLanguages } from '../finding/two-languages.ts';
import type { FindingText } from '../report.ts';
import { PHRASES, type Phrase, type Words } from './phrases.ts';

/**
 * One schema finding in plain words, with elements named as the standard names them, and how to mend it.
 * @param message libxml2's words without namespaces.
 */
export function describeSchemaFinding(message: string): TwoLanguages<FindingText> {
  const whole = message.trim();
  const head = /^Element '(?<element>[^']*)'(?:, attribute '(?<attribute>[^']*)')?: (?<rest>.*)$/s.exec(whole);
  if (head?.groups === undefined) return withoutAdvice(whole);
  const { element, attribute, rest } = head.groups as Record<string, string>;
  const what = attribute === undefined ? (element as string) : `${element}/@${attribute}`;
  for (const phrase of PHRASES) {
    const match = phrase.when.exec(rest as string);
    if (match) return rephrase(phrase, { ...match.groups, what, element: element as string });
  }
  return withoutAdvice(`${what}: ${rest}`);
}

function rephrase(phrase: Phrase, groups: Words): TwoLanguages<FindingText> {
  const say = (language: 'en' | 'nb'): FindingText => {
    const words = { ...groups, value: quote(groups['value']) };
    const { message, fix } = phrase[language](words);
    return { message: maskIdentityNumbers(message), fix: maskIdentityNumbers(fix) };
  };
  return { en: say('en'), nb: say('nb') };
}

/** What libxml2 says one day in words that are new to us is passed on as it is. */
function withoutAdvice(text: string): TwoLanguages<FindingText> {
  const cut = /^(\d+) more findings are not listed$/.exec(text);
  if (cut) {
    return { en: { message: text }, nb: { message: `${cut[1]} funn til er ikke listet opp` } };
  }
  const message = maskIdentityNumbers(text);
  return { en: { message }, nb: { message: `Skjemaet er brutt: ${message}` } };
}
