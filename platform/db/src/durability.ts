import { type Database, DatabaseUnsuitable } from './database.ts';

/**
 * Makes sure that a commit on this server is on disk when it is answered. A server of your own may have been set up for
 * speed: without fsync or full_page_writes a power cut loses or tears what was committed, and with synchronous_commit
 * off the answer comes first. Errors: DatabaseUnsuitable, naming each setting and what to do.
 */
export async function assertDurable(database: Database): Promise<void> {
  const { rows } = await database.pool.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings
      where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
      order by name`,
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name);
  throw new DatabaseUnsuitable(
    `The database server may lose what it has committed: ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} off. ` +
      `Turn ${names.length === 1 ? 'it' : 'them'} on (alter system set ${names[0]} = on …) and start again`,
    { off: names },
  );
}
