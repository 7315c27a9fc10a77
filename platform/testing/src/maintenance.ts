import { type Database, openDatabase } from '@samband/db';

/** Runs the work on a connection to the server's own database, where others are made and dropped. */
export async function withServer<T>(url: string, work: (server: Database) => Promise<T>): Promise<T> {
  const server = await openDatabase({ url, poolMax: 1, statementTimeoutMs: 120_000, applicationName: 'samband-test' });
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

/** The same server, another database. */
export function urlOfDatabase(url: string, name: string): string {
  const [beforeQuery = '', ...query] = url.split('?');
  // Not the URL class: it refuses the empty host of a URL for a Unix socket.
  const changed = beforeQuery.replace(/^(\w+:\/\/[^/]*)(\/[^/]*)?$/, `$1/${name}`);
  return [changed, ...query].join('?');
}

/** Drops all databases whose names begin so. */
export async function dropDatabasesNamed(url: string, prefix: string): Promise<void> {
  await withServer(url, async ({ pool }) => {
    const { rows } = await pool.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [prefix],
    );
    for (const { name } of rows) await pool.query(`drop database if exists ${name} with (force)`);
  });
}
