import type { Database } from '@samband/db';

/** A statement that each connection reads and plans once, and then only runs. Gives the rows. */
export type Prepared<Row> = (database: Database, ...values: readonly unknown[]) => Promise<Row[]>;

/**
 * Prepares a statement under a name: of a short read, reading and planning it are most of the work. PostgreSQL keeps the
 * plan only where it would be the same for any value, so what is asked for one at a time compares with `= $1`: with
 * `= any($1)` it plans anew each time, for the length of the list.
 */
export function prepared<Row extends object>(name: string, text: string): Prepared<Row> {
  return async (database, ...values) => {
    const { rows } = await database.pool.query<Row>({ name: `exchange-${name}`, text, values: [...values] });
    return rows;
  };
}
