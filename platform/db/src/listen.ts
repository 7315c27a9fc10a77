import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { destroyConnection, SambandClient } from './driver.ts';

/**
 * `notified`: someone sent NOTIFY on the channel. `reconnected`: the connection was lost and is back; what was sent in
 * between is gone, so the reader looks for itself once.
 */
export type ListenEvent = { readonly kind: 'notified'; readonly payload: string } | { readonly kind: 'reconnected' };

export interface Listening {
  close(): Promise<void>;
}

const BACKOFF_FIRST_MS = 50;
const BACKOFF_MAX_MS = 5_000;
/** A peer that vanished without a word is noticed within the two together. */
const PROBE_EVERY_MS = 30_000;
const PROBE_TIMEOUT_MS = 5_000;

/**
 * LISTEN on a connection of its own, made again for as long as it takes when it is lost. Rejects when the first
 * connection fails. `onEvent` must not throw.
 */
export async function listen(
  config: pg.ClientConfig,
  channel: string,
  onEvent: (event: ListenEvent) => void,
): Promise<Listening> {
  const stopped = new AbortController();
  let client = await connectAndListen(config, channel, onEvent);

  const running = keepListening();
  async function keepListening(): Promise<void> {
    while (!stopped.signal.aborted) {
      await lossOf(client, stopped.signal);
      client = (await connectAgain(config, channel, onEvent, stopped.signal)) ?? client;
      if (!stopped.signal.aborted) onEvent({ kind: 'reconnected' });
    }
  }

  return {
    async close() {
      stopped.abort();
      await running;
      destroyConnection(client);
    },
  };
}

async function connectAndListen(
  config: pg.ClientConfig,
  channel: string,
  onEvent: (event: ListenEvent) => void,
): Promise<pg.Client> {
  const client = new SambandClient({ ...config, query_timeout: PROBE_TIMEOUT_MS });
  client.on('error', () => undefined); // the loss is seen by `end`; without a listener it would end the process
  client.on('notification', ({ payload }) => onEvent({ kind: 'notified', payload: payload ?? '' }));
  try {
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    return client;
  } catch (error) {
    destroyConnection(client);
    throw error;
  }
}

/** Resolves when the connection is lost, or found to be dead by a probe, or no longer wanted. */
async function lossOf(client: pg.Client, signal: AbortSignal): Promise<void> {
  const { promise: lost, resolve } = Promise.withResolvers<void>();
  const isLost = () => resolve();
  client.once('end', isLost);
  signal.addEventListener('abort', isLost);
  const probe = setInterval(() => void client.query('select 1').catch(isLost), PROBE_EVERY_MS);
  await lost;
  clearInterval(probe);
  signal.removeEventListener('abort', isLost);
  destroyConnection(client);
}

async function connectAgain(
  config: pg.ClientConfig,
  channel: string,
  onEvent: (event: ListenEvent) => void,
  signal: AbortSignal,
): Promise<pg.Client | undefined> {
  for (let backoffMs = BACKOFF_FIRST_MS; !signal.aborted; backoffMs = Math.min(BACKOFF_MAX_MS, backoffMs * 2)) {
    const client = await connectAndListen(config, channel, onEvent).catch(() => undefined);
    if (client) return client;
    await delay(backoffMs, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
