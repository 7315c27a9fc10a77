/** Most letters that a slip of the finger changes. */
const DISTANCE_MAX = 4;

/** The name that was probably meant, or undefined when none is near. */
export function findClosestName(written: string, names: readonly string[]): string | undefined {
  const [closest] = names
    .map((name) => ({ name, distance: distanceBetween(written, name) }))
    .filter(({ distance }) => distance <= DISTANCE_MAX)
    .sort((one, other) => one.distance - other.distance);
  return closest?.name;
}

/** Levenshtein: letters to add, take out or change; row by row. */
function distanceBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (const [column, otherLetter] of Array.from(other).entries()) {
      const changed = (row[column] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
