import { readSourceText, replaceInBytes } from '../document/source-text.ts';
import { CHANGES } from './changes.ts';
import { readElementSpans } from './element-spans.ts';
import type { Random } from './random.ts';

export interface Mutant {
  readonly bytes: Uint8Array;
  /** What was done to the original, without a value of it. */
  readonly change: string;
}

const TRIES_MAX = 200;

/** The document with one random change; it stays well-formed, and all other bytes stay as they were. */
export function mutate(original: Uint8Array, random: Random): Mutant {
  const source = readSourceText(original);
  const all = readElementSpans(source.text);
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const edit = random.pick(CHANGES)(random.pick(all), { text: source.text, all, random });
    if (edit) return { change: edit.change, bytes: replaceInBytes(source, edit.replacements) };
  }
  throw new Error('no change applies to this document');
}
