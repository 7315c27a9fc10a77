import { createSmtpSender } from '@samband/mail';
import { afterAll, expect, test } from 'vitest';
import { documentForTests, gpOffice, hospital } from './document-for-tests.ts';
import { openNode, openPostOffice } from './nodes-for-tests.ts';

const office = openPostOffice();
const [north, south] = await Promise.all([openNode(hospital, office), openNode(gpOffice, office)]);
const wires = await Promise.all(
  [north, south].map(({ ebxml }) => ebxml.start({ host: '127.0.0.1', smtpPort: 0, pauseMs: 20 })),
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

test('S17 a document of 35 MB goes as a mail of 50 MB, and arrives byte for byte', async () => {
  const document = documentForTests({ attachmentBytes: 34 * 1024 * 1024 });
  const messageId = await send(document);
  await expect.poll(() => north.kindsOf(messageId), { timeout: 150_000 }).toContain('acknowledged');
  const read = await south.exchange.readBusinessDocument(await newest(), south.actor);
  expect(read.equals(document)).toBe(true);
}, 170_000);
