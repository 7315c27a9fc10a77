import { joinExtendedParameters } from './extended-parameters.ts';
import { PARAMETERS_MAX } from './limits.ts';
import type { ProblemNotes } from './problem.ts';

/** A value with parameters, as Content-Type and Content-Disposition have: lower-case value, lower-case names. */
export type ParameterizedValue = { readonly value: string; readonly parameters: Parameters };

/** Names in lower case. It has no prototype, so that no name a sender makes up means anything else. */
export type Parameters = Readonly<Record<string, string>>;

/**
 * Reads `value; name=value; name="value"` as it is really sent: values unquoted though they hold `=`, `/`, `<` or `:`
 * (RFC 2045 §5.1 wants quotes), a `;` at the end, spaces around everything. The first of two with one name counts.
 */
export function readParameters(text: string, problems: ProblemNotes): ParameterizedValue {
  const firstEnd = endOfValue(text, 0);
  const raw = new Map<string, string>();
  let at = firstEnd + 1;
  while (at < text.length && raw.size < PARAMETERS_MAX) {
    const parameter = readParameter(text, at, problems);
    if (parameter.name !== '' && !raw.has(parameter.name)) raw.set(parameter.name, parameter.value);
    at = parameter.next;
  }
  return {
    value: withoutComment(text.slice(0, firstEnd)).toLowerCase(),
    parameters: asRecord(joinExtendedParameters(raw)),
  };
}

function asRecord(entries: ReadonlyMap<string, string>): Parameters {
  const record: Record<string, string> = Object.create(null);
  for (const [name, value] of entries) record[name] = value;
  return record;
}

type Parameter = { name: string; value: string; next: number };

function readParameter(text: string, start: number, problems: ProblemNotes): Parameter {
  const end = endOfValue(text, start);
  const equals = text.indexOf('=', start);
  if (equals === -1 || equals > end) {
    if (text.slice(start, end).trim() !== '') problems.note('parameter-malformed', 'no "=" in it');
    return { name: '', value: '', next: end + 1 };
  }
  const name = text.slice(start, equals).trim().toLowerCase();
  const valueStart = skipSpace(text, equals + 1);
  if (text[valueStart] === '"') return { name, ...readQuoted(text, valueStart, name, problems) };
  return { name, value: withoutComment(text.slice(valueStart, end)), next: end + 1 };
}

function readQuoted(text: string, quote: number, name: string, problems: ProblemNotes): Omit<Parameter, 'name'> {
  let value = '';
  for (let at = quote + 1; at < text.length; at++) {
    if (text[at] === '"') return { value, next: endOfValue(text, at + 1) + 1 };
    if (text[at] === '\\' && at + 1 < text.length) at++;
    value += text[at];
  }
  problems.note('parameter-malformed', `the quote of ${name.slice(0, 40)} is not closed`);
  return { value: value.trim(), next: text.length };
}

function endOfValue(text: string, start: number): number {
  const semicolon = text.indexOf(';', start);
  return semicolon === -1 ? text.length : semicolon;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** A comment (RFC 5322 §3.2.2) may follow a value; one inside a word is part of it. */
function withoutComment(text: string): string {
  const trimmed = text.trim();
  const comment = trimmed.search(/[ \t]\(/);
  return comment === -1 ? trimmed : trimmed.slice(0, comment).trim();
}
