import type { Config } from '@samband/config';
import { createLogger } from '@samband/log';
import { startTracing } from '@samband/telemetry';
import { openDataFolder } from './data-folder.ts';
import type { BeginningDatabaseServer } from './database-server.ts';
import { startDemo } from './demo/start-demo.ts';
import { startNetwork } from './start-network.ts';

/** A second Ctrl-C does not wait for anybody. */
const exitCodeInterrupted = 130;

/**
 * Starts everything, says that it is ready, and on SIGINT or SIGTERM stops it again in the opposite order: nothing new
 * is taken in, what was accepted is finished, and the database is the last to go. `onReady` is told once.
 */
export async function runServer(
  config: Config,
  databaseServer: BeginningDatabaseServer,
  onReady: () => void = () => undefined,
): Promise<void> {
  const log = createLogger(config.log);
  const { endpoint } = config.telemetry;
  const onLoss = (error: unknown) => log.warn({ err: error }, 'traces were lost');
  const tracing = await startTracing({ endpoint, serviceName: 'samband', onLoss });
  const stops: (() => Promise<void>)[] = [() => tracing.shutdown()];
  const stopAll = async () => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };

  const stopRequested = untilSignal();
  try {
    const { url, stop } = await databaseServer.ready;
    stops.push(stop);
    const data = await openDataFolder(config.dataFolder);
    const network = await startNetwork({ ...config, database: { ...config.database, url } }, data, log, stops);
    onReady();
    if (config.demo.enabled) stops.push(await startDemo(network, data, log, config));
    await stopRequested;
    log.info({}, 'stopping: what was accepted is finished first');
  } finally {
    await stopAll();
  }
  log.info({}, 'stopped');
}

/** Settles at the first SIGINT or SIGTERM; a second one ends the process at once. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    let isAsked = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (isAsked) process.exit(exitCodeInterrupted);
        isAsked = true;
        resolve();
      });
    }
  });
}
