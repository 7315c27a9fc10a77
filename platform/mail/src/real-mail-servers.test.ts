import { randomBytes } from 'node:crypto';
import { certificateForTests, type Dovecot, type Postfix, startDovecot, startPostfix } from '@samband/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBounce } from './bounce/read-bounce.ts';
import { readMessage } from './mime/read-message.ts';
import { createMailboxPoller } from './pop3/create-mailbox-poller.ts';
import { createSmtpListener, type IncomingMail, type SmtpListener } from './smtp/create-smtp-listener.ts';
import { createSmtpSender } from './smtp/create-smtp-sender.ts';
import { writeMultipartRelated } from './writing/write-mail.ts';

const START_TIMEOUT_MS = 400_000;
const payload = randomBytes(3_000_000);
const letter = (messageId: string) =>
  writeMultipartRelated({
    headers: [{ name: 'Message-ID', value: messageId }],
    type: 'text/xml',
    root: { contentId: 'root', contentType: 'text/xml', body: Buffer.from('<a>\n.\n</a>') },
    parts: [{ contentType: 'application/pkcs7-mime', body: payload }],
  });
const bodiesOf = (bytes: Uint8Array) => readMessage(bytes).parts.map(({ body }) => Buffer.from(body));

describe('through a real Postfix', () => {
  let postfix: Postfix | string;
  let listener: SmtpListener;
  const mails: IncomingMail[] = [];
  let greylisted = 0;

  beforeAll(async () => {
    listener = await createSmtpListener({
      port: 0,
      tls: await certificateForTests(),
      acceptsRecipient: (address) => {
        if (address.startsWith('grey@') && greylisted++ === 0) throw new Error('not the first time');
        return !address.startsWith('nobody@');
      },
      onMail: async (mail) => void mails.push(mail),
    });
    // Nothing goes on without STARTTLS.
    const settings = { smtp_tls_security_level: 'encrypt' };
    postfix = await startPostfix({ relays: { 'ours.example': listener.port }, settings });
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    if (typeof postfix !== 'string') await postfix?.stop();
    await listener?.stop();
  });

  const sendBy = async ({ port }: Postfix, to: string, messageId: string) => {
    const sender = createSmtpSender({ host: '127.0.0.1', port, tls: 'never' });
    const outcome = await sender.send({ from: 'us@ours.example', to: [to], bytes: letter(messageId) });
    sender.close();
    return outcome;
  };
  const arrived = (find: (mail: IncomingMail) => boolean) =>
    expect.poll(() => mails.find(find), { timeout: 15_000 }).toBeDefined();

  test('a mail arrives over STARTTLS with the bytes of its parts', async (context) => {
    if (typeof postfix === 'string') return context.skip(true, postfix);

    expect(await sendBy(postfix, 'a@ours.example', '<one@samband>')).toEqual({ kind: 'sent', refused: [] });
    await arrived(({ to }) => to.includes('a@ours.example'));
    const [root, part] = bodiesOf(mails.find(({ to }) => to.includes('a@ours.example'))?.bytes ?? Buffer.alloc(0));
    expect(root?.toString()).toBe('<a>\n.\n</a>');
    expect(part?.equals(payload)).toBe(true);
  });

  test('a recipient that could not be looked up gets the mail when Postfix tries again', async (context) => {
    if (typeof postfix === 'string') return context.skip(true, postfix);

    const { flush } = postfix;
    await sendBy(postfix, 'grey@ours.example', '<two@samband>');
    // A run of its queue that meets the mail while it is being deferred passes it by, for long: it is asked to try again.
    const again = async () => {
      await flush();
      return mails.find(({ to }) => to.includes('grey@ours.example'));
    };
    await expect.poll(again, { timeout: 15_000, interval: 1_000 }).toBeDefined();
  });

  test('a mail that we refuse comes back as a bounce that names it', async (context) => {
    if (typeof postfix === 'string') return context.skip(true, postfix);

    await sendBy(postfix, 'nobody@ours.example', '<three@samband>');
    await arrived(({ from }) => from === '');
    const bounce = readBounce(readMessage(mails.find(({ from }) => from === '')?.bytes ?? Buffer.alloc(0)));
    expect(bounce).toMatchObject({ messageIds: ['three@samband'], isDelay: false });
    expect(bounce?.recipients).toMatchObject([{ address: 'nobody@ours.example', action: 'failed' }]);
    expect(bounce?.status).toMatch(/^5\./);
  });
});

describe('at a real Dovecot', () => {
  const user = 'clinic';
  let dovecot: Dovecot | string;
  beforeAll(async () => {
    dovecot = await startDovecot({ [user]: 'secret' });
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    if (typeof dovecot !== 'string') await dovecot?.stop();
  });

  test('the poller takes what it can and leaves what fails', async (context) => {
    if (typeof dovecot === 'string') return context.skip(true, dovecot);
    for (const id of ['<1@samband>', '<2@samband>']) await dovecot.deliver(user, letter(id));
    const taken: (string | undefined)[] = [];
    const poller = createMailboxPoller({
      ...{ host: '127.0.0.1', port: dovecot.pop3Port, user, password: 'secret', intervalMs: 1_000 },
      async onMail({ bytes }) {
        const { messageId } = readMessage(bytes);
        if (messageId === '<1@samband>') throw new Error('not this one');
        expect(bodiesOf(bytes)[1]?.equals(payload)).toBe(true);
        taken.push(messageId);
      },
    });

    expect(await poller.poll()).toEqual({ waiting: 2, taken: 1, failed: 1, tooLarge: 0 });
    expect(taken).toEqual(['<2@samband>']);
    expect(await poller.poll()).toMatchObject({ waiting: 1, taken: 0 });
    await poller.stop();
  });
});
