import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { needDebianPackage } from './debian-package.ts';
import { startProgram, stopProgram } from './foreground-program.ts';
import { freePort, whenListening } from './loopback.ts';

const run = promisify(execFile);
const program = '/usr/sbin/postfix';

export type PostfixOptions = {
  /** Mail of these domains goes on by SMTP to a port of the loopback. */
  readonly relays: Readonly<Record<string, number>>;
  /** Mail of these addresses goes into a Maildir: see `maildirOf` of Dovecot. */
  readonly maildirs?: Readonly<Record<string, string>>;
  /** More settings of main.cf. */
  readonly settings?: Readonly<Record<string, string>>;
};

export type Postfix = {
  readonly port: number;
  /** Its master, whose children do the work. */
  readonly pid: number;
  /** What it has written down, for a test that fails. */
  log(): Promise<string>;
  /** Tries everything that waits now. */
  flush(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * A real Postfix on the loopback, with a queue of its own in a temporary folder. Mail that was put off is tried
 * again each second. Debian's package is installed where it is missing and may be.
 * @returns why there is none, where it cannot run.
 */
export async function startPostfix(options: PostfixOptions): Promise<Postfix | string> {
  if (process.getuid?.() !== 0) return 'postfix is run as root only';
  const reason = await needDebianPackage('postfix', program);
  if (reason !== undefined) return reason;
  const home = await mkdtemp(join(tmpdir(), 'samband-postfix-'));
  const port = await freePort();
  await configure(home, port, options);
  const master = startProgram(program, ['-c', home, 'start-fg']);
  const stop = async () => {
    await run(program, ['-c', home, 'abort']).catch(() => undefined);
    await stopProgram(master);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await whenListening(port, () => master.exitCode !== null);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    pid: Number(await readFile(join(home, 'queue/pid/master.pid'), 'latin1')),
    log: () => readFile(join(home, 'log'), 'utf8'),
    flush: async () => void (await run('/usr/sbin/postqueue', ['-c', home, '-f'])),
    stop,
  };
}

async function configure(
  home: string,
  port: number,
  { relays, maildirs = {}, settings }: PostfixOptions,
): Promise<void> {
  await chmod(home, 0o755);
  await mkdir(join(home, 'queue'));
  await mkdir(join(home, 'data'));
  await run('chown', ['postfix', join(home, 'data')]);
  const rows = (map: Readonly<Record<string, string>>) =>
    Object.entries(map)
      .map(([key, value]) => `${key} ${value}\n`)
      .join('');
  const routes = Object.entries(relays).map(([domain, relay]) => [domain, `smtp:[127.0.0.1]:${relay}`] as const);
  await writeFile(join(home, 'transport'), rows(Object.fromEntries(routes)));
  await writeFile(
    join(home, 'maildirs'),
    rows(Object.fromEntries(Object.entries(maildirs).map(([a, m]) => [a, `${m}/`]))),
  );
  const maildirDomains = new Set(Object.keys(maildirs).map((address) => address.slice(address.lastIndexOf('@') + 1)));
  const main = { ...fixedSettings(home), virtual_mailbox_domains: [...maildirDomains].join(' '), ...settings };
  await writeFile(
    join(home, 'main.cf'),
    Object.entries(main)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  );
  await writeFile(join(home, 'master.cf'), services(port));
}

function fixedSettings(home: string): Record<string, string> {
  return {
    compatibility_level: '3.6',
    queue_directory: join(home, 'queue'),
    data_directory: join(home, 'data'),
    maillog_file: join(home, 'log'),
    maillog_file_prefixes: home,
    myhostname: 'postfix.test.example',
    mydestination: '',
    local_recipient_maps: '',
    alias_maps: '',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    mynetworks: '127.0.0.0/8',
    transport_maps: `texthash:${join(home, 'transport')}`,
    default_transport: 'error:no such domain in this test',
    virtual_mailbox_base: '/',
    virtual_mailbox_maps: `texthash:${join(home, 'maildirs')}`,
    virtual_uid_maps: 'static:8',
    virtual_gid_maps: 'static:8',
    virtual_minimum_uid: '8',
    mailbox_size_limit: '0',
    virtual_mailbox_limit: '0',
    message_size_limit: '60000000',
    queue_run_delay: '1s',
    minimal_backoff_time: '1s',
    maximal_backoff_time: '1s',
    smtpd_client_connection_rate_limit: '0',
  };
}

function services(port: number): string {
  const rows = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'verify unix - - n - 1 verify',
    'flush unix n - n 1000? 0 flush',
    'proxymap unix - - n - - proxymap',
    'smtp unix - - n - - smtp',
    'showq unix n - n - - showq',
    'discard unix - - n - - discard',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'virtual unix - n n - - virtual',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  return `${rows.join('\n')}\n`;
}
