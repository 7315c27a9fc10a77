import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createSecureContext, createServer as createTlsServer } from 'node:tls';
import type { Logger } from '@samband/log';
import type { Pop3Mailbox } from './pop3-mailbox.ts';
import { Pop3Session } from './pop3-session.ts';
import { servePop3 } from './serve-pop3.ts';

export type Pop3ListenerOptions = {
  readonly host?: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** With it nobody logs in unencrypted: by STLS, or with `isImplicit` from the first byte. */
  readonly tls?:
    | { readonly key: string | Buffer; readonly cert: string | Buffer; readonly isImplicit?: boolean }
    | undefined;
  /** The mailbox of whoever knows the password; undefined for all others. */
  readonly authenticate: (user: string, password: string) => Promise<Pop3Mailbox | undefined>;
  readonly connectionsMax?: number;
  readonly connectionsPerAddressMax?: number;
  readonly idleTimeoutMs?: number;
  /** How long a failed log-in is kept waiting for its answer. */
  readonly failedLogInPauseMs?: number;
  readonly log?: Logger | undefined;
};

export type Pop3Listener = {
  readonly port: number;
  /** Cuts off what is open, which removes no mail, and resolves when all are closed. */
  stop(): Promise<void>;
};

const defaults = {
  host: '127.0.0.1',
  connectionsMax: 500,
  connectionsPerAddressMax: 50,
  // RFC 1939 §3: at least ten minutes.
  idleTimeoutMs: 600_000,
  failedLogInPauseMs: 2_000,
};

/** Gives mail out by POP3 (RFC 1939, with CAPA, UIDL, TOP and STLS). */
export async function createPop3Listener(given: Pop3ListenerOptions): Promise<Pop3Listener> {
  const options = { ...defaults, ...given };
  const { tls } = options;
  const open = new Set<Socket>();
  const inUse = new Set<string>();
  const secure = tls && { secureContext: createSecureContext({ key: tls.key, cert: tls.cert }) };
  const onConnection = (socket: Socket) => {
    const from = [...open].filter(({ remoteAddress }) => remoteAddress === socket.remoteAddress);
    if (open.size >= options.connectionsMax || from.length >= options.connectionsPerAddressMax) {
      socket.on('error', () => undefined).end('-ERR [SYS/TEMP] too many connections\r\n');
      return;
    }
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    serve(socket);
  };
  const serve = (socket: Socket) => {
    let isEncrypted = tls?.isImplicit ?? false;
    const session = new Pop3Session({
      logIn: async (user, password) => {
        const mailbox = await logIn(options, user, password);
        // Held from before it is read until the connection closes, so that no two sessions see it.
        if (!mailbox || socket.destroyed) return undefined;
        if (inUse.has(mailbox.id)) return 'in-use';
        inUse.add(mailbox.id);
        return mailbox;
      },
      isEncrypted: () => isEncrypted,
      offersTls: tls !== undefined,
    });
    servePop3(socket, session, {
      idleTimeoutMs: options.idleTimeoutMs,
      log: options.log,
      ...(secure && { secure }),
      onEncrypted: () => {
        isEncrypted = true;
      },
      onClosed: () => {
        if (session.mailboxId !== undefined) inUse.delete(session.mailboxId);
      },
    });
  };
  const server = tls?.isImplicit
    ? createTlsServer({ key: tls.key, cert: tls.cert }, onConnection)
    : createServer(onConnection);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

type Settled = Pop3ListenerOptions & typeof defaults;

/** The answer to a wrong password waits, so that guessing is slow. */
async function logIn({ authenticate, failedLogInPauseMs, log }: Settled, user: string, password: string) {
  const mailbox = await authenticate(user, password);
  if (mailbox) return mailbox;
  log?.info('a log-in by POP3 was refused');
  await delay(failedLogInPauseMs);
  return undefined;
}
