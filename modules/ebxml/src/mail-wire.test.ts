import { createMailboxPoller, createSmtpSender } from '@samband/mail';
import { afterAll, expect, test } from 'vitest';
import { documentForTests, gpOffice, hospital } from './document-for-tests.ts';
import { openNode, openPostOffice } from './nodes-for-tests.ts';

const office = openPostOffice();
const [north, south] = await Promise.all([openNode(hospital, office), openNode(gpOffice, office)]);
const wires = await Promise.all(
  [north, south].map(({ ebxml }) => ebxml.start({ host: '127.0.0.1', smtpPort: 0, pop3Port: 0, pauseMs: 20 })),
);
const [toNorth, toSouth] = wires.map(({ smtpPort = 0 }) =>
  createSmtpSender({ host: '127.0.0.1', port: smtpPort, tls: 'never' }),
);
// What the nodes send goes over real SMTP, to the listener of whoever the domain is of.
office.route = (address) => (address.endsWith('@edi.nord.example') ? toNorth : toSouth);
afterAll(async () => {
  toNorth?.close();
  toSouth?.close();
  await Promise.all(wires.map((each) => each.stop()));
});

async function send(document: Uint8Array): Promise<string> {
  const { messageId } = await north.exchange.accept({
    bytes: Uint8Array.from(document),
    senderHerId: hospital.herId,
    receiverHerIds: [gpOffice.herId],
    transport: 'edi-api',
    submittedBy: north.actor,
  });
  await Promise.all(await north.exchange.deliverDue());
  return messageId;
}

const newest = async () => {
  const feed = await south.exchange.notifications({ herIds: [gpOffice.herId], after: 0, limit: 100 }, south.actor);
  return feed.filter(({ kind }) => kind === 'NewMessage').at(-1)?.messageId ?? '';
};

test('a letter goes over SMTP, is acknowledged by itself, and answered', async () => {
  const messageId = await send(documentForTests());
  await expect.poll(() => north.kindsOf(messageId)).toContain('acknowledged');
  const there = await newest();
  await south.exchange.answer({ originalMessageId: there, receiverHerId: gpOffice.herId, status: 'ok' }, south.actor);
  await Promise.all(await south.exchange.deliverDue());
  await expect.poll(() => north.kindsOf(messageId)).toContain('receipt-matched');
});

test('a port that is taken stops the start with a sentence that says which setting to change', async () => {
  const taken = { host: '127.0.0.1', smtpPort: wires[0]?.smtpPort };
  await expect(south.ebxml.start(taken)).rejects.toThrow(/cannot be had for mail.*SAMBAND_EBXML_SMTP_PORT/);
});

test('mail for an address that nobody here has is refused at once', async () => {
  const mail = {
    from: hospital.ediAddress,
    to: ['ingen@edi.sor.example'],
    bytes: Buffer.from('Subject: x\r\n\r\nhei\r\n'),
  };
  expect(await toSouth?.send(mail)).toMatchObject({ kind: 'refused' });
});

test('mail for a member’s mailbox waits there until its owner has fetched it by POP3', async () => {
  const address = 'journal@edi.sor.example';
  const login = { userName: 'journal', password: 'en lang setning' };
  await south.ebxml.mailboxes.open({ address, herId: gpOffice.herId, ...login });
  const bytes = Buffer.from('Subject: x\r\n\r\nhei\r\n');
  expect(await toSouth?.send({ from: hospital.ediAddress, to: [address], bytes })).toMatchObject({ kind: 'sent' });
  expect(await south.ebxml.mailboxes.waiting(address)).toHaveLength(1);
  const fetched: string[] = [];
  const poller = createMailboxPoller({
    ...{ host: '127.0.0.1', port: wires[1]?.pop3Port ?? 0, user: login.userName, password: login.password },
    intervalMs: 60_000,
    onMail: async (mail) => void fetched.push(Buffer.from(mail.bytes).toString('latin1')),
  });
  expect(await poller.poll()).toMatchObject({ taken: 1 });
  expect(fetched[0]).toContain('hei');
  expect(await south.ebxml.mailboxes.waiting(address)).toEqual([]);
  await south.ebxml.mailboxes.open({ address, herId: gpOffice.herId, ...login, sizeMaxBytes: 1 });
  const send = () => toSouth?.send({ from: hospital.ediAddress, to: [address], bytes });
  expect(await send()).toMatchObject({ kind: 'sent' });
  expect(await send()).toMatchObject({ kind: 'failed', reason: 'smtp-452' });
});

test('S17 a document of 35 MB goes as a mail of 50 MB, and arrives byte for byte', async () => {
  const document = documentForTests({ attachmentBytes: 34 * 1024 * 1024 });
  const messageId = await send(document);
  await expect.poll(() => north.kindsOf(messageId), { timeout: 150_000 }).toContain('acknowledged');
  const read = await south.exchange.readBusinessDocument(await newest(), south.actor);
  expect(read.equals(document)).toBe(true);
}, 170_000);
