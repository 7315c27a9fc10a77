import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { AcknowledgmentMismatch, AcknowledgmentUnknown, type Transport } from '../index.ts';
import { gpOffice, hospital, nursingHome } from '../sample-dialog.ts';
import { approval, atGpOffice, atHospital, openTestExchange, submission } from '../test-exchange.ts';
import { createTestTransport, digestOfSent, openPartner } from './partner-for-tests.ts';

const [partner, other] = [await openPartner(), await openPartner()];
const transport = createTestTransport(
  new Map([
    [gpOffice.herId, partner],
    [nursingHome.herId, other],
  ]),
  2_000,
);
/** What is done between the sending and our own note of it. */
let meanwhile: (envelopeId: string) => Promise<void> = async () => undefined;
const watched: Transport = {
  ...transport,
  async deliver(delivery, signal) {
    const outcome = await transport.deliver(delivery, signal);
    await meanwhile(delivery.envelopeId);
    return outcome;
  },
};
const { exchange, clock, kindsOf } = await openTestExchange(undefined, {
  transports: [watched],
  pushedTo: [gpOffice.herId, nursingHome.herId],
});
const start = new Date('2026-03-02T08:00:00Z');
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);

beforeEach(async () => {
  // What earlier tests left open is given up, so that it is not sent again in this one.
  clock.now = hours(1_000);
  await deliverDue();
  clock.now = start;
  meanwhile = async () => undefined;
  for (const each of [partner, other]) Object.assign(each, { manner: 'acknowledges-later' }).received.length = 0;
});
afterAll(() => Promise.all([partner.close(), other.close()]));

async function deliverDue(): Promise<void> {
  for (let started = await exchange.deliverDue(); started.length > 0; started = await exchange.deliverDue()) {
    await Promise.all(started);
  }
}

async function transportOf(messageId: string) {
  const [status] = await exchange.getStatuses(messageId, atHospital);
  return status && { sent: status.isSent, transport: status.transport, late: status.isTransportLate };
}

/** The GP office's message handler acknowledges what it was sent first. */
function acknowledgment(overrides = {}) {
  const [{ envelopeId = '', digest = '' } = {}] = partner.received;
  const fromHerId = gpOffice.herId;
  return { transport: 'test-push', envelopeId, acknowledgmentId: 'ack-1', fromHerId, digests: [digest], ...overrides };
}

describe('S1 the same document again', () => {
  test('is pushed to the partner once, however often it comes', async () => {
    const sent = submission();
    const { messageId } = await exchange.accept(sent);
    await deliverDue();
    expect(await exchange.accept(sent)).toMatchObject({ messageId, isDuplicate: true });
    await deliverDue();
    expect(partner.received).toHaveLength(1);
    expect(Buffer.compare(partner.received[0]?.bytes ?? Buffer.alloc(0), Buffer.from(sent.bytes))).toBe(0);
  });
});

describe('S2 the acknowledgment is lost', () => {
  test('the same envelope is sent again after 12 hours, and the acknowledgment of that closes the leg', async () => {
    const { messageId } = await exchange.accept(submission());
    await deliverDue();
    clock.now = hours(11.9);
    await deliverDue();
    expect(partner.received).toHaveLength(1);
    clock.now = hours(12);
    await deliverDue();
    const [first, second] = partner.received;
    expect(second).toEqual(first);
    expect((await exchange.trace(first?.envelopeId ?? '')).map(({ message }) => message.id)).toEqual([messageId]);
    expect(await exchange.acknowledge(acknowledgment())).toBe('new');
    expect(await transportOf(messageId)).toEqual({ sent: true, transport: 'acknowledged', late: false });
    expect(await kindsOf(messageId)).toEqual(['accepted', 'routed', 'transferred', 'resent', 'acknowledged']);
    clock.now = hours(24);
    await deliverDue();
    expect(partner.received).toHaveLength(2);
  });

  test('an acknowledgment that comes twice counts once', async () => {
    const { messageId } = await exchange.accept(submission());
    await deliverDue();
    expect(await exchange.acknowledge(acknowledgment())).toBe('new');
    expect(await exchange.acknowledge(acknowledgment())).toBe('repeated');
    expect((await kindsOf(messageId)).filter((kind) => kind === 'acknowledged')).toHaveLength(1);
  });
});

describe('S3 no acknowledgment at all', () => {
  test('it is sent at 0, 12, 24, 36, 48 and 60 hours, given up after 72, and the sender is told', async () => {
    const { messageId } = await exchange.accept(submission());
    const sendings: number[] = [];
    for (let hour = 0; hour <= 100; hour++) {
      clock.now = hours(hour);
      const before = partner.received.length;
      await deliverDue();
      await exchange.watchDeadlines();
      if (partner.received.length > before) sendings.push(hour);
    }
    expect(sendings).toEqual([0, 12, 24, 36, 48, 60]);
    expect(await transportOf(messageId)).toEqual({ sent: true, transport: 'abandoned', late: false });
    const feed = await exchange.notifications({ herIds: [hospital.herId], after: 0, limit: 1_000 }, atHospital);
    const told = feed.filter((entry) => entry.messageId === messageId).map(({ kind }) => kind);
    // Sent; given up after 72 hours; not answered after 96.
    expect(told).toEqual(['MessageSentStateUpdated', 'MessageDeliveryStateUpdated', 'MessageDeliveryStateUpdated']);

    // A late word still counts, and is shown as late.
    expect(await exchange.acknowledge(acknowledgment())).toBe('new');
    expect(await transportOf(messageId)).toEqual({ sent: true, transport: 'acknowledged', late: true });
  });

  test('an answer from the receiver is word enough, and nothing more is sent', async () => {
    const { messageId } = await exchange.accept(submission());
    await deliverDue();
    await exchange.answer(approval(messageId), atGpOffice);
    clock.now = hours(12);
    await deliverDue();
    expect(partner.received).toHaveLength(1);
    expect(await transportOf(messageId)).toMatchObject({ transport: 'acknowledged' });
  });
});

describe('S4 a list of warnings', () => {
  test('counts as an acknowledgment, matched by the envelope’s id, and says so', async () => {
    const { messageId } = await exchange.accept(submission());
    await deliverDue();
    const warning = acknowledgment({ severity: 'warning', digests: [], codes: ['OtherXml'] });
    expect(await exchange.acknowledge(warning)).toBe('new');
    expect(await transportOf(messageId)).toMatchObject({ transport: 'acknowledged' });
    const [traced] = await exchange.trace(messageId);
    expect(traced?.events.at(-1)).toMatchObject({ proof: { matchedBy: ['envelope-id'], warnings: ['OtherXml'] } });
  });

  test('a list of errors is a rejection: the sender is told, and nothing more is sent', async () => {
    const { messageId } = await exchange.accept(submission());
    await deliverDue();
    await exchange.acknowledge(acknowledgment({ severity: 'error', codes: ['SecurityFailure'], digests: [] }));
    expect(await transportOf(messageId)).toEqual({ sent: true, transport: 'rejected', late: false });
    const feed = await exchange.notifications({ herIds: [hospital.herId], after: 0, limit: 1_000 }, atHospital);
    expect(feed.at(-1)).toMatchObject({ kind: 'RefusedMessage', messageId, triggeredByHerId: gpOffice.herId });
    clock.now = hours(12);
    await deliverDue();
    expect(partner.received).toHaveLength(1);
  });

  test('a refusal in the same breath is one as well, and was never sent', async () => {
    partner.manner = 'refuses';
    const { messageId } = await exchange.accept(submission());
    await deliverDue();
    expect(await transportOf(messageId)).toEqual({ sent: false, transport: 'rejected', late: false });
  });
});

describe('S5 the acknowledgment comes before our own note of the sending', () => {
  test('it is kept, and matched when the note is there', async () => {
    const { messageId } = await exchange.accept(submission());
    meanwhile = async () => {
      expect(await exchange.acknowledge(acknowledgment())).toBe('kept');
      expect(await transportOf(messageId)).toMatchObject({ sent: false, transport: 'unconfirmed' });
    };
    await deliverDue();
    expect(await transportOf(messageId)).toEqual({ sent: true, transport: 'acknowledged', late: false });
    expect(await kindsOf(messageId)).toEqual(['accepted', 'routed', 'transferred', 'acknowledged']);
  });

  test('one that names other digests is not matched then either', async () => {
    const { messageId } = await exchange.accept(submission());
    meanwhile = async () => void (await exchange.acknowledge(acknowledgment({ digests: ['noe annet'] })));
    await deliverDue();
    expect(await transportOf(messageId)).toMatchObject({ sent: true, transport: 'unconfirmed' });
  });
});

describe('an acknowledgment', () => {
  test('in the same breath is matched by its digests like any other', async () => {
    partner.manner = 'acknowledges';
    const { messageId } = await exchange.accept(submission());
    await deliverDue();
    expect(await transportOf(messageId)).toMatchObject({ sent: true, transport: 'acknowledged' });
  });

  test.each([
    ['other digests than were sent', { digests: [digestOfSent(Buffer.from('noe annet'))] }, AcknowledgmentMismatch],
    ['no digests', { digests: [] }, AcknowledgmentMismatch],
    ['somebody else as its sender', { fromHerId: nursingHome.herId }, AcknowledgmentMismatch],
    ['another transport', { transport: 'ebxml' }, AcknowledgmentUnknown],
    ['an envelope that was never sent', { envelopeId: '00000000-0000-4000-8000-000000000000' }, AcknowledgmentUnknown],
    ['an id of another form', { envelopeId: '<x@y>' }, AcknowledgmentUnknown],
  ])('with %s is refused, and the message stays unconfirmed', async (_what, overrides, failure) => {
    const { messageId } = await exchange.accept(submission());
    await deliverDue();
    await expect(exchange.acknowledge(acknowledgment(overrides))).rejects.toThrow(failure);
    expect(await transportOf(messageId)).toMatchObject({ transport: 'unconfirmed' });
  });
});

describe('a partner in trouble', () => {
  test('is tried again, sooner first and then more seldom, and nothing is claimed meanwhile', async () => {
    partner.manner = 'is-broken';
    const { messageId } = await exchange.accept(submission());
    await deliverDue();
    await deliverDue();
    expect(partner.received).toHaveLength(1);
    expect(await transportOf(messageId)).toMatchObject({ sent: false, transport: 'unconfirmed' });
    clock.now = new Date(start.getTime() + 40_000);
    partner.manner = 'acknowledges';
    await deliverDue();
    expect(await transportOf(messageId)).toMatchObject({ sent: true, transport: 'acknowledged' });
    const [traced] = await exchange.trace(messageId);
    expect(traced?.events.find(({ kind }) => kind === 'attempted')).toMatchObject({ proof: { reason: 'http-503' } });
  });

  test('that hangs fills its own places, and another partner’s documents go at once', async () => {
    partner.manner = 'hangs';
    other.manner = 'acknowledges';
    for (let count = 0; count < 12; count++) await exchange.accept(submission());
    const hanging = await exchange.deliverDue();
    expect(hanging).toHaveLength(4);

    const toOther = submission({ receiver: nursingHome }, { receiverHerIds: [nursingHome.herId] });
    const { messageId } = await exchange.accept(toOther);
    const started = await exchange.deliverDue();
    expect(started).toHaveLength(1);
    await Promise.all(started);
    expect(await transportOf(messageId)).toMatchObject({ transport: 'acknowledged' });
    await Promise.all(hanging);
  });
});

describe('several receivers', () => {
  test('have a leg each: one acknowledges what another refuses', async () => {
    other.manner = 'refuses';
    partner.manner = 'acknowledges';
    const { messageId } = await exchange.accept(submission({ copyTo: nursingHome }));
    await deliverDue();
    const statuses = await exchange.getStatuses(messageId, atHospital);
    expect(statuses.map(({ receiverHerId, transport: state }) => [receiverHerId, state])).toEqual([
      [gpOffice.herId, 'acknowledged'],
      [nursingHome.herId, 'rejected'],
    ]);
    expect(partner.received[0]?.envelopeId).not.toBe(other.received[0]?.envelopeId);
  });
});
