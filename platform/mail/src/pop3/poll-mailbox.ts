import type { Logger } from '@samband/log';
import type { MailMemory } from './mail-memory.ts';
import { Pop3Connection, type Pop3Server } from './pop3-connection.ts';

export type FetchedMail = { readonly uid: string; readonly bytes: Uint8Array };

export type PollOptions = Pop3Server & {
  readonly user: string;
  readonly password: string;
  readonly batchSize: number;
  readonly sizeMaxBytes: number;
  /** The mail is ours when this resolves; only then it is deleted there. */
  readonly onMail: (mail: FetchedMail) => Promise<void>;
  readonly log?: Logger | undefined;
};

export type PollResult = {
  /** In the mailbox when we looked. */
  readonly waiting: number;
  readonly taken: number;
  /** Stay there, and are tried again later. */
  readonly failed: number;
  /** Larger than may be taken: they stay. */
  readonly tooLarge: number;
};

type Listed = { readonly number: number; readonly uid: string; readonly sizeBytes: number };

/**
 * Looks into a mailbox once: takes up to a batch of mails, and deletes those that were taken. Deletions count from the
 * QUIT that ends it, so a mail whose session was cut off is seen again; it is then deleted without being taken twice.
 * Throws Pop3Failed.
 */
export async function pollMailbox(options: PollOptions, memory: MailMemory): Promise<PollResult> {
  const connection = await Pop3Connection.open(options);
  try {
    // A line break in a name or a password would be another command.
    await connection.say(`USER ${oneLine(options.user)}`, 'USER');
    await connection.say(`PASS ${oneLine(options.password)}`, 'PASS');
    const listed = await listMails(connection);
    memory.keepOnly(listed.map(({ uid }) => uid));
    const tooLarge = listed.filter(({ sizeBytes }) => sizeBytes > options.sizeMaxBytes);
    const due = listed.filter((mail) => !tooLarge.includes(mail) && memory.isDue(mail.uid));
    const batch = due.slice(0, options.batchSize);
    let taken = 0;
    for (const mail of batch) if (await takeMail(connection, mail, options, memory)) taken++;
    await connection.say('QUIT');
    return { waiting: listed.length, taken, failed: batch.length - taken, tooLarge: tooLarge.length };
  } finally {
    connection.close();
  }
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\0]/g, '');
}

async function listMails(connection: Pop3Connection): Promise<Listed[]> {
  const sizes = new Map(pairs(await connection.fetch('LIST')).map(([number, size]) => [number, Number(size)]));
  return pairs(await connection.fetch('UIDL')).map(([number, uid]) => ({
    number: Number(number),
    uid,
    sizeBytes: sizes.get(number) ?? 0,
  }));
}

function pairs(lines: Buffer): (readonly [string, string])[] {
  return [...lines.toString('latin1').matchAll(/^(\d{1,9}) (\S{1,100})/gm)].map((match) => [
    match[1] ?? '',
    match[2] ?? '',
  ]);
}

async function takeMail(
  connection: Pop3Connection,
  mail: Listed,
  options: PollOptions,
  memory: MailMemory,
): Promise<boolean> {
  const { number, uid } = mail;
  if (!memory.isTaken(uid)) {
    const bytes = await connection.fetch(`RETR ${number}`, options.sizeMaxBytes * 1.1);
    try {
      await options.onMail({ uid, bytes });
    } catch (error) {
      options.log?.warn({ err: error }, 'a mail was left in the mailbox');
      memory.noteFailure(uid);
      return false;
    }
    memory.noteTaken(uid);
  }
  await connection.say(`DELE ${number}`);
  return true;
}
