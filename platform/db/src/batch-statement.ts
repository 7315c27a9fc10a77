/** One column of a batch: its name and its PostgreSQL type. The first is the position of the row, which is never null. */
export type Column = readonly [name: string, type: string];

/** What the driver sends for one batch. */
export interface BatchQuery {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/**
 * A statement that works on a batch of rows, known to `write` as the SQL text of a query, which stands first in it.
 *
 * Each number of rows would be a statement of its own, prepared and planned on each connection, and planning one with a
 * dozen parts costs more than running it. So a batch is filled up with empty rows to the next power of two: 64 rows
 * at most are seven statements.
 */
export function batchStatement(
  name: string,
  columns: readonly Column[],
  write: (input: string) => string,
): (rows: readonly (readonly unknown[])[]) => BatchQuery {
  const texts = new Map<number, string>();
  return (rows) => {
    const rowCount = 2 ** Math.ceil(Math.log2(rows.length));
    const text = texts.get(rowCount) ?? write(inputOf(columns, rowCount));
    texts.set(rowCount, text);
    const values = rows.flat();
    while (values.length < rowCount * columns.length) values.push(null);
    return { name: `${name}-${rowCount}`, text, values };
  };
}

/** Only the first row needs the types. */
function inputOf(columns: readonly Column[], rowCount: number): string {
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const cells = columns.map(([, type], index) => {
      const parameter = `$${row * columns.length + index + 1}`;
      return row === 0 ? `${parameter}::${type}` : parameter;
    });
    return `(${cells.join(',')})`;
  });
  const names = columns.map(([name]) => name);
  return `select * from (values ${rows.join(',\n')}) as given (${names.join(', ')}) where ${names[0]} is not null`;
}
