import { randomUUID } from 'node:crypto';
import { parseHerId } from '@samband/address-register';
import { writeReceipt } from '@samband/standards';
import { describe, expect, test } from 'vitest';
import { AddressingMismatch, FalseReunion, NotYourParty, ReceiversChanged } from './errors.ts';
import { gpOffice, hospital, nursingHome, type SampleParty, sampleDialog } from './sample-dialog.ts';
import {
  approval,
  atGpOffice,
  atHospital,
  atMunicipality,
  generatedAt,
  openTestExchange,
  submission,
} from './test-exchange.ts';

const { database, register, exchange, clock, kindsOf } = await openTestExchange();
const by = { clientId: 'test', mayChange: 'any' } as const;

/** Registers a unit below an organisation that is there. */
async function newUnit(organizationHerId: number, herId: number): Promise<SampleParty> {
  const unit = { organizationHerId, herId, name: `Enhet ${herId}` };
  const parentHerId = parseHerId(organizationHerId);
  await register.createParty({ kind: 'service', herId: parseHerId(herId), name: unit.name, parentHerId }, by);
  return unit;
}

/** A receipt that the GP office’s own system has written. */
function ownReceipt(original: Uint8Array, id: string) {
  const bytes = writeReceipt({ original, id, generatedAt: clock.now, status: 'ok', by: gpOffice.herId });
  const parties = { senderHerId: gpOffice.herId, receiverHerIds: [hospital.herId], submittedBy: atGpOffice };
  return { bytes, transport: 'edi-api' as const, ...parties };
}

describe('who a document says it is from', () => {
  test('may not be a unit of one’s own in the name of somebody else’s organisation', async () => {
    const disguised = { ...gpOffice, organizationHerId: hospital.organizationHerId };

    const sending = exchange.accept(
      submission(
        { sender: disguised, receiver: nursingHome },
        { senderHerId: gpOffice.herId, receiverHerIds: [nursingHome.herId], submittedBy: atGpOffice },
      ),
    );

    await expect(sending).rejects.toThrow(NotYourParty);
  });

  test('may be a unit with a number of its own, below the organisation that it belongs to', async () => {
    const organizationNumber = '310012122';
    const unit = { organizationHerId: hospital.organizationHerId, herId: 8100160, name: 'Poliklinikken' };
    const parentHerId = parseHerId(unit.organizationHerId);
    const { herId, name } = unit;
    await register.createParty(
      { kind: 'service', herId: parseHerId(herId), name, parentHerId, organizationNumber },
      by,
    );
    const submittedBy = { clientId: 'clinic-client', organizationNumber };

    const sending = exchange.accept(submission({ sender: unit }, { senderHerId: herId, submittedBy }));

    await expect(sending).resolves.toMatchObject({ isDuplicate: false });
  });

  test.each([
    ['two HER-ids', (her: string) => her + her.replace(String(hospital.herId), String(nursingHome.herId))],
    ['a leading zero', (her: string) => her.replace(String(hospital.herId), `0${hospital.herId}`)],
    ['a space in the number', (her: string) => her.replace(String(hospital.herId), '8100 101')],
    ['other digits', (her: string) => her.replace(String(hospital.herId), '８１００１０１')],
    ['another type of id', (her: string) => her.replace('V="HER"', 'V="HPR"')],
  ])('may not be written with %s', async (_, change) => {
    const ident = new RegExp(`<Ident><Id>${hospital.herId}</Id>.*?</Ident>`);
    const text = sampleDialog({ generatedAt }).toString();
    const bytes = Buffer.from(text.replace(ident, change));
    expect(bytes.equals(Buffer.from(text))).toBe(false);

    await expect(exchange.accept(submission({}, { bytes }))).rejects.toThrow(AddressingMismatch);
  });
});

describe('a MsgId that was used before', () => {
  test('as the id of a receipt is a false reunion, and others in the same commit are not hurt', async () => {
    const messageId = randomUUID();
    const sent = submission();
    await exchange.accept(sent);
    await exchange.accept(
      submission(
        { messageId, sender: gpOffice, receiver: hospital },
        { senderHerId: gpOffice.herId, receiverHerIds: [hospital.herId], submittedBy: atGpOffice },
      ),
    );

    const outcomes = await Promise.allSettled([
      exchange.accept(ownReceipt(sent.bytes, messageId)),
      exchange.accept(submission()),
      exchange.accept(submission()),
    ]);

    expect(outcomes[0]).toMatchObject({ status: 'rejected', reason: expect.any(FalseReunion) });
    expect(outcomes.slice(1).map((outcome) => outcome.status)).toEqual(['fulfilled', 'fulfilled']);
  });

  test('at the same moment in a document and a receipt goes to one of them', async () => {
    const messageId = randomUUID();
    const sent = submission();
    await exchange.accept(sent);

    const outcomes = await Promise.allSettled([
      exchange.accept(
        submission(
          { messageId, sender: gpOffice, receiver: hospital },
          { senderHerId: gpOffice.herId, receiverHerIds: [hospital.herId], submittedBy: atGpOffice },
        ),
      ),
      exchange.accept(ownReceipt(sent.bytes, messageId)),
    ]);

    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toBeInstanceOf(FalseReunion);
  });

  test('is refused when the same document is now for others: it would never reach them', async () => {
    const sent = submission({ copyTo: nursingHome }, { receiverHerIds: [gpOffice.herId] });
    const { messageId } = await exchange.accept(sent);

    for (const receiverHerIds of [[gpOffice.herId, nursingHome.herId], [nursingHome.herId]]) {
      await expect(exchange.accept({ ...sent, receiverHerIds })).rejects.toThrow(ReceiversChanged);
    }
    expect(await exchange.accept(sent)).toMatchObject({ messageId, isDuplicate: true });
  });
});

describe('an answer that is given many times at once', () => {
  test('is one receipt, and everybody gets its id', async () => {
    const { messageId } = await exchange.accept(submission());

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => exchange.answer(approval(messageId), atGpOffice)),
    );

    expect(new Set(answers.map((answer) => answer.messageId)).size).toBe(1);
  });
});

describe('evidence', () => {
  test('that an answer was seen is not put on messages that only name the receipt', async () => {
    const { messageId } = await exchange.accept(submission());
    const receipt = await exchange.answer(approval(messageId), atGpOffice);
    const named = await exchange.accept(submission({ messageId: receipt.messageId }));
    const inConversation = await exchange.accept(
      submission({ conversation: { parent: receipt.messageId, first: receipt.messageId } }),
    );

    await exchange.readBusinessDocument(receipt.messageId, atHospital);

    expect(await kindsOf(messageId)).toContain('receipt-seen');
    expect(await kindsOf(named.messageId)).toEqual(['accepted', 'delivered']);
    expect(await kindsOf(inConversation.messageId)).toEqual(['accepted', 'delivered']);
  });

  test('of the answer is found however often the document has been read', { timeout: 60_000 }, async () => {
    const { messageId } = await exchange.accept(submission());
    await database.pool.query(
      `with head as (select event_sequence from exchange.take_numbers(6000, null))
       insert into exchange.event (sequence, message_id, receiver_her_id, kind, occurred_at, proof)
       select head.event_sequence + n, $1, $2, 'fetched', now(), '{}'::jsonb from head, generate_series(1, 6000) as n`,
      [messageId, gpOffice.herId],
    );

    await exchange.answer(approval(messageId), atGpOffice);
    const [status] = await exchange.getStatuses(messageId, atHospital);
    const [traced] = await exchange.trace(messageId, atHospital);

    expect(status).toMatchObject({ business: 'approved' });
    expect(traced?.statuses).toMatchObject([{ business: 'approved' }]);
    expect(traced?.events.at(-1)?.kind).toBe('receipt-seen');
  });
});

describe('what one receiver may know of another', () => {
  test('is that it is one: neither what it answered, nor when it read', async () => {
    const { messageId } = await exchange.accept(submission({ copyTo: nursingHome }));
    await exchange.readBusinessDocument(messageId, atGpOffice);
    await exchange.answer(
      approval(messageId, { status: 'rejected', errors: [{ code: 'E10', text: 'Pasienten er flyttet' }] }),
      atGpOffice,
    );

    const statuses = await exchange.getStatuses(messageId, atMunicipality);
    const traced = await exchange.trace(messageId, atMunicipality);

    expect(statuses.map((status) => status.receiverHerId)).toEqual([nursingHome.herId]);
    expect(traced).toHaveLength(1);
    expect(traced[0]?.statuses.map((status) => status.receiverHerId)).toEqual([nursingHome.herId]);
    expect(traced[0]?.events.map((event) => [event.kind, event.receiverHerId])).toEqual([
      ['accepted', undefined],
      ['delivered', nursingHome.herId],
    ]);
  });
});

describe('an id that others use too', () => {
  test('shows one’s own messages only, and others’ cannot crowd them out', { timeout: 60_000 }, async () => {
    const first = randomUUID();
    const conversation = { parent: first, first };
    const crowd = (from: SampleParty, actor: typeof atHospital, to: SampleParty) =>
      exchange.accept(
        submission(
          { sender: from, receiver: to, conversation },
          { senderHerId: from.herId, receiverHerIds: [to.herId], submittedBy: actor },
        ),
      );
    await Promise.all(Array.from({ length: 250 }, () => crowd(nursingHome, atMunicipality, gpOffice)));
    const own = await crowd(hospital, atHospital, nursingHome);

    const seen = await exchange.trace(first, atHospital);

    expect(seen.map((traced) => traced.message.id)).toEqual([own.messageId]);
  });

  test('as MsgId of two senders is told apart, also in the answers', async () => {
    const messageId = randomUUID();
    const ours = await exchange.accept(submission({ messageId }));
    const theirs = await exchange.accept(
      submission({ messageId, sender: nursingHome }, { senderHerId: nursingHome.herId, submittedBy: atMunicipality }),
    );

    await exchange.answer(approval(theirs.messageId), atGpOffice);

    expect((await exchange.getStatuses(ours.messageId, atHospital))[0]?.business).toBe('awaiting');
    expect((await exchange.trace(messageId, atHospital)).map((traced) => traced.message.id)).toEqual([ours.messageId]);
    expect(await exchange.trace(messageId, atGpOffice)).toHaveLength(3);
  });
});

describe('a unit that has ended', () => {
  test('is sent nothing and sends nothing, but is read, and what was open is answered', async () => {
    const unit = await newUnit(hospital.organizationHerId, 8100150);
    clock.now = new Date();
    const received = await exchange.accept(
      submission(
        { sender: gpOffice, receiver: unit },
        { senderHerId: gpOffice.herId, receiverHerIds: [unit.herId], submittedBy: atGpOffice },
      ),
    );
    const lastOfUnit = submission({ sender: unit }, { senderHerId: unit.herId });
    const sent = await exchange.accept(lastOfUnit);
    await register.changeParty(parseHerId(unit.herId), { validTo: new Date(Date.now() + 5) }, by);
    await new Promise((resolve) => setTimeout(resolve, 20));

    const ended = { code: 'party-not-active' };
    await expect(exchange.accept(submission({ sender: unit }, { senderHerId: unit.herId }))).rejects.toMatchObject(
      ended,
    );
    await expect(
      exchange.accept(submission({ receiver: unit }, { receiverHerIds: [unit.herId] })),
    ).rejects.toMatchObject(ended);
    expect(await exchange.accept(lastOfUnit)).toEqual({ ...sent, isDuplicate: true });
    const feed = await exchange.notifications({ herIds: [unit.herId], after: 0, limit: 10 }, atHospital);
    expect(feed.map((entry) => entry.messageId)).toEqual([received.messageId]);
    await exchange.readBusinessDocument(received.messageId, atHospital);
    await exchange.markDownloaded(received.messageId, unit.herId, atHospital);
    await exchange.answer(approval(received.messageId, { receiverHerId: unit.herId }), atHospital);
    await exchange.answer(approval(sent.messageId), atGpOffice);
    expect((await exchange.getStatuses(received.messageId, atGpOffice))[0]?.business).toBe('approved');
    expect((await exchange.getStatuses(sent.messageId, atHospital))[0]?.business).toBe('approved');
  });
});
