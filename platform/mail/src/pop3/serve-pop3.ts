import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { Logger } from '@samband/log';
import type { Pop3Reply, Pop3Session } from './pop3-session.ts';

export type ServeOptions = {
  readonly idleTimeoutMs: number;
  readonly secure?: { readonly secureContext: SecureContext };
  readonly onEncrypted: () => void;
  readonly onClosed: () => void;
  readonly log?: Logger | undefined;
};

/** RFC 1939 §4 has 40 for a name; passwords may be longer. */
const LINE_MAX_BYTES = 512;

/** Speaks with one client: line by line, one write for each answer, and no line before the last one was answered. */
export function servePop3(plain: Socket, session: Pop3Session, options: ServeOptions): void {
  plain.on('error', () => undefined);
  plain.once('close', options.onClosed);
  void converse(plain, session, options).catch((error: unknown) => {
    if (!plain.destroyed) options.log?.error({ err: error }, 'a POP3 session failed');
    plain.destroy();
  });
}

async function converse(plain: Socket, session: Pop3Session, options: ServeOptions): Promise<void> {
  let socket = prepared(plain, options);
  await write(socket, '+OK ready\r\n');
  for (let end = await talk(socket, session); end === 'start-tls'; end = await talk(socket, session)) {
    if (!options.secure) break;
    // What was sent before the encryption is not read on: somebody else may have put it there.
    socket = prepared(new TLSSocket(plain, { isServer: true, ...options.secure }), options);
    options.onEncrypted();
  }
  socket.end();
}

function prepared(socket: Socket, { idleTimeoutMs }: ServeOptions): Socket {
  socket.on('error', () => socket.destroy());
  // One write per answer without this: 22 mails a second for waiting on acknowledgments of the network.
  return socket.setNoDelay(true).setTimeout(idleTimeoutMs, () => socket.destroy());
}

/** Until the connection ends, or TLS is to begin on it. */
async function talk(socket: Socket, session: Pop3Session): Promise<Pop3Reply['after']> {
  let rest = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    const lines = `${rest}${chunk.toString('latin1')}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { bytes, after } = await session.answer(Buffer.from(line.replace(/\r$/, ''), 'latin1').toString());
      await write(socket, bytes);
      if (after) return after;
    }
    if (rest.length > LINE_MAX_BYTES) {
      await write(socket, '-ERR the line is too long\r\n');
      return 'close';
    }
  }
  return 'close';
}

/** Resolves when the network has taken it, so that one who does not read holds one answer at most. */
function write(socket: Socket, bytes: string | Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
