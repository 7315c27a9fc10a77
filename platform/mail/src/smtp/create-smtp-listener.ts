import type { AddressInfo } from 'node:net';
import type { Logger } from '@samband/log';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { MemoryBudget } from './memory-budget.ts';
import { RateLimit } from './rate-limit.ts';
import { receiveData } from './receive-data.ts';
import { asSmtpError, replyTo } from './smtp-refused.ts';

/** A mail as it came over SMTP. */
export type IncomingMail = {
  /** MAIL FROM; empty for the null sender of bounces. */
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: Uint8Array;
};

export type SmtpListenerOptions = {
  readonly host?: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** What we call ourselves in the greeting. */
  readonly name?: string;
  /** Asked at RCPT: no gives 550. One that throws gives 451. */
  readonly acceptsRecipient: (address: string) => boolean | Promise<boolean>;
  /** The mail is ours when this resolves; only then 250 is said. What it throws decides between 4xx and 5xx. */
  readonly onMail: (mail: IncomingMail) => Promise<void>;
  /** Announced as SIZE. */
  readonly sizeMaxBytes?: number;
  /** With it STARTTLS is offered. */
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer } | undefined;
  readonly connectionsMax?: number;
  readonly connectionsPerAddressMax?: number;
  readonly mailsPerMinuteMax?: number;
  readonly recipientsMax?: number;
  /** Of all mails that are being received or stored; beyond it 452 is said. */
  readonly memoryMaxBytes?: number;
  readonly idleTimeoutMs?: number;
  readonly log?: Logger | undefined;
};

export type SmtpListener = {
  readonly port: number;
  /** Takes no new connection, lets what was begun be done, and resolves when all are closed. */
  stop(): Promise<void>;
};

/** 50 MB as mail systems of health count it: 50 * 1,024,000. */
export const MAIL_MAX_BYTES = 51_200_000;
const defaults = {
  host: '127.0.0.1',
  sizeMaxBytes: MAIL_MAX_BYTES,
  connectionsMax: 500,
  connectionsPerAddressMax: 100,
  mailsPerMinuteMax: 10_000,
  recipientsMax: 100,
  memoryMaxBytes: 4 * MAIL_MAX_BYTES,
  idleTimeoutMs: 60_000,
};
const CLOSE_TIMEOUT_MS = 10_000;

/**
 * Takes mail in over SMTP (RFC 5321, with SIZE, 8BITMIME, PIPELINING and STARTTLS). smtp-server waits 100 ms before its
 * greeting, to catch those who talk first: senders keep a connection for many mails.
 */
export async function createSmtpListener(given: SmtpListenerOptions): Promise<SmtpListener> {
  const options = { ...defaults, ...given };
  const server = new SMTPServer({ ...protocolOptions(options), ...handlers(options) });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  server.on('error', (error) => options.log?.info({ reason: error.message }, 'an SMTP connection failed'));
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

type Settled = SmtpListenerOptions & typeof defaults;

function protocolOptions({ name, tls, sizeMaxBytes, connectionsMax, idleTimeoutMs }: Settled) {
  return {
    ...(name !== undefined && { name }),
    ...(tls && { key: tls.key, cert: tls.cert }),
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    size: sizeMaxBytes,
    maxClients: connectionsMax,
    socketTimeout: idleTimeoutMs,
    closeTimeout: CLOSE_TIMEOUT_MS,
  };
}

type Callback = (error?: Error | null) => void;

function handlers(options: Settled) {
  const { connectionsPerAddressMax, recipientsMax, sizeMaxBytes } = options;
  const rate = new RateLimit(options.mailsPerMinuteMax);
  const limits = { sizeMaxBytes, budget: new MemoryBudget(options.memoryMaxBytes) };
  const connections = new Map<string, number>();
  const count = (address: string, change: number) => {
    const now = (connections.get(address) ?? 0) + change;
    if (now > 0) connections.set(address, now);
    else connections.delete(address);
    return now;
  };
  return {
    onConnect({ remoteAddress }: SMTPServerSession, done: Callback) {
      const isTooMany = count(remoteAddress, 1) > connectionsPerAddressMax;
      done(isTooMany ? asSmtpError({ code: 421, text: 'Too many connections' }) : null);
    },
    onClose({ remoteAddress }: SMTPServerSession) {
      count(remoteAddress, -1);
    },
    onMailFrom(_: unknown, { remoteAddress }: SMTPServerSession, done: Callback) {
      done(rate.allows(remoteAddress) ? null : asSmtpError({ code: 451, text: 'Too many mails, try again later' }));
    },
    onRcptTo({ address }: { address: string }, { envelope }: SMTPServerSession, done: Callback) {
      if (envelope.rcptTo.length >= recipientsMax) return done(asSmtpError({ code: 452, text: 'Too many recipients' }));
      void checkRecipient(options, address).then(done);
    },
    onData(stream: SMTPServerDataStream, { envelope }: SMTPServerSession, done: Callback) {
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      const to = envelope.rcptTo.map(({ address }) => address);
      void receiveData(stream, limits, (bytes) => handOn(options, { from, to, bytes })).then(() => done(), done);
    },
  };
}

async function checkRecipient({ acceptsRecipient, log }: Settled, address: string): Promise<Error | null> {
  try {
    return (await acceptsRecipient(address)) ? null : asSmtpError({ code: 550, text: 'No such recipient here' });
  } catch (error) {
    log?.error({ err: error }, 'whether a recipient is ours could not be found out');
    return asSmtpError({ code: 451, text: 'Try again later' });
  }
}

async function handOn({ onMail, log }: Settled, mail: IncomingMail): Promise<void> {
  try {
    await onMail(mail);
  } catch (error) {
    const reply = replyTo(error);
    log?.warn({ err: error, reply: reply.code }, 'a mail was not taken');
    throw asSmtpError(reply);
  }
}
