import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { documentForTests, gpOffice, hospital } from '../document-for-tests.ts';
import { clock, hoursLater, openNode, openPostOffice } from '../nodes-for-tests.ts';
import { signalFrom } from './signals-for-tests.ts';

const office = openPostOffice();
const [north, south] = await Promise.all([openNode(hospital, office), openNode(gpOffice, office)]);
const isFrom = (address: string) => (mail: { from: string }) => mail.from === address;

beforeEach(async () => {
  // What an earlier test has left open is given up.
  office.fate = () => 'lost';
  clock.now = hoursLater(2_000);
  await north.sendDue();
  await south.sendDue();
  clock.now = hoursLater(0);
  office.fate = () => 'delivered';
  office.meanwhile = async () => undefined;
  office.sent.length = 0;
});

async function sendLetter(wanted = {}) {
  const { messageId } = await north.exchange.accept({
    bytes: Uint8Array.from(documentForTests(wanted)),
    senderHerId: hospital.herId,
    receiverHerIds: [gpOffice.herId],
    transport: 'edi-api',
    submittedBy: north.actor,
  });
  await north.sendDue();
  return messageId;
}

async function arrivedAtSouth(): Promise<number> {
  const feed = await south.exchange.notifications({ herIds: [gpOffice.herId], after: 0, limit: 1_000 }, south.actor);
  return feed.filter(({ kind }) => kind === 'NewMessage').length;
}

async function transportOf(messageId: string) {
  const [status] = await north.exchange.getStatuses(messageId, north.actor);
  return status?.transport;
}

/** The same mail once more, as a relay does that tries again. */
async function deliverAgain(mail: { from: string; to: readonly string[]; bytes: Uint8Array }, node = south) {
  const { done, id } = await node.ebxml.receiving.take({
    wire: 'smtp',
    bytes: mail.bytes,
    mailFrom: mail.from,
    mailTo: mail.to,
  });
  await done;
  return node.outcomeOf(id);
}

describe('S1 the same MessageId again', () => {
  test('with the same digests gets the same acknowledgment, byte for byte, and nothing is delivered', async () => {
    await sendLetter();
    await south.sendDue();
    const [letter, acknowledgment] = office.sent;
    const before = await arrivedAtSouth();
    expect(letter && (await deliverAgain(letter))).toMatchObject({ outcome: 'duplicate' });
    await south.sendDue();
    expect(office.sent).toHaveLength(3);
    expect(office.sent[2]?.bytes).toEqual(acknowledgment?.bytes);
    expect(await arrivedAtSouth()).toBe(before);
  });

  test('with other digests is a false reunion: refused, told of, and the first one stands', async () => {
    await sendLetter();
    await south.sendDue();
    const [letter] = office.sent;
    const envelopeId = south.envelopeIdOf(letter?.bytes);
    const forged = await north.letterWith(envelopeId, documentForTests({ text: 'Noe annet.' }));
    const before = await arrivedAtSouth();
    const refused = await deliverAgain({ from: hospital.ediAddress, to: [gpOffice.ediAddress], bytes: forged });
    expect(refused).toMatchObject({ outcome: 'false-reunion', codes: ['Inconsistent'] });
    expect(await arrivedAtSouth()).toBe(before);
  });
});

describe('S2 the acknowledgment is lost', () => {
  test('the same mail goes again after 12 hours, and is answered by the same acknowledgment', async () => {
    office.fate = (mail) => (isFrom(gpOffice.ediAddress)(mail) ? 'lost' : 'delivered');
    const messageId = await sendLetter();
    await south.sendDue();
    expect(await transportOf(messageId)).toBe('unconfirmed');
    office.fate = () => 'delivered';
    clock.now = hoursLater(12);
    await north.sendDue();
    await south.sendDue();
    const [first, lost, second, acknowledgment] = office.sent;
    expect(second?.bytes).toEqual(first?.bytes);
    expect(acknowledgment?.bytes).toEqual(lost?.bytes);
    expect(await north.kindsOf(messageId)).toEqual(['accepted', 'routed', 'transferred', 'resent', 'acknowledged']);
  });

  test('nothing is sent again when the acknowledgment waits in the mailbox', async () => {
    office.fate = (mail) => (isFrom(gpOffice.ediAddress)(mail) ? 'lost' : 'delivered');
    const messageId = await sendLetter();
    await south.sendDue();
    const [, waiting] = office.sent;
    north.ebxml.onLookForMail(async () => {
      if (waiting) await north.ebxml.receiving.take({ wire: 'pop3', bytes: waiting.bytes });
    });
    clock.now = hoursLater(12);
    await north.sendDue();
    expect(office.sent).toHaveLength(2);
    expect(await north.kindsOf(messageId)).toEqual(['accepted', 'routed', 'transferred', 'acknowledged']);
    north.ebxml.onLookForMail(async () => undefined);
  });
});

describe('S3 no acknowledgment at all', () => {
  test('the same mail goes at 0, 12, 24, 36, 48 and 60 hours; after 72 the sender is told that it was given up', async () => {
    office.fate = () => 'lost';
    const messageId = await sendLetter();
    const hours: number[] = [0];
    for (let hour = 1; hour <= 80; hour++) {
      clock.now = hoursLater(hour);
      const before = office.sent.length;
      await north.sendDue();
      await north.exchange.watchDeadlines();
      if (office.sent.length > before) hours.push(hour);
    }
    expect(hours).toEqual([0, 12, 24, 36, 48, 60]);
    expect(new Set(office.sent.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))).size).toBe(1);
    expect(await transportOf(messageId)).toBe('abandoned');
  });
});

describe('S4 a list of warnings', () => {
  test('counts as an acknowledgment, and a list of errors as a refusal', async () => {
    office.fate = () => 'lost';
    const warned = await sendLetter();
    const refused = await sendLetter();
    const [first, second] = office.sent;
    await deliverAgain(signalFrom(gpOffice, first?.bytes, 'Warning', 'OtherXml'), north);
    await deliverAgain(signalFrom(gpOffice, second?.bytes, 'Error', 'SecurityFailure'), north);
    expect(await transportOf(warned)).toBe('acknowledged');
    expect(await transportOf(refused)).toBe('rejected');
    const [traced] = await north.exchange.trace(warned);
    expect(traced?.events.at(-1)).toMatchObject({ proof: { warnings: ['OtherXml'], matchedBy: ['envelope-id'] } });
  });

  test('signed by another than the receiver it says nothing', async () => {
    office.fate = () => 'lost';
    const messageId = await sendLetter();
    const forged = signalFrom(hospital, office.sent[0]?.bytes, 'Error', 'Unknown');
    expect(await deliverAgain(forged, north)).toMatchObject({ outcome: 'unmatched' });
    expect(await transportOf(messageId)).toBe('unconfirmed');
  });
});

describe('S5 the acknowledgment comes before our own note of the sending', () => {
  test('it is kept, and matched when the note is there', async () => {
    office.meanwhile = async () => {
      office.meanwhile = async () => undefined;
      await office.settled();
      await south.ebxml.outbox.sendDue(new AbortController().signal);
      await office.settled();
    };
    const messageId = await sendLetter();
    expect(office.sent).toHaveLength(2);
    expect(await north.kindsOf(messageId)).toEqual(['accepted', 'routed', 'transferred', 'acknowledged']);
  });
});

describe('S15 what mail servers say', () => {
  const bounceOf = (mailId: string, status: string, action: string) =>
    Buffer.from(
      [
        'From: MAILER-DAEMON@edi.sor.example',
        `To: ${hospital.ediAddress}`,
        'Subject: Undelivered Mail Returned to Sender',
        `Message-ID: <${randomUUID()}@edi.sor.example>`,
        'Date: Mon, 02 Mar 2026 09:00:00 +0100',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'I am sorry.',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; edi.sor.example',
        '',
        `Final-Recipient: rfc822; ${gpOffice.ediAddress}`,
        `Action: ${action}`,
        `Status: ${status}`,
        '',
        '--b',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: <${mailId}>`,
        `From: ${hospital.ediAddress}`,
        '',
        '--b--',
        '',
      ].join('\r\n'),
    );

  test('a bounce is matched to its message, which is then refused; a delay is not', async () => {
    office.fate = () => 'lost';
    const messageId = await sendLetter();
    const mailId = await north.mailIdOf(messageId);
    const asMail = (bytes: Buffer) => ({ from: '', to: [hospital.ediAddress], bytes });
    expect(await deliverAgain(asMail(bounceOf(mailId, '4.4.1', 'delayed')), north)).toMatchObject({
      outcome: 'bounce',
    });
    expect(await transportOf(messageId)).toBe('unconfirmed');
    expect(await deliverAgain(asMail(bounceOf(`${mailId}x`, '5.1.1', 'failed')), north)).toMatchObject({
      outcome: 'unmatched',
    });
    expect(await deliverAgain(asMail(bounceOf(mailId, '5.1.1', 'failed')), north)).toMatchObject({ outcome: 'bounce' });
    expect(await transportOf(messageId)).toBe('rejected');
    const [traced] = await north.exchange.trace(messageId);
    expect(traced?.events.at(-1)).toMatchObject({ proof: { codes: ['DeliveryFailure', '5.1.1'] } });
  });

  test('a SOAP Fault is matched by the mail that it answers', async () => {
    office.fate = () => 'lost';
    const messageId = await sendLetter();
    const { writeSoapFault } = await import('../messages/write-soap-fault.ts');
    const { bytes } = writeSoapFault({
      code: 'Client',
      text: 'What came could not be read',
      mail: {
        from: gpOffice.ediAddress,
        to: hospital.ediAddress,
        messageId: `<${randomUUID()}@edi.sor.example>`,
        date: clock.now,
        inReplyTo: `<${await north.mailIdOf(messageId)}>`,
      },
    });
    await deliverAgain({ from: gpOffice.ediAddress, to: [hospital.ediAddress], bytes }, north);
    expect(await transportOf(messageId)).toBe('rejected');
  });
});

describe('S16 a crash between storing a mail and deleting it', () => {
  test('the mail comes again when it is fetched again, and nothing is lost or doubled', async () => {
    const before = await arrivedAtSouth();
    office.fate = () => 'lost';
    await sendLetter();
    const [letter] = office.sent;
    if (!letter) throw new TypeError('no letter was sent');
    const fetched = { wire: 'pop3', bytes: letter.bytes } as const;
    await (await south.ebxml.receiving.take(fetched)).done;
    await (await south.ebxml.receiving.take(fetched)).done;
    expect(await arrivedAtSouth()).toBe(before + 1);
  });

  test('what was stored and not worked on is taken up when its lease has ended', async () => {
    const before = await arrivedAtSouth();
    office.fate = () => 'lost';
    await sendLetter();
    await south.storeOnly(office.sent[0]?.bytes);
    clock.now = hoursLater(1);
    await south.ebxml.receiving.takeUp();
    await south.ebxml.receiving.settled();
    expect(await arrivedAtSouth()).toBe(before + 1);
  });
});
