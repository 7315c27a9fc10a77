import { connect, createServer, type Server, type Socket } from 'node:net';
import { DomainError, type FailureKind } from '@samband/errors';
import { afterEach, describe, expect, test } from 'vitest';
import { createSmtpListener, type IncomingMail, type SmtpListenerOptions } from './create-smtp-listener.ts';
import { createSmtpSender } from './create-smtp-sender.ts';

class Refusal extends DomainError {
  readonly code = 'test-refusal';
  readonly kind: FailureKind;
  constructor(kind: FailureKind) {
    super('no');
    this.kind = kind;
  }
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function listen(options: Partial<SmtpListenerOptions> = {}) {
  const mails: IncomingMail[] = [];
  const listener = await createSmtpListener({
    port: 0,
    acceptsRecipient: (address) => address.endsWith('@ours.example'),
    onMail: async (mail) => void mails.push(mail),
    ...options,
  });
  const sender = sendTo(listener.port);
  closing.push(() => listener.stop());
  return { mails, sender, port: listener.port };
}

function sendTo(port: number) {
  const sender = createSmtpSender({ host: '127.0.0.1', port, tls: 'never', timeoutMs: 5_000 });
  closing.unshift(() => sender.close());
  return sender;
}

const mail = (
  to: readonly string[] = ['a@ours.example'],
  bytes: Uint8Array = Buffer.from('Subject: x\r\n\r\n.dot\r\n..\r\n'),
) => ({
  from: 'b@theirs.example',
  to,
  bytes,
});

describe('the listener, by our own sender', () => {
  test('takes a mail byte for byte, dots too', async () => {
    const { sender, mails } = await listen();

    expect(await sender.send(mail())).toEqual({ kind: 'sent', refused: [] });
    expect(mails.map(({ from, to, bytes }) => ({ from, to, text: Buffer.from(bytes).toString() }))).toEqual([
      { from: 'b@theirs.example', to: ['a@ours.example'], text: 'Subject: x\r\n\r\n.dot\r\n..\r\n' },
    ]);
  });

  test('refuses a recipient that is not ours, and takes the others', async () => {
    const { sender, mails } = await listen();

    expect(await sender.send(mail(['x@other.example']))).toEqual({ kind: 'refused', reason: 'smtp-550' });
    expect(await sender.send(mail(['x@other.example', 'a@ours.example']))).toEqual({
      kind: 'sent',
      refused: [{ address: 'x@other.example', reason: 'smtp-550', isForGood: true }],
    });
    expect(mails.map(({ to }) => to)).toEqual([['a@ours.example']]);
  });

  test.for<[FailureKind | 'bug', string, string]>([
    ['unavailable', 'failed', 'smtp-451'],
    ['too-many', 'failed', 'smtp-452'],
    ['invalid', 'refused', 'smtp-554'],
    ['not-found', 'refused', 'smtp-550'],
    ['too-large', 'refused', 'smtp-552'],
    ['bug', 'failed', 'smtp-451'],
  ])('a mail that was not taken because of %s is %s with %s', async ([kind, outcome, reason]) => {
    const { sender } = await listen({
      onMail: () => Promise.reject(kind === 'bug' ? new TypeError('x') : new Refusal(kind)),
    });

    expect(await sender.send(mail())).toMatchObject({ kind: outcome, reason });
  });

  test('a recipient that cannot be looked up is one to try again', async () => {
    const { sender } = await listen({ acceptsRecipient: () => Promise.reject(new Error('no database')) });

    expect(await sender.send(mail())).toEqual({ kind: 'failed', reason: 'smtp-451', isAmbiguous: false });
  });

  test('a mail over the limit is refused, one for which there is no memory now is not', async () => {
    const large = Buffer.alloc(300_000, 'x\r\n');
    const { sender } = await listen({ sizeMaxBytes: 100_000 });
    const crowded = await listen({ memoryMaxBytes: 100_000 });

    expect(await sender.send(mail(undefined, large))).toEqual({ kind: 'refused', reason: 'smtp-552' });
    expect(await crowded.sender.send(mail(undefined, large))).toMatchObject({ kind: 'failed', reason: 'smtp-452' });
    expect(await crowded.sender.send(mail())).toMatchObject({ kind: 'sent' });
  });

  test('a sender that is too eager is told to wait', async () => {
    const { sender } = await listen({ mailsPerMinuteMax: 0 });

    expect(await sender.send(mail())).toMatchObject({ kind: 'failed', reason: 'smtp-451' });
  });

  test('announces its size and 8BITMIME, and no AUTH or STARTTLS it does not have', async () => {
    const { port } = await listen();
    const greeting = await talk(port, ['EHLO me', 'QUIT']);

    expect(greeting).toMatch(/SIZE 51200000/);
    expect(greeting).toMatch(/8BITMIME/);
    expect(greeting).not.toMatch(/AUTH|STARTTLS/);
  });
});

describe('the sender', () => {
  test('greylisting is a failure to try again', async () => {
    const port = await scripted({ RCPT: '451 4.7.1 greylisted' });

    expect(await sendTo(port).send(mail())).toEqual({ kind: 'failed', reason: 'smtp-451', isAmbiguous: false });
  });

  test('a connection lost after the data is ambiguous', async () => {
    const port = await scripted({ '.': undefined });

    expect(await sendTo(port).send(mail())).toMatchObject({ kind: 'failed', isAmbiguous: true });
  });

  test('no server is a failure, and surely nothing was sent', async () => {
    const port = await scripted({});
    await closing.pop()?.();

    expect(await sendTo(port).send(mail())).toMatchObject({ kind: 'failed', isAmbiguous: false });
  });

  test('a server that wants nothing of us is not about this mail', async () => {
    const port = await scripted({ EHLO: '554 go away', HELO: '554 go away' });

    expect(await sendTo(port).send(mail())).toMatchObject({ kind: 'failed' });
  });
});

/** Everything the server says to these lines. */
function talk(port: number, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket: Socket = connect(port, '127.0.0.1');
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
    setTimeout(() => socket.write(`${lines.join('\r\n')}\r\n`), 150);
  });
}

/** A server that says 250 but for the commands given; undefined: it hangs up. */
async function scripted(answers: Readonly<Record<string, string | undefined>>): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.write('220 test\r\n');
    let isData = false;
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (isData && line !== '.') continue;
        const command = /^[A-Z]+|^\./.exec(line)?.[0] ?? '';
        if (command in answers && answers[command] === undefined) socket.destroy();
        else socket.write(`${answers[command] ?? (command === 'DATA' ? '354 go' : '250 ok')}\r\n`);
        isData = command === 'DATA';
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as { port: number }).port;
}
