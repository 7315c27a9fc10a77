/**
 * Run by the tests of the embedded server as the parent that dies: starts it on the given data folder, prints where it
 * is as one line of JSON, and stays. With "insert" it also writes rows for ever, and prints the number of each one that
 * was committed. It does not stop on Ctrl-C, so that a test can see whether the server does.
 */
import { EmbeddedPostgresRefused, openDatabase, startEmbeddedPostgres } from '../index.ts';

const [dataFolder = '', task = ''] = process.argv.slice(2);
process.on('SIGINT', () => process.stdout.write('interrupted\n'));
setInterval(() => undefined, 1_000);

try {
  const server = await startEmbeddedPostgres({ dataFolder });
  process.stdout.write(`${JSON.stringify({ url: server.url, pid: server.pid() })}\n`);
  if (task === 'insert') await insertForEver(server.url);
} catch (error) {
  if (!(error instanceof EmbeddedPostgresRefused)) throw error;
  process.stdout.write(`${JSON.stringify({ reason: error.reason, message: error.message })}\n`);
  process.exit(1);
}

async function insertForEver(url: string): Promise<void> {
  const { pool } = await openDatabase({ url });
  await pool.query('create table if not exists acked (number int primary key)');
  for (let number = 1; ; number += 1) {
    await pool.query('insert into acked values ($1)', [number]);
    process.stdout.write(`${number}\n`);
  }
}
