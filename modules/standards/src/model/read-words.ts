import type { Flags, Occurs, ValueConstraint } from './message-model.ts';
import { FaultAt } from './model-fault.ts';
import type { Place } from './yaml-value.ts';

/** `0..1`, `1..1`, `0..*`, `2..5`. */
export function readOccurs(text: string, place: Place): Occurs {
  const match = /^(\d+)\.\.(\d+|\*)$/.exec(text);
  if (match === null) throw new FaultAt(place, `'${text}' is not a cardinality such as 0..1`);
  const min = Number(match[1]);
  const max = match[2] === '*' ? 'unbounded' : Number(match[2]);
  if (max !== 'unbounded' && max < min) throw new FaultAt(place, `cardinality ${text} is upside down`);
  return { min, max };
}

/** A key with a cardinality in it: `Pasient 1..1`, `(choice) 0..1`; the name alone has none. */
export function splitKey(key: string): { name: string; occurs?: string } {
  const match = /^(\S+) (\d+\.\.(?:\d+|\*))$/.exec(key);
  return match === null ? { name: key } : { name: match[1] as string, occurs: match[2] as string };
}

/** The first `count` words of a line, and what follows. */
export function takeWords(text: string, count: number, place: Place): { words: string[]; rest: string } {
  const words: string[] = [];
  let rest = text.trim();
  for (let index = 0; index < count; index++) {
    const match = /^(\S+)\s*(.*)$/s.exec(rest);
    if (match === null) throw new FaultAt(place, `'${text}' is too short: expected ${count} words`);
    words.push(match[1] as string);
    rest = match[2] as string;
  }
  return { words, rest };
}

/** The words that may follow a type: `nillable`, `abstract`, `substitutes NAME`, `default "…"` and so on. */
export function readFlags(text: string, place: Place): Flags {
  const { words, value } = splitValueConstraint(text.trim(), place);
  const flags: { -readonly [Key in keyof Flags]: Flags[Key] } = value === undefined ? {} : { value };
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (word === 'nillable' || word === 'abstract') flags[word] = true;
    else if (word === 'qualified' || word === 'unqualified') flags.form = word;
    else if (word === 'substitutes') flags.substitutes = nameAfter(words, ++index, place);
    else if (word.startsWith('block=')) flags.block = word.slice('block='.length);
    else if (word.startsWith('final=')) flags.final = word.slice('final='.length);
    else throw new FaultAt(place, `unknown word '${word}'`);
  }
  return flags;
}

function nameAfter(words: readonly string[], index: number, place: Place): string {
  const name = words[index];
  if (name === undefined) throw new FaultAt(place, "'substitutes' needs a name");
  return name;
}

function splitValueConstraint(text: string, place: Place): { words: string[]; value?: ValueConstraint } {
  const match = /^(.*?)(default|fixed) (".*")$/s.exec(text);
  if (match === null) return { words: wordsOf(text) };
  const [, before, kind, json] = match as unknown as [string, string, 'default' | 'fixed', string];
  try {
    return { words: wordsOf(before), value: { kind, value: JSON.parse(json) as string } };
  } catch {
    throw new FaultAt(place, `the ${kind} value ${json} is not a JSON string`);
  }
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
