/**
 * How many typing errors lie between what was asked and the best beginning of a word: a letter too many, too few,
 * another, or two swapped count one each (optimal string alignment, the last row's least).
 */
export function distanceToBeginning(asked: string, word: string): number {
  const rows = [Array.from({ length: word.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= asked.length; row += 1) rows.push(nextRow(asked, word, row, rows));
  return Math.min(...(rows.at(-1) ?? []));
}

function nextRow(asked: string, word: string, row: number, rows: readonly number[][]): number[] {
  const before = rows[row - 1] ?? [];
  const next = [row];
  for (let column = 1; column <= word.length; column += 1) {
    const differs = asked[row - 1] === word[column - 1] ? 0 : 1;
    const isSwap = asked[row - 1] === word[column - 2] && asked[row - 2] === word[column - 1];
    next.push(
      Math.min(
        (before[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (before[column - 1] ?? 0) + differs,
        isSwap ? (rows[row - 2]?.[column - 2] ?? Number.POSITIVE_INFINITY) + 1 : Number.POSITIVE_INFINITY,
      ),
    );
  }
  return next;
}
