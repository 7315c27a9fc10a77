import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { startPostfix } from '@samband/testing';
import type { Peer } from './peer.ts';

const program = '/usr/sbin/postfix';
const connections = 16;

/**
 * A Postfix: a mail over SMTP, done at the 250 after its data, when it is in the queue on disk. It is thrown away
 * afterwards, so that only taking it in is measured. Undefined where it is not installed, or we are not root.
 */
export async function startPostfixPeer(): Promise<Peer | undefined> {
  if (!existsSync(program)) return undefined;
  const postfix = await startPostfix({ relays: {}, settings: { default_transport: 'discard' } });
  if (typeof postfix === 'string') return undefined;
  const { port, pid, stop } = postfix;
  try {
    const free = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
    const waiting: ((connection: SmtpConnection) => void)[] = [];
    return {
      ...{ name: 'postfix', pid, stop },
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
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface SmtpConnection {
  send(document: Buffer): Promise<void>;
}

/** One mail after another over one connection, each step answered before the next is said. */
async function openConnection(port: number): Promise<SmtpConnection> {
  const socket: Socket = connect(port, '127.0.0.1').setNoDelay(true);
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
