import { Readable } from 'node:stream';
import { createTransport, type Transporter } from 'nodemailer';
import { failureOf, refusedRecipients, type SmtpOutcome } from './smtp-outcome.ts';

export type SmtpSenderOptions = {
  readonly host: string;
  readonly port: number;
  /** `implicit`: TLS from the first byte. `required`: no mail without STARTTLS. `when-offered`: STARTTLS where it is offered. */
  readonly tls?: 'implicit' | 'required' | 'when-offered' | 'never';
  /** Issuers to believe instead of the usual ones, PEM. */
  readonly ca?: string | undefined;
  readonly auth?: { readonly user: string; readonly password: string } | undefined;
  /** What we call ourselves in EHLO. */
  readonly name?: string;
  readonly connectionsMax?: number;
  readonly timeoutMs?: number;
};

export type OutgoingMail = { readonly from: string; readonly to: readonly string[]; readonly bytes: Uint8Array };

export type SmtpSender = {
  /** Never rejects for what a server or the network did: that is the outcome. */
  send(mail: OutgoingMail): Promise<SmtpOutcome>;
  close(): void;
};

const MAILS_PER_CONNECTION_MAX = 1_000;

/** Sends mail to one server over a few connections that are kept. Each mail goes once: to try again is the caller's. */
export function createSmtpSender(options: SmtpSenderOptions): SmtpSender {
  const transport = createTransport(transportOptions(options));
  return {
    async send(mail) {
      const first = await sendOnce(transport, mail);
      // A kept connection may have been closed by the server just now: nothing was sent then.
      return first.kind === 'failed' && !first.isAmbiguous && lostConnection.has(first.reason)
        ? sendOnce(transport, mail)
        : first;
    },
    close: () => transport.close(),
  };
}

const lostConnection = new Set(['econnection', 'econnreset', 'epipe']);

async function sendOnce(transport: Transporter, { from, to, bytes }: OutgoingMail): Promise<SmtpOutcome> {
  const raw = Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)]);
  // When its last byte was read, the mail may have arrived whatever is heard afterwards.
  let isAllRead = false;
  raw.once('end', () => {
    isAllRead = true;
  });
  try {
    const info = await transport.sendMail({ envelope: { from, to: [...to] }, raw });
    return { kind: 'sent', refused: refusedRecipients(info) };
  } catch (error) {
    return failureOf(error, isAllRead);
  } finally {
    raw.destroy();
  }
}

function transportOptions({
  host,
  port,
  tls = 'when-offered',
  ca,
  auth,
  name,
  connectionsMax,
  timeoutMs = 60_000,
}: SmtpSenderOptions) {
  return {
    pool: true as const,
    host,
    port,
    ...(name !== undefined && { name }),
    secure: tls === 'implicit',
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'never',
    ...(ca !== undefined && { tls: { ca } }),
    ...(auth && { auth: { user: auth.user, pass: auth.password } }),
    maxConnections: connectionsMax ?? 4,
    maxMessages: MAILS_PER_CONNECTION_MAX,
    // Sending anew by itself could send twice.
    maxRequeues: 0,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
