import { randomBytes, randomUUID } from 'node:crypto';
import type { MailSender, MemberHandler, MemberMail } from '@samband/ebxml';
import type { Logger } from '@samband/log';
import { createMailboxPoller } from '@samband/mail';
import { readHeader, writeReceipt } from '@samband/standards';
import type { RunningMail } from '../start-network.ts';
import type { DemoOrganization } from './country.ts';
import { judgeDocument } from './judge-document.ts';
import { ediAddressOf } from './seed.ts';
import type { LetterSender } from './traffic/send-letter.ts';

/** As often as whoever watches the demonstration will wait; a vendor's system looks every minute or so. */
const lookEveryMs = 2_000;

/** A journal system that knows only mail: what it sends, and how it is stopped. */
export interface MailJournalSystem extends LetterSender {
  stop(): Promise<void>;
}

/**
 * A journal system with a message handler of its own, as members have it who have not come to EDI 2.0: fetches ebXML from
 * its mailbox by POP3, checks the signature by the register's certificate, decrypts, acknowledges, and answers with an
 * application receipt in a mail of its own. A mail leaves the mailbox when all of that is done; after a stop it is
 * done again, under the same ids of what is answered. Errors: those of opening a mailbox.
 */
export async function startMailJournalSystem(
  { herId, name, journal }: DemoOrganization,
  { handler, wires, host, sender }: RunningMail,
  log: Logger,
): Promise<MailJournalSystem> {
  const address = ediAddressOf(name);
  // A new one at each start: nothing of it lies on disk.
  const login = { userName: address, password: randomBytes(24).toString('base64url') };
  await handler.mailboxes.open({ address, herId, ...login });
  const { memberHandler } = handler;
  const poller = createMailboxPoller({
    ...{ host, port: wires.pop3Port ?? 0, user: login.userName, password: login.password, log },
    intervalMs: lookEveryMs,
    onMail: ({ bytes }) => takeIn(bytes, { memberHandler, sender, journal: journal ?? name }),
  });
  poller.start();
  return {
    async send({ document, from, to: [to = 0] }) {
      const mail = await memberHandler.write({ document, from, to });
      await post(sender, mail);
      return { id: mail.envelopeId };
    },
    stop: () => poller.stop(),
  };
}

async function takeIn(
  mail: Uint8Array,
  { memberHandler, sender, journal }: { memberHandler: MemberHandler; sender: MailSender; journal: string },
): Promise<void> {
  const came = await memberHandler.read(mail);
  if (!came) return;
  for (const acknowledgment of await came.acknowledgments()) await post(sender, acknowledgment);
  if (readHeader(came.document).kind === 'receipt') return;
  const { appRecStatus, appRecErrorList } = judgeDocument(came.document);
  const errors = appRecErrorList?.map(({ errorCode, details }) => ({ code: errorCode, text: details ?? '' }));
  const receipt = writeReceipt({
    original: came.document,
    id: randomUUID(),
    generatedAt: new Date(),
    status: appRecStatus === 'Ok' ? 'ok' : 'rejected',
    ...(errors && { errors }),
    by: came.toHerId,
    software: { name: journal, version: '1.0' },
  });
  await post(sender, await came.answer(receipt));
}

/** Errors: one that says what the mail server said, when it has not taken the mail. */
async function post(sender: MailSender, mail: MemberMail): Promise<void> {
  const outcome = await sender.send({ from: mail.from, to: mail.to, bytes: mail.bytes });
  if (outcome.kind !== 'sent') throw new Error(`the mail was not taken: ${outcome.reason}`);
}
