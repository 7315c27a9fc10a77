import { expect, test } from 'vitest';
import { assertDurable, DatabaseUnsuitable, openDatabase } from '../index.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { preparedDataFolder } from './test-parent.ts';

test('our own server keeps what it commits; one that answers before it is on disk is refused, with the setting named', async () => {
  const server = await startEmbeddedPostgres({ dataFolder: await preparedDataFolder() });
  const durable = await openDatabase({ url: server.url });
  await expect(assertDurable(durable)).resolves.toBeUndefined();

  await durable.pool.query(
    "do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$",
  );
  const hasty = await openDatabase({ url: server.url });
  const refusal = assertDurable(hasty);

  await expect(refusal).rejects.toThrow(DatabaseUnsuitable);
  await expect(refusal).rejects.toThrow('synchronous_commit is off');
  await hasty.close();
  await durable.close();
  await server.stop();
});
