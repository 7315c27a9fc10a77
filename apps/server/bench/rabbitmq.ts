import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@samband/testing';
import rhea, { type Connection, type EventContext } from 'rhea';
import type { Peer } from './peer.ts';

/** Where Debian has it; the command in the path would change to a user of its own. */
const program = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const queue = 'samband-bench';
const readyWithinMs = 60_000;
const settledWithinMs = 10_000;

/**
 * A RabbitMQ broker in a folder of its own: a durable message into a durable queue, over AMQP 1.0, done when the broker
 * has accepted it. Undefined where RabbitMQ is not installed.
 */
export async function startRabbitmq(): Promise<Peer | undefined> {
  if (!existsSync(program)) return undefined;
  const [port, namesPort] = [await freePort(), await freePort()];
  const home = await mkdtemp(join(tmpdir(), 'samband-rabbitmq-'));
  await writeFile(join(home, '.erlang.cookie'), randomBytes(16).toString('hex'));
  await chmod(join(home, '.erlang.cookie'), 0o400);
  await writeFile(join(home, 'enabled_plugins'), '[rabbitmq_amqp1_0].');
  // One that the broker starts by itself would stay behind.
  const names = spawn('epmd', ['-port', String(namesPort), '-address', '127.0.0.1'], { stdio: 'ignore' });
  const broker = spawn(program, { detached: true, stdio: 'ignore', env: await environment(home, port, namesPort) });
  try {
    const connection = await connect(broker, port);
    const sender = connection.open_sender({ target: { address: `/queue/${queue}`, durable: 2 } });
    const waiting = new Map<unknown, (outcome: string) => void>();
    for (const outcome of ['accepted', 'rejected', 'released', 'modified'])
      sender.on(outcome, ({ delivery }: EventContext) => waiting.get(delivery)?.(outcome));
    await once(sender, 'sendable');
    return {
      name: 'rabbitmq',
      pid: broker.pid ?? 0,
      async take(document) {
        const delivery = sender.send({ durable: true, body: rhea.message.data_section(document) });
        const outcome = await new Promise<string>((resolve) => waiting.set(delivery, resolve));
        waiting.delete(delivery);
        if (outcome !== 'accepted') throw new Error(`the broker says ${outcome}`);
      },
      stop: async () => {
        connection.close();
        await end(broker, names, home);
      },
    };
  } catch (error) {
    await end(broker, names, home);
    throw error;
  }
}

/** Every port, file and name is its own, so that a broker that runs here anyway is left alone. */
async function environment(home: string, port: number, namesPort: number): Promise<NodeJS.ProcessEnv> {
  return {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: home,
    RABBITMQ_NODENAME: `samband-bench-${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(await freePort()),
    ERL_EPMD_PORT: String(namesPort),
    RABBITMQ_MNESIA_BASE: join(home, 'data'),
    RABBITMQ_LOG_BASE: join(home, 'log'),
    RABBITMQ_PID_FILE: join(home, 'pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
    RABBITMQ_CONF_ENV_FILE: join(home, 'none'),
  };
}

async function connect(broker: ChildProcess, port: number): Promise<Connection> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && broker.exitCode === null) {
    const connection = rhea
      .create_container()
      .connect({ host: '127.0.0.1', port, username: 'guest', password: 'guest', reconnect: false });
    const isOpen = await once(connection, 'connection_open').then(
      () => true,
      () => false,
    );
    if (isOpen) return connection;
    await sleep(250);
  }
  throw new Error('RabbitMQ did not start');
}

interface Emitter {
  once(event: string, listener: () => void): unknown;
}

/** Rejects when the connection is lost, or nothing happens for a while. */
async function once(emitter: Emitter, event: string): Promise<void> {
  const happened = new Promise<boolean>((resolve) => {
    emitter.once(event, () => resolve(true));
    emitter.once('disconnected', () => resolve(false));
  });
  const isInTime = sleep(settledWithinMs, false, { ref: false });
  if (!(await Promise.race([happened, isInTime]))) throw new Error(`no ${event} of the broker`);
}

/** The broker, and the name server of Erlang that it needs. */
async function end(broker: ChildProcess, names: ChildProcess, home: string): Promise<void> {
  if (broker.pid !== undefined) {
    try {
      process.kill(-broker.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  names.kill('SIGKILL');
  await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
