import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../src/free-port.ts';
import type { Peer } from './peer.ts';

const program = '/usr/sbin/postfix';
const readyWithinMs = 20_000;
const connections = 16;

/**
 * A Postfix in a folder of its own: a mail over SMTP, done at the 250 after its data, when it is in the queue on disk. It
 * is thrown away afterwards, so that only taking it in is measured. Undefined where it is not installed or we are not
 * root, which it must be started as.
 */
export async function startPostfix(folder: string): Promise<Peer | undefined> {
  if (!existsSync(program) || process.getuid?.() !== 0) return undefined;
  const home = join(folder, 'postfix');
  const port = await freePort();
  await configure(home, port);
  const master = spawn(program, ['-c', home, 'start-fg'], { stdio: 'ignore', detached: true });
  try {
    const free = await Promise.all(Array.from({ length: connections }, () => openConnection(master, port)));
    const waiting: ((connection: SmtpConnection) => void)[] = [];
    return {
      name: 'postfix',
      pid: Number(readFileSync(join(home, 'queue/pid/master.pid'), 'latin1')),
      async take(document) {
        const connection = free.pop() ?? (await new Promise<SmtpConnection>((resolve) => waiting.push(resolve)));
        try {
          await connection.send(document);
        } finally {
          const next = waiting.shift();
          if (next) next(connection);
          else free.push(connection);
        }
      },
      stop: () => end(home, master),
    };
  } catch (error) {
    await end(home, master);
    throw error;
  }
}

async function configure(home: string, port: number): Promise<void> {
  await mkdir(join(home, 'queue'), { recursive: true });
  await mkdir(join(home, 'data'));
  await chmod(home, 0o755);
  spawnSync('chown', ['postfix', join(home, 'data')]);
  const main = {
    compatibility_level: '3.6',
    queue_directory: join(home, 'queue'),
    data_directory: join(home, 'data'),
    maillog_file: join(home, 'log'),
    maillog_file_prefixes: home,
    myhostname: 'bench.invalid',
    mydestination: '',
    local_recipient_maps: '',
    alias_maps: '',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    mynetworks: '127.0.0.0/8',
    default_transport: 'discard',
    relay_transport: 'discard',
    smtpd_client_connection_rate_limit: '0',
    default_process_limit: '100',
  };
  await writeFile(
    join(home, 'main.cf'),
    Object.entries(main)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  );
  await writeFile(join(home, 'master.cf'), services(port));
}

/** The parts of Postfix that take a mail in, keep it, and let go of it. */
function services(port: number): string {
  const rows = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'discard unix - - n - - discard',
    'proxymap unix - - n - - proxymap',
    'anvil unix - - n - 1 anvil',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  return `${rows.join('\n')}\n`;
}

interface SmtpConnection {
  send(document: Buffer): Promise<void>;
}

async function openConnection(master: ChildProcess, port: number): Promise<SmtpConnection> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && master.exitCode === null) {
    try {
      return await greet(connect(port, '127.0.0.1').setNoDelay(true));
    } catch {
      await sleep(100);
    }
  }
  throw new Error('Postfix did not start');
}

/** One mail after another over one connection, each step answered before the next is said. */
async function greet(socket: Socket): Promise<SmtpConnection> {
  const answers = socket.setEncoding('latin1')[Symbol.asyncIterator]();
  const expect = async (code: string) => {
    let text = '';
    // The last line of an answer has a space after its code (RFC 5321 §4.2.1).
    while (!/^\d{3} .*\r\n$/m.test(text)) {
      const { value, done } = await answers.next();
      if (done) throw new Error('the connection ended');
      text += value;
    }
    if (!text.startsWith(code)) throw new Error(`an SMTP answer that was not ${code}: ${text.slice(0, 3)}`);
  };
  const say = async (line: string, code: string) => {
    socket.write(`${line}\r\n`);
    await expect(code);
  };
  await expect('220');
  await say('EHLO bench.invalid', '250');
  return {
    async send(document) {
      await say('MAIL FROM:<from@bench.invalid>', '250');
      await say('RCPT TO:<to@receiver.invalid>', '250');
      await say('DATA', '354');
      socket.write(`Subject: bench\r\n\r\n${lines(document)}`);
      await say('.', '250');
    },
  };
}

/** As mail carries a document: base64, 76 characters a line (RFC 2045 §6.8). */
function lines(document: Buffer): string {
  return document.toString('base64').replace(/.{1,76}/g, '$&\r\n');
}

async function end(home: string, master: ChildProcess): Promise<void> {
  spawnSync(program, ['-c', home, 'abort'], { timeout: 20_000 });
  master.kill('SIGKILL');
  await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
