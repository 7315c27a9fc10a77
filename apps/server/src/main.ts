import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { loadConfig, readEnvironment } from '@samband/config';
import { isDomainError } from '@samband/errors';
import { beginDatabaseServer } from './database-server.ts';

// What stops a start is said in a sentence; only what nobody expected shows its inside.
try {
  const config = loadConfig(readEnvironment());
  enableCompileCache(join(config.dataFolder, 'compiled'));
  // The database recovers, or is made, while the rest of the server is read and compiled.
  const databaseServer = await beginDatabaseServer(config);
  const { runServer } = await import('./run-server.ts');
  await runServer(config, databaseServer, flushCompileCache);
} catch (error) {
  if (isDomainError(error)) console.error(`Samband did not start: ${error.message}`);
  else console.error('Samband did not start:', error);
  process.exit(1);
}
