import { dotStuffed } from './dot-stuffing.ts';
import type { Pop3Mailbox, SessionMail } from './pop3-mailbox.ts';
import { topOf } from './top-of.ts';

/** What a session needs of its surroundings. */
export type SessionWorld = {
  /** Undefined: not the right name and password. */
  readonly logIn: (user: string, password: string) => Promise<Pop3Mailbox | 'in-use' | undefined>;
  readonly isEncrypted: () => boolean;
  readonly offersTls: boolean;
};

/** What is answered: all of it in one write. `after` says what happens to the connection then. */
export type Pop3Reply = { readonly bytes: string | Buffer; readonly after?: 'close' | 'start-tls' };

const CAPABILITIES = ['TOP', 'UIDL', 'RESP-CODES', 'AUTH-RESP-CODE', 'PIPELINING'];
const LOG_IN_TRIES_MAX = 3;

/** The states of RFC 1939 (authorization, transaction, update) and what each command does in them. */
export class Pop3Session {
  readonly #world: SessionWorld;
  #user: string | undefined;
  #failures = 0;
  #mailbox: Pop3Mailbox | undefined;
  #mails: SessionMail[] = [];

  constructor(world: SessionWorld) {
    this.#world = world;
  }

  /** The id of the mailbox that is open. */
  get mailboxId(): string | undefined {
    return this.#mailbox?.id;
  }

  answer(line: string): Promise<Pop3Reply> | Pop3Reply {
    const [name = '', argument = ''] = splitOnce(line);
    const command = name.toUpperCase();
    if (command === 'CAPA') return this.#capabilities();
    if (command === 'QUIT') return this.#quit();
    return this.#mailbox ? this.#transact(command, argument, this.#mailbox) : this.#authorize(command, argument);
  }

  #authorize(command: string, argument: string): Promise<Pop3Reply> | Pop3Reply {
    const { offersTls, isEncrypted } = this.#world;
    if (command === 'STLS') {
      return offersTls && !isEncrypted() ? { bytes: '+OK\r\n', after: 'start-tls' } : no('not offered');
    }
    if (command !== 'USER' && command !== 'PASS') return no('log in first');
    if (offersTls && !isEncrypted()) return no('[SYS/PERM] STLS first');
    if (command === 'PASS') return this.#pass(argument);
    this.#user = argument;
    return ok();
  }

  async #pass(password: string): Promise<Pop3Reply> {
    const user = this.#user;
    if (user === undefined) return no('USER first');
    this.#user = undefined;
    const mailbox = await this.#world.logIn(user, password);
    if (mailbox === 'in-use') return no('[IN-USE] the mailbox is open elsewhere');
    if (!mailbox) {
      this.#failures++;
      return {
        ...no('[AUTH] not the right name and password'),
        ...(this.#failures >= LOG_IN_TRIES_MAX && { after: 'close' }),
      };
    }
    this.#mailbox = mailbox;
    this.#mails = (await mailbox.list()).map((mail) => ({ ...mail, isDeleted: false }));
    return ok(`${this.#mails.length} mails`);
  }

  #transact(command: string, argument: string, mailbox: Pop3Mailbox): Promise<Pop3Reply> | Pop3Reply {
    switch (command) {
      case 'NOOP':
        return ok();
      case 'STAT':
        return ok(`${this.#present().length} ${this.#present().reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)}`);
      case 'LIST':
        return this.#listing(argument, ({ sizeBytes }) => String(sizeBytes));
      case 'UIDL':
        return this.#listing(argument, ({ uid }) => uid);
      case 'RETR':
        return this.#withMail(argument, (mail) => retrieve(mailbox, mail));
      case 'TOP':
        return this.#top(argument, mailbox);
      case 'DELE':
        return this.#withMail(argument, (mail) => {
          mail.isDeleted = true;
          return ok();
        });
      case 'RSET':
        for (const mail of this.#mails) mail.isDeleted = false;
        return ok();
      default:
        return no('not a command here');
    }
  }

  #present(): SessionMail[] {
    return this.#mails.filter(({ isDeleted }) => !isDeleted);
  }

  #withMail<T>(argument: string, use: (mail: SessionMail) => T): T | Pop3Reply {
    const mail = /^\d{1,9}$/.test(argument) ? this.#mails[Number(argument) - 1] : undefined;
    return mail && !mail.isDeleted ? use(mail) : no('no such mail');
  }

  #listing(argument: string, show: (mail: SessionMail) => string): Pop3Reply {
    if (argument !== '') return this.#withMail(argument, (mail) => ok(`${argument} ${show(mail)}`));
    const lines = this.#mails.flatMap((mail, at) => (mail.isDeleted ? [] : `${at + 1} ${show(mail)}\r\n`));
    return { bytes: `+OK\r\n${lines.join('')}.\r\n` };
  }

  #top(argument: string, mailbox: Pop3Mailbox): Promise<Pop3Reply> | Pop3Reply {
    const [number = '', lines = ''] = splitOnce(argument);
    if (!/^\d{1,9}$/.test(lines)) return no('how many lines?');
    return this.#withMail(number, (mail) => retrieve(mailbox, mail, Number(lines)));
  }

  #capabilities(): Pop3Reply {
    const { offersTls, isEncrypted } = this.#world;
    const needsTls = offersTls && !isEncrypted();
    return { bytes: `+OK\r\n${[...CAPABILITIES, needsTls ? 'STLS' : 'USER'].join('\r\n')}\r\n.\r\n` };
  }

  /** RFC 1939 §6: only here deleted mails go, and when that fails the client is told. */
  async #quit(): Promise<Pop3Reply> {
    const deleted = this.#mails.filter(({ isDeleted }) => isDeleted).map(({ uid }) => uid);
    try {
      if (deleted.length > 0) await this.#mailbox?.remove(deleted);
      return { ...ok('bye'), after: 'close' };
    } catch {
      return { ...no('[SYS/TEMP] the mails were not removed'), after: 'close' };
    }
  }
}

async function retrieve(mailbox: Pop3Mailbox, { uid }: SessionMail, lines?: number): Promise<Pop3Reply> {
  const bytes = await mailbox.open(uid);
  if (!bytes) return no('the mail is gone');
  const mail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shown = lines === undefined ? mail : topOf(mail, lines);
  return { bytes: Buffer.concat([Buffer.from(`+OK ${shown.length} octets\r\n`), dotStuffed(shown)]) };
}

function splitOnce(text: string): readonly [string, string] {
  const space = text.indexOf(' ');
  return space === -1 ? [text, ''] : [text.slice(0, space), text.slice(space + 1)];
}

function ok(text = ''): Pop3Reply {
  return { bytes: `+OK${text && ` ${text}`}\r\n` };
}

function no(text: string): Pop3Reply {
  return { bytes: `-ERR ${text}\r\n` };
}
