import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { dotUnstuffed } from './dot-stuffing.ts';
import { Pop3Failed } from './pop3-client-failed.ts';

export type Pop3Server = {
  readonly host: string;
  readonly port: number;
  /** `implicit`: TLS from the first byte. `required`: STLS or nothing. */
  readonly tls?: 'implicit' | 'required' | 'never';
  /** Issuers to believe instead of the usual ones, PEM. */
  readonly ca?: string | undefined;
  readonly timeoutMs?: number;
};

type Answer = { readonly isWhole: (tail: Buffer) => boolean; readonly maxBytes: number; readonly command: string };

const LINE_MAX_BYTES = 2_048;
const LIST_MAX_BYTES = 16_777_216;
const MULTILINE_END = Buffer.from('\r\n.\r\n');
const TIMEOUT_MS = 60_000;

/** One POP3 session from the client's side (RFC 1939): one command at a time, each answer bounded and waited for so long. */
export class Pop3Connection {
  #socket: Socket;
  readonly #server: Pop3Server;
  #waiting: { settle: (result: Buffer | Pop3Failed) => void; answer: Answer } | undefined;
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** The last bytes that came: the end of an answer may be cut over several. */
  #tail: Buffer = Buffer.alloc(0);

  private constructor(server: Pop3Server, socket: Socket) {
    this.#server = server;
    this.#socket = socket;
    this.#listen();
  }

  /** Connects, and starts TLS where it is wanted. Throws Pop3Failed. */
  static async open(server: Pop3Server): Promise<Pop3Connection> {
    const { host, port, tls = 'never' } = server;
    const socket = tls === 'implicit' ? connectTls({ host, port, ...trust(server) }) : connectPlain({ host, port });
    const connection = new Pop3Connection(server, socket);
    try {
      await connection.#expect({ command: 'greeting', isWhole: endsLine, maxBytes: LINE_MAX_BYTES });
      if (tls === 'required') await connection.#startTls();
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** A command with an answer of one line; gives what stands after `+OK`. */
  async say(command: string, name = command): Promise<string> {
    const answer = this.#expect({ command: name, isWhole: endsLine, maxBytes: LINE_MAX_BYTES });
    this.#socket.write(`${command}\r\n`);
    return (await answer).toString('latin1').slice(3).trim();
  }

  /** A command with an answer of many lines; gives them, dots undone, as they came. */
  async fetch(command: string, maxBytes: number = LIST_MAX_BYTES): Promise<Buffer> {
    const answer = this.#expect({ command, isWhole: endsMultiline, maxBytes: maxBytes + LINE_MAX_BYTES });
    this.#socket.write(`${command}\r\n`);
    const bytes = await answer;
    const start = bytes.indexOf('\n') + 1;
    return dotUnstuffed(bytes.subarray(start, Math.max(start, bytes.length - MULTILINE_END.length + 2)));
  }

  close(): void {
    this.#socket.destroy();
  }

  async #startTls(): Promise<void> {
    await this.say('STLS');
    const plain = this.#socket;
    plain.removeAllListeners('data');
    // What came unencrypted behind the answer is not from the server we are about to know.
    [this.#chunks, this.#bytes] = [[], 0];
    this.#socket = connectTls({ socket: plain, host: this.#server.host, ...trust(this.#server) });
    this.#listen();
    await new Promise<void>((resolve, reject) => {
      this.#socket.once('secureConnect', resolve).once('close', () => reject(new Pop3Failed('no-tls', 'STLS')));
    });
  }

  #listen(): void {
    const socket = this.#socket.setNoDelay(true);
    socket.setTimeout(this.#server.timeoutMs ?? TIMEOUT_MS, () => this.#fail('timed-out'));
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', () => this.#fail('connection-lost'));
    socket.on('close', () => this.#fail('connection-lost'));
  }

  #expect(answer: Answer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const settle = (result: Buffer | Pop3Failed) => (result instanceof Error ? reject(result) : resolve(result));
      this.#waiting = { settle, answer };
      if (this.#socket.destroyed) this.#fail('connection-lost');
    });
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    const { answer } = this.#waiting ?? {};
    if (this.#bytes > (answer?.maxBytes ?? LINE_MAX_BYTES)) this.#fail('too-large');
    if (!answer || this.#socket.destroyed) return;
    this.#tail = chunk.length >= MULTILINE_END.length ? chunk : Buffer.concat([this.#tail, chunk]);
    this.#tail = this.#tail.subarray(-MULTILINE_END.length);
    const isRefused = this.#chunks[0]?.[0] === '-'.charCodeAt(0);
    if (isRefused ? !endsLine(this.#tail) : !answer.isWhole(this.#tail)) return;
    const bytes = Buffer.concat(this.#chunks);
    [this.#chunks, this.#bytes] = [[], 0];
    const isOk = bytes.toString('latin1', 0, 3).toUpperCase() === '+OK';
    this.#settle(isOk ? bytes : new Pop3Failed('refused', answer.command));
  }

  #fail(reason: Pop3Failed['reason']): void {
    this.#socket.destroy();
    this.#settle(new Pop3Failed(reason, this.#waiting?.answer.command ?? ''));
  }

  #settle(result: Buffer | Pop3Failed): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.settle(result);
  }
}

function trust({ host, ca }: Pop3Server) {
  return { servername: host, ...(ca !== undefined && { ca }) };
}

function endsLine(bytes: Buffer): boolean {
  return bytes.at(-1) === 0x0a;
}

function endsMultiline(bytes: Buffer): boolean {
  return bytes.subarray(-MULTILINE_END.length).equals(MULTILINE_END);
}
