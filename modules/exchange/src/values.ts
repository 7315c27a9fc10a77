/** One column of a multi-row VALUES list: its name and its PostgreSQL type. */
export type Column = readonly [name: string, type: string];

/**
 * `(values ($1::uuid, $2::int …), ($n …))` for so many rows; only the first row needs the types.
 * Built once for each number of rows by the caller, since the text is also the name of a prepared statement.
 */
export function valuesList(columns: readonly Column[], rowCount: number): string {
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const cells = columns.map(([, type], index) => {
      const parameter = `$${row * columns.length + index + 1}`;
      return row === 0 ? `${parameter}::${type}` : parameter;
    });
    return `(${cells.join(',')})`;
  });
  return `values ${rows.join(',\n')}`;
}

/** The column names, for `with input (…) as (values …)`. */
export function columnNames(columns: readonly Column[]): string {
  return columns.map(([name]) => name).join(', ');
}

/** Makes each text once: a statement is prepared under a name for every number of rows, at most `sizeMax` of them. */
export function perRowCount(write: (rowCount: number) => string): (rowCount: number) => string {
  const texts = new Map<number, string>();
  return (rowCount) => {
    const known = texts.get(rowCount);
    if (known !== undefined) return known;
    const text = write(rowCount);
    texts.set(rowCount, text);
    return text;
  };
}
