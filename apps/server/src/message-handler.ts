import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressRegister } from '@samband/address-register';
import type { Config } from '@samband/config';
import {
  certificatesFromPem,
  createTrust,
  revocationFolder,
  sortIssuers,
  type Trust,
  type TrustOptions,
} from '@samband/crypto';
import type { Database } from '@samband/db';
import { createEbxml, type Ebxml, type MailSender, type WireOptions, type Wires } from '@samband/ebxml';
import type { Exchange } from '@samband/exchange';
import type { Logger } from '@samband/log';
import { createSmtpSender } from '@samband/mail';
import type { DataFolder } from './data-folder.ts';
import { demoDomain } from './demo/country.ts';
import { watchKeyExpiry } from './key-expiry.ts';
import { type OwnMail, openOwnMail } from './own-mail.ts';
import { openPartyKeys, partyKeyHolder } from './party-keys.ts';

export interface MessageHandlerParts {
  readonly config: Config;
  readonly data: DataFolder;
  readonly database: Database;
  readonly register: AddressRegister;
  readonly exchange: () => Exchange;
  readonly log: Logger;
}

/** Where the demonstration's issuer keeps its certificate. */
const demoAuthorityFile = 'certificates/demo-ca.pem';

export { ebxmlMigrations } from '@samband/ebxml';

/** The handler, and the wires that it speaks over. */
export interface MessageHandler {
  readonly handler: Ebxml;
  /** Listens for mail; once in a process. Errors: DomainError when a port is taken. */
  start(): Promise<RunningWires>;
}

export interface RunningWires {
  readonly wires: Wires;
  /** The mail of a demonstration that is alone on this machine: to our own listener. */
  readonly ownMail: MailSender | undefined;
  stop(): Promise<void>;
}

/** The message handler for ebXML as the configuration wants it. */
export async function openMessageHandler(parts: MessageHandlerParts): Promise<MessageHandler> {
  const { config, data, database, register, exchange, log } = parts;
  const { domains, relay, keysSecret } = config.ebxml;
  const keys = await openPartyKeys(data, keysSecret);
  const ownMail = isAlone(config) ? openOwnMail(config.ebxml.host) : undefined;
  const handler = createEbxml({
    ...{ database, register, exchange, log, domains },
    keys: partyKeyHolder(data.path, keys, log),
    trust: trustOf(config, data, log),
    mail: relay ? createSmtpSender(relayOf(relay)) : ownMail,
  });
  return {
    handler,
    async start() {
      const running = await startWires(handler, config.ebxml, ownMail);
      const stopWatching = watchKeyExpiry(keys, log);
      const stop = () => {
        stopWatching();
        return running.stop();
      };
      return { ...running, stop };
    },
  };
}

/** A demonstration without a mail server, which listens for mail: whoever has an address in it has it here. */
function isAlone({ demo, ebxml: { domains, relay, smtpPort, pop3Port } }: Config): boolean {
  const isListening = smtpPort !== undefined && pop3Port !== undefined && domains.includes(demoDomain);
  return demo.enabled && relay === undefined && isListening;
}

async function startWires(handler: Ebxml, config: Config['ebxml'], ownMail?: OwnMail): Promise<RunningWires> {
  const wires = await handler.start(await wiresOf(config));
  ownMail?.open(wires);
  return {
    wires,
    ownMail,
    async stop() {
      // First: the listener waits for those who talk to it.
      ownMail?.close();
      await wires.stop();
    },
  };
}

/** Those of the trust file; without one the demonstration's own issuer where it runs, else nobody. */
function trustOf({ ebxml, demo }: Config, data: DataFolder, log: Logger): Pick<Trust, 'check'> {
  const { trustFile, certificatePolicies, revocationForgivenMs } = ebxml;
  if (trustFile !== undefined) {
    return trustIn(trustFile, {
      policy: {
        ...(certificatePolicies.length > 0 && { policies: certificatePolicies }),
        revocation: { forgivenMs: revocationForgivenMs },
      },
      cache: revocationFolder(join(data.path, 'revocation'), {
        onFailure: (err) => log.warn({ err }, 'what issuers say of revocation cannot be kept on disk'),
      }),
    });
  }
  if (!demo.enabled) return createTrust({ anchors: [] });
  return trustIn(join(data.path, demoAuthorityFile), { policy: { policies: 'any', revocation: 'off' } });
}

/** The issuers in a PEM file, read when somebody is first to be believed: the demonstration makes its own meanwhile. */
function trustIn(file: string, options: Pick<TrustOptions, 'policy' | 'cache'>): Pick<Trust, 'check'> {
  let reading: Promise<Trust> | undefined;
  const read = async () =>
    createTrust({ ...sortIssuers(certificatesFromPem(await readFile(file, 'utf8'))), ...options });
  return {
    async check(der, question) {
      reading ??= read();
      const trust = await reading.catch((error: unknown) => {
        reading = undefined;
        throw error;
      });
      return trust.check(der, question);
    },
  };
}

/** `smtp://user:password@host:587`, `smtps://host`. */
function relayOf(url: string) {
  const { protocol, hostname: host, port, username, password } = new URL(url);
  const isTls = protocol === 'smtps:';
  return {
    host,
    port: port ? Number(port) : isTls ? 465 : 587,
    ...(isTls && { tls: 'implicit' as const }),
    ...(username && { auth: { user: decodeURIComponent(username), password: decodeURIComponent(password) } }),
  };
}

/** Where mail is listened for and fetched from, with the certificate of this machine where one is given. */
async function wiresOf({ tlsCertificateFile, tlsKeyFile, ...config }: Config['ebxml']): Promise<WireOptions> {
  const { host, smtpPort, pop3Port, mailbox, mailboxPauseMs: intervalMs } = config;
  const wires = { host, smtpPort, pop3Port, mailbox: mailbox ? { ...mailboxOf(mailbox), intervalMs } : undefined };
  if (tlsCertificateFile === undefined || tlsKeyFile === undefined) return wires;
  const [cert, key] = await Promise.all([readFile(tlsCertificateFile, 'utf8'), readFile(tlsKeyFile, 'utf8')]);
  return { ...wires, tls: { cert, key } };
}

/** `pop3s://user:password@host`, `pop3://user:password@host:110`. */
function mailboxOf(url: string) {
  const { protocol, hostname: host, port, username, password } = new URL(url);
  const isTls = protocol === 'pop3s:';
  const [user, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
  return {
    host,
    port: Number(port || (isTls ? 995 : 110)),
    user,
    password: secret,
    ...(isTls && { tls: 'implicit' as const }),
  };
}
