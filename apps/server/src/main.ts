import { loadConfig, readEnvironment } from '@samband/config';
import { isDomainError } from '@samband/errors';
import { runServer } from './run-server.ts';

// What stops a start is said in a sentence; only what nobody expected shows its inside.
try {
  await runServer(loadConfig(readEnvironment()));
} catch (error) {
  if (isDomainError(error)) console.error(`Samband did not start: ${error.message}`);
  else console.error('Samband did not start:', error);
  process.exit(1);
}
