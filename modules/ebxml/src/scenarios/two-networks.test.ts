import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { createSmtpSender } from '@samband/mail';
import { type Dovecot, type Postfix, startDovecot, startPostfix } from '@samband/testing';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { documentForTests, gpOffice, hospital } from '../document-for-tests.ts';
import { clock, hoursLater, openNode, openPostOffice } from '../nodes-for-tests.ts';
import type { Wires } from '../wires.ts';

// North fetches its mail by POP3 from Dovecot; south is sent its own by SMTP. Postfix carries everything between them.
const [user, password] = ['north', 'en lang setning'];
const [startMs, waitMs] = [400_000, 20_000];
const lettersEachWay = 10;

const office = openPostOffice();
const [north, south] = await Promise.all([openNode(hospital, office), openNode(gpOffice, office)]);
type Node = typeof north;
const stops: (() => Promise<unknown>)[] = [];
let missing: string | undefined;
let postfix: Postfix;
let dovecot: Dovecot;
let northWires: Wires;
/** How many recipients the greylist still puts off. */
let toPutOff = 0;

const portOf = (server: Server) => (server.address() as { port: number }).port;

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(async () => server.close());
  return portOf(server);
}

/** Postfix asks it of every recipient (SMTPD_POLICY_README): some are put off, as a greylist does. */
const greylist = createServer((socket) => {
  socket
    .on('error', () => undefined)
    .on('data', (asked) => {
      if (!asked.toString().endsWith('\n\n')) return;
      socket.write(toPutOff > 0 ? 'action=DEFER_IF_PERMIT greylisted\n\n' : 'action=DUNNO\n\n');
      toPutOff = Math.max(0, toPutOff - 1);
    });
});

/** How often a session ended before its deletions counted: the line is cut when QUIT would be said. */
let cuts = 0;
const cutting = createServer((client) => {
  const server = connect(dovecot.pop3Port, '127.0.0.1');
  for (const socket of [client, server]) socket.on('error', () => undefined);
  server.pipe(client);
  client.on('data', (said) => {
    if (!said.toString('latin1').startsWith('QUIT')) return void server.write(said);
    cuts++;
    client.destroy();
    server.destroy();
  });
});

const fetchThrough = (port: number) =>
  north.ebxml.start({
    host: '127.0.0.1',
    pauseMs: 20,
    mailbox: { host: '127.0.0.1', port, user, password, intervalMs: 50 },
  });

beforeAll(async () => {
  const mailboxes = await startDovecot({ [user]: password });
  if (typeof mailboxes === 'string') {
    missing = mailboxes;
    return;
  }
  dovecot = mailboxes;
  stops.push(() => dovecot.stop());
  const southWires = await south.ebxml.start({ host: '127.0.0.1', smtpPort: 0, pauseMs: 20 });
  stops.push(() => southWires.stop());
  const policy = `check_policy_service inet:127.0.0.1:${await listening(greylist)}`;
  const relay = await startPostfix({
    relays: { 'edi.sor.example': southWires.smtpPort ?? 0 },
    maildirs: { [hospital.ediAddress]: dovecot.maildirOf(user) },
    settings: { smtpd_recipient_restrictions: `${policy}, permit_mynetworks, reject` },
  });
  if (typeof relay === 'string') {
    missing = relay;
    return;
  }
  postfix = relay;
  stops.push(() => postfix.stop());
  const sender = createSmtpSender({ host: '127.0.0.1', port: postfix.port, tls: 'never' });
  stops.push(async () => sender.close());
  office.route = () => sender;
  northWires = await fetchThrough(dovecot.pop3Port);
  stops.push(() => northWires.stop());
}, startMs);
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

async function send(from: Node, to: Node): Promise<string> {
  const { messageId } = await from.exchange.accept({
    bytes: Uint8Array.from(documentForTests({ sender: from.own, receiver: to.own })),
    senderHerId: from.own.herId,
    receiverHerIds: [to.own.herId],
    transport: 'edi-api',
    submittedBy: from.actor,
  });
  return messageId;
}

async function arrivedAt({ exchange, own, actor }: Node): Promise<string[]> {
  const feed = await exchange.notifications({ herIds: [own.herId], after: 0, limit: 1_000 }, actor);
  return feed.filter(({ kind }) => kind === 'NewMessage').map(({ messageId }) => messageId);
}

async function sendWhatIsDue(): Promise<void> {
  for (const { exchange } of [north, south]) await Promise.all(await exchange.deliverDue());
}

/** What is due goes, again and again, until what is looked at is as expected. */
function until(look: () => Promise<unknown>) {
  const sendAndLook = () => sendWhatIsDue().then(look);
  return expect.poll(sendAndLook, { timeout: waitMs, interval: 100 });
}

async function receivedAt({ database }: Node, outcome: string): Promise<number> {
  const { rowCount } = await database.pool.query('select from ebxml.received where outcome = $1', [outcome]);
  return rowCount ?? 0;
}

function needsServers(context: TestContext): void {
  context.skip(missing !== undefined, missing);
}

test('documents go both ways, each is acknowledged and answered, and none is lost or doubled', async (context) => {
  needsServers(context);
  const sent: { from: Node; messageId: string }[] = [];
  for (let at = 0; at < lettersEachWay; at++) {
    sent.push(
      { from: north, messageId: await send(north, south) },
      { from: south, messageId: await send(south, north) },
    );
  }
  for (const node of [north, south]) {
    await until(async () => (await arrivedAt(node)).length).toBe(lettersEachWay);
    for (const originalMessageId of await arrivedAt(node))
      await node.exchange.answer({ originalMessageId, receiverHerId: node.own.herId, status: 'ok' }, node.actor);
  }
  for (const { from, messageId } of sent) {
    const status = async () => (await from.exchange.getStatuses(messageId, from.actor))[0];
    await until(status).toMatchObject({ transport: 'acknowledged', business: 'approved' });
    const kinds = await from.kindsOf(messageId);
    expect(kinds.filter((kind) => kind === 'acknowledged' || kind === 'receipt-matched')).toHaveLength(2);
  }
  for (const node of [north, south]) {
    expect(await arrivedAt(node)).toHaveLength(lettersEachWay);
    // One acknowledgment of each letter and of each receipt.
    await until(() => receivedAt(node, 'matched')).toBe(2 * lettersEachWay);
  }
}, 60_000);

test('a greylisted letter goes when it is tried again', async (context) => {
  needsServers(context);
  const before = (await arrivedAt(south)).length;
  toPutOff = 1;
  const messageId = await send(north, south);
  await sendWhatIsDue();
  expect(toPutOff).toBe(0);
  expect(await north.kindsOf(messageId)).not.toContain('transferred');
  clock.now = hoursLater(0.1);
  await until(() => north.kindsOf(messageId)).toContain('acknowledged');
  expect(await arrivedAt(south)).toHaveLength(before + 1);
}, 30_000);

test('a bounce by Postfix itself ends the letter that it names', async (context) => {
  needsServers(context);
  const way = office.route;
  // What the register said of the address was wrong: the far end knows nobody there.
  office.route = () => {
    const sender = way('');
    return sender && { send: (mail) => sender.send({ ...mail, to: ['borte@edi.sor.example'] }) };
  };
  const messageId = await send(north, south);
  await sendWhatIsDue();
  office.route = way;
  const status = async () => (await north.exchange.getStatuses(messageId, north.actor))[0];
  await until(status).toMatchObject({ transport: 'rejected' });
  expect(await receivedAt(north, 'bounce')).toBe(1);
}, 30_000);

test('the same mail once more gets the same acknowledgment, and nothing is delivered', async (context) => {
  needsServers(context);
  const [there, here] = [(await arrivedAt(south)).length, (await arrivedAt(north)).length];
  const letter = office.sent.find(({ to }) => to.includes(gpOffice.ediAddress));
  if (!letter) throw new TypeError('letters have gone to the south');
  const sentBefore = office.sent.length;
  await office.sender.send(letter);
  await until(() => receivedAt(south, 'duplicate')).toBe(1);
  await until(async () => office.sent.length).toBe(sentBefore + 2);
  const again = office.sent.at(-1)?.bytes;
  expect(office.sent.slice(0, sentBefore).some(({ bytes }) => again && Buffer.compare(bytes, again) === 0)).toBe(true);
  expect(await arrivedAt(south)).toHaveLength(there);
  expect(await arrivedAt(north)).toHaveLength(here);
}, 30_000);

test('a crash between storing a mail and deleting it loses nothing and doubles nothing', async (context) => {
  needsServers(context);
  const before = (await arrivedAt(north)).length;
  await northWires.stop();
  northWires = await fetchThrough(await listening(cutting));
  const messageId = await send(south, north);
  await until(async () => (await arrivedAt(north)).length).toBe(before + 1);
  await until(async () => cuts).toBeGreaterThan(0);
  // A process that was killed remembers nothing of what it had fetched.
  await northWires.stop();
  const doubles = await receivedAt(north, 'duplicate');
  northWires = await fetchThrough(dovecot.pop3Port);
  await until(() => receivedAt(north, 'duplicate')).toBeGreaterThan(doubles);
  await until(() => south.kindsOf(messageId)).toContain('acknowledged');
  expect(await arrivedAt(north)).toHaveLength(before + 1);
}, 30_000);
