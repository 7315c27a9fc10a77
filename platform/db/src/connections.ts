import type pg from 'pg';
import { destroyConnection, READ_ONLY } from './driver.ts';

/**
 * Every connection of the pool, kept safe:
 * each has a listener for `error`, without which a dying server would end our process while the connection is in use;
 * and when one finds its server read-only (another has taken over, facts trap 12), it and all idle ones are dropped, so
 * that the next to be made goes where the address points now.
 */
export function trackConnections(pool: pg.Pool): ReadonlySet<pg.ClientBase> {
  const connections = new Set<pg.ClientBase>();
  const idle = new Set<pg.ClientBase>();
  pool.on('connect', (client) => {
    connections.add(client);
    client.on('error', () => undefined);
    (client as NodeJS.EventEmitter).on(READ_ONLY, () => {
      for (const each of [client, ...idle]) destroyConnection(each);
    });
  });
  pool.on('acquire', (client) => idle.delete(client));
  pool.on('release', (_error, client) => idle.add(client));
  pool.on('remove', (client) => {
    connections.delete(client);
    idle.delete(client);
  });
  return connections;
}
