/** Run by migrate.test.ts, several at once: migrates and tells how many files it applied. */
import { migrate, openDatabase } from '../index.ts';

const [url = '', module = '', folder = ''] = process.argv.slice(2);
const database = await openDatabase({ url });
const applied = await migrate(database, [{ module, folder }]);
await database.close();
process.send?.(applied.length);
