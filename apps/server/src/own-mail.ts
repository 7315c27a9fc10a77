import type { MailSender, Wires } from '@samband/ebxml';
import { createSmtpSender, type SmtpSender } from '@samband/mail';

/** Mail that goes to our own listener, whose port is known when it listens. */
export interface OwnMail extends MailSender {
  /** Told once, when the listener is there. */
  open(wires: Wires): void;
  close(): void;
}

/**
 * The mail of a demonstration without a mail server: everybody who has an address in it has it here. Until the listener is
 * there, sending fails as it does with a mail server that is down.
 */
export function openOwnMail(host: string): OwnMail {
  let sender: SmtpSender | undefined;
  return {
    async send(mail) {
      return sender ? sender.send(mail) : { kind: 'failed', reason: 'no-mail-server' };
    },
    open({ smtpPort: port }) {
      if (port !== undefined) sender = createSmtpSender({ host, port, tls: 'when-offered' });
    },
    close: () => sender?.close(),
  };
}
