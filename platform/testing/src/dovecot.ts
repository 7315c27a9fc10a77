import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { needDebianPackage } from './debian-package.ts';
import { startProgram, stopProgram } from './foreground-program.ts';
import { freePort, whenListening } from './loopback.ts';

const run = promisify(execFile);
const program = '/usr/sbin/dovecot';
const pop3Program = '/usr/lib/dovecot/pop3';

export type Dovecot = {
  /** POP3, without TLS. */
  readonly pop3Port: number;
  /** Where another program (as Postfix) may put mail for this user. */
  maildirOf(user: string): string;
  /** Puts a mail into the mailbox of this user. */
  deliver(user: string, bytes: Uint8Array): Promise<void>;
  log(): Promise<string>;
  stop(): Promise<void>;
};

/**
 * A real Dovecot on the loopback, with mailboxes in a temporary folder for the users given (name: password). Debian's
 * package is installed where it is missing and may be.
 * @returns why there is none, where it cannot run.
 */
export async function startDovecot(users: Readonly<Record<string, string>>): Promise<Dovecot | string> {
  if (process.getuid?.() !== 0) return 'dovecot is run as root only';
  const reason = await needDebianPackage('dovecot-pop3d', pop3Program);
  if (reason !== undefined) return reason;
  const home = await mkdtemp(join(tmpdir(), 'samband-dovecot-'));
  const pop3Port = await freePort();
  const maildirOf = (user: string) => join(home, 'mail', user);
  await configure(home, pop3Port, users, maildirOf);
  const master = startProgram(program, ['-F', '-c', join(home, 'dovecot.conf')]);
  const stop = async () => {
    await stopProgram(master);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await whenListening(pop3Port, () => master.exitCode !== null);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    pop3Port,
    maildirOf,
    async deliver(user, bytes) {
      const name = `${Date.now()}.${randomUUID()}.test`;
      const [written, delivered] = [join(maildirOf(user), 'tmp', name), join(maildirOf(user), 'new', name)];
      await writeFile(written, bytes);
      await run('chown', ['mail:mail', written]);
      await rename(written, delivered);
    },
    log: () => readFile(join(home, 'log'), 'utf8'),
    stop,
  };
}

async function configure(
  home: string,
  port: number,
  users: Readonly<Record<string, string>>,
  maildirOf: (user: string) => string,
): Promise<void> {
  await chmod(home, 0o755);
  await mkdir(join(home, 'mail'));
  for (const user of Object.keys(users)) {
    for (const part of ['tmp', 'new', 'cur']) await mkdir(join(maildirOf(user), part), { recursive: true });
  }
  await run('chown', ['-R', 'mail:mail', join(home, 'mail')]);
  const lines = Object.entries(users).map(([user, password]) => `${user}:{PLAIN}${password}\n`);
  await writeFile(join(home, 'users'), lines.join(''));
  await writeFile(join(home, 'dovecot.conf'), settings(home, port));
}

function settings(home: string, port: number): string {
  return `protocols = pop3
listen = 127.0.0.1
base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${home}/mail/%u
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = ${home}/users
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${home}/mail/%u allow_all_users=yes
}
service pop3-login {
  inet_listener pop3 {
    port = ${port}
  }
  inet_listener pop3s {
    port = 0
  }
}
`;
}
