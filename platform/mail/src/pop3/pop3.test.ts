import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { certificateForTests } from '@samband/testing';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createMailboxPoller, type MailboxPollerOptions } from './create-mailbox-poller.ts';
import { createPop3Listener, type Pop3ListenerOptions } from './create-pop3-listener.ts';
import { dotStuffed, dotUnstuffed } from './dot-stuffing.ts';
import { Pop3Connection } from './pop3-connection.ts';

const run = promisify(execFile);
const closing: (() => Promise<unknown> | undefined)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const login = { user: 'clinic', password: 'a pass word' };

/** A listener over mails in memory. */
async function listen(texts: readonly string[], options: Partial<Pop3ListenerOptions> = {}) {
  const mails = new Map(texts.map((text, at) => [`uid${at}`, Buffer.from(text)]));
  const mailbox = {
    id: 'clinic',
    list: async () => [...mails].map(([uid, bytes]) => ({ uid, sizeBytes: bytes.length })),
    open: async (uid: string) => mails.get(uid),
    remove: async (uids: readonly string[]) => {
      for (const uid of uids) mails.delete(uid);
    },
  };
  const listener = await createPop3Listener({
    port: 0,
    authenticate: async (user, password) => (user === login.user && password === login.password ? mailbox : undefined),
    failedLogInPauseMs: 1,
    ...options,
  });
  closing.push(() => listener.stop());
  return { mails, port: listener.port, mailbox };
}

function poller(port: number, onMail: MailboxPollerOptions['onMail'], options: Partial<MailboxPollerOptions> = {}) {
  const made = createMailboxPoller({ host: '127.0.0.1', port, ...login, intervalMs: 10, onMail, ...options });
  closing.push(() => made.stop());
  return made;
}

async function session(port: number) {
  const connection = await Pop3Connection.open({ host: '127.0.0.1', port });
  closing.push(async () => connection.close());
  return connection;
}

async function loggedIn(port: number) {
  const connection = await session(port);
  await connection.say(`USER ${login.user}`);
  await connection.say(`PASS ${login.password}`);
  return connection;
}

test('dots that were added are taken away again', () => {
  const text = fc
    .array(fc.constantFrom('.', '\r\n', 'a', '..'), { maxLength: 30 })
    .map((pieces) => `${pieces.join('')}\r\n`);

  fc.assert(
    fc.property(text, (mail) => {
      const stuffed = dotStuffed(Buffer.from(mail)).toString();
      expect(stuffed.indexOf('\r\n.\r\n')).toBe(stuffed.length === 3 ? -1 : stuffed.length - 5);
      expect(dotUnstuffed(Buffer.from(stuffed.slice(0, -3))).toString()).toBe(mail);
    }),
  );
});

describe('the poller, at our own listener', () => {
  const texts = ['A: 1\r\n\r\n.dot\r\n..\r\n', 'A: 2\r\n\r\nb\r\n', 'A: 3\r\n\r\nc\r\n'];

  test('takes mails byte for byte, and leaves the mailbox empty', async () => {
    const { port, mails } = await listen(texts);
    const taken: string[] = [];

    expect(await poller(port, async ({ bytes }) => void taken.push(Buffer.from(bytes).toString())).poll()).toEqual({
      ...{ waiting: 3, taken: 3, failed: 0, tooLarge: 0 },
    });
    expect(taken).toEqual(texts);
    expect(mails.size).toBe(0);
  });

  test('leaves a mail that fails, goes on with the others, and tries it again when its pause is over', async () => {
    const { port, mails } = await listen(texts);
    const tried: string[] = [];
    let nowMs = 0;
    const made = poller(
      port,
      async ({ uid }) => {
        tried.push(uid);
        if (uid === 'uid0' && tried.length < 4) throw new Error('not now');
      },
      { batchSize: 1, now: () => nowMs },
    );
    for (let look = 0; look < 3; look++) await made.poll();
    expect(tried).toEqual(['uid0', 'uid1', 'uid2']);
    expect(await made.poll()).toMatchObject({ waiting: 1, taken: 0, failed: 0 });
    nowMs = 60_000;
    expect(await made.poll()).toMatchObject({ taken: 1 });
    expect(mails.size).toBe(0);
  });

  test('does not take a mail twice when the session was lost before QUIT', async () => {
    const { port, mails, mailbox } = await listen(texts.slice(0, 1));
    const taken: string[] = [];
    const made = poller(port, async ({ uid }) => void taken.push(uid));
    const remove = mailbox.remove;
    mailbox.remove = () => Promise.reject(new Error('no database'));

    await expect(made.poll()).rejects.toThrow('QUIT');
    expect(mails.size).toBe(1);
    mailbox.remove = remove;
    await made.poll();
    expect([taken, mails.size]).toEqual([['uid0'], 0]);
  });

  test('leaves a mail that is too large', async () => {
    const { port, mails } = await listen(['x'.repeat(5_000), 'A: 1\r\n\r\nb\r\n']);

    expect(await poller(port, async () => undefined, { sizeMaxBytes: 1_000 }).poll()).toMatchObject({
      ...{ taken: 1, tooLarge: 1 },
    });
    expect([...mails.keys()]).toEqual(['uid0']);
  });

  test('is refused with the wrong password', async () => {
    const { port } = await listen(texts);

    await expect(poller(port, async () => undefined, { password: 'x' }).poll()).rejects.toThrow('PASS: refused');
  });

  test('speaks TLS by STLS, which the listener then demands, and from the first byte', async () => {
    const { key, cert } = await certificateForTests();
    const byStls = await listen(texts, { tls: { key, cert } });
    const implicit = await listen(texts, { tls: { key, cert, isImplicit: true } });
    const encrypted = { host: 'localhost', ca: cert };

    await expect(poller(byStls.port, async () => undefined).poll()).rejects.toThrow('USER: refused');
    expect(await poller(byStls.port, async () => undefined, { ...encrypted, tls: 'required' }).poll()).toMatchObject({
      taken: 3,
    });
    expect(await poller(implicit.port, async () => undefined, { ...encrypted, tls: 'implicit' }).poll()).toMatchObject({
      taken: 3,
    });
    await expect(
      poller(byStls.port, async () => undefined, { host: 'localhost', tls: 'required' }).poll(),
    ).rejects.toThrow();
  });

  test('goes on by itself until it is stopped', async () => {
    const { port, mails } = await listen(texts);
    const made = poller(port, async () => undefined, { batchSize: 1 });
    made.start();

    await expect.poll(() => mails.size).toBe(0);
    await made.stop();
  });
});

describe('a session', () => {
  const texts = ['A: 1\r\n\r\nb\r\nc\r\n', 'A: 2\r\n\r\nb\r\n'];

  test('answers as RFC 1939 has it', async () => {
    const { port } = await listen(texts);
    const client = await loggedIn(port);

    expect(await client.say('STAT')).toBe('2 25');
    expect((await client.fetch('LIST')).toString()).toBe('1 14\r\n2 11\r\n');
    expect((await client.fetch('UIDL')).toString()).toBe('1 uid0\r\n2 uid1\r\n');
    expect((await client.fetch('TOP 1 1')).toString()).toBe('A: 1\r\n\r\nb\r\n');
    await client.say('DELE 1');
    await expect(client.say('RETR 1')).rejects.toThrow('refused');
    expect(await client.say('STAT')).toBe('1 11');
    await client.say('RSET');
    expect(await client.say('LIST 1')).toBe('1 14');
    await expect(client.say('LAST')).rejects.toThrow('refused');
  });

  test('removes nothing without QUIT, and holds the mailbox while it is open', async () => {
    const { port, mails } = await listen(texts);
    const first = await loggedIn(port);
    await first.say('DELE 1');
    const second = await session(port);
    await second.say(`USER ${login.user}`);
    await expect(second.say(`PASS ${login.password}`)).rejects.toThrow('refused');
    first.close();

    await expect
      .poll(() =>
        loggedIn(port).then(
          (third) => third.say('STAT'),
          () => 'in use',
        ),
      )
      .toBe('2 25');
    expect(mails.size).toBe(2);
  });

  test('is ended after three wrong passwords, and by a line without end', async () => {
    const { port } = await listen(texts);
    const guessing = await session(port);
    for (let guess = 0; guess < 3; guess++) {
      await guessing.say(`USER ${login.user}`);
      await expect(guessing.say(`PASS ${guess}`)).rejects.toThrow('refused');
    }
    await expect(guessing.say('NOOP')).rejects.toThrow('connection-lost');
    await expect((await session(port)).say('x'.repeat(600))).rejects.toThrow();
  });

  test('is one that curl understands', async (context) => {
    const hasCurl = await run('curl', ['--version']).then(
      ({ stdout }) => stdout.includes('pop3'),
      () => false,
    );
    context.skip(!hasCurl, 'curl with POP3 is not installed');
    const { port } = await listen(texts);
    const fetched = await run('curl', ['-s', '-u', `${login.user}:${login.password}`, `pop3://127.0.0.1:${port}/1`]);

    expect(fetched.stdout).toBe(texts[0]);
  });
});
