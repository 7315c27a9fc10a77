import type { InputFault } from './problem.ts';

/** How many values of one input are looked at; schemas with their limits keep real ones far below. */
const VALUES_MAX = 1_000_000;

/**
 * The first text in an input, names of fields too, that is no text: with the zero character, which PostgreSQL cannot
 * hold, or with half of a surrogate pair, which no encoding can. A schema lets both through, so without this they would
 * come as far as the database and be answered as a bug of ours.
 */
export function findTextFault(input: unknown): Pick<InputFault, 'pointer' | 'detail'> | undefined {
  const waiting: [value: unknown, pointer: string][] = [[input, '']];
  for (let seen = 0; waiting.length > 0; seen++) {
    const [value, pointer] = waiting.pop() as [unknown, string];
    if (seen >= VALUES_MAX) return { pointer, detail: 'holds too many values' };
    if (typeof value === 'string' && !isText(value)) return { pointer, detail: NO_TEXT };
    // Bytes are no text, and each of them would be a value with a name.
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (!isText(name)) return { pointer, detail: `has a field whose name ${NO_TEXT}` };
      waiting.push([inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`]);
    }
  }
  return undefined;
}

const NO_TEXT = 'holds the zero character or half of a character';

function isText(value: string): boolean {
  return !value.includes('\u0000') && value.isWellFormed();
}
