import { randomBytes, randomUUID } from 'node:crypto';
import { testDatabase } from '@samband/testing';
import { describe, expect, test } from 'vitest';
import { readContent } from './content.ts';
import { createFinishReceived, type EnvelopeKey, type Finish, findEnvelope } from './finish-received.ts';
import { ebxmlMigrations } from './migrations.ts';
import { createOutbox } from './outbox.ts';
import { findOutgoing, type Outgoing, packOutgoing } from './outgoing.ts';
import { createStoreReceived, takeDueReceived } from './received-store.ts';
import { createReceiving } from './receiving.ts';
import type { SendOutcome } from './sending.ts';

const database = await testDatabase([ebxmlMigrations]);
const start = new Date('2026-03-02T08:00:00Z');
const clock = { now: start };
const now = () => clock.now;
const later = (ms: number) => new Date(start.getTime() + ms);
const mail = (text: string) => Buffer.from(`Subject: prøve\r\n\r\n${text}\r\n`, 'latin1');

const finishReceived = createFinishReceived(database);
const storeReceived = createStoreReceived(database);
const store = (text = 'hei') => storeReceived({ wire: 'smtp', bytes: mail(text) }, now(), later(60_000));

function keyOf(envelopeId: string, digests = ['en']): EnvelopeKey {
  const names = { conversationId: 'samtale', service: 'S-X', action: 'X', fromRole: undefined, toRole: undefined };
  return { envelopeId, fromHerId: 1, toHerId: 2, cpaId: '1_2', digests, ...names };
}

function signal(overrides: Partial<Outgoing> = {}): Outgoing {
  const id = randomUUID();
  return {
    id,
    kind: 'acknowledgment',
    fromHerId: 2,
    toHerId: 1,
    uri: 'mailto:en@edi.example',
    mailFrom: 'to@edi.example',
    mailId: `${id}@edi.example`,
    cpaId: '1_2',
    conversationId: 'samtale',
    aboutId: undefined,
    digests: [],
    bytes: mail('kvittering'),
    ...overrides,
  };
}

const accepted = (key: EnvelopeKey): Finish => ({
  was: { kind: 'payload' },
  outcome: 'accepted',
  key,
});

describe('what came in', () => {
  test.each([
    ['of a few bytes', 20],
    ['that does not get smaller', 3_000],
    ['of a megabyte', 1_048_576],
  ])('%s is there byte for byte', async (_what, size) => {
    const bytes = size === 3_000 ? randomBytes(size) : Buffer.alloc(size, 'æ\r\n', 'latin1');
    const { id } = await storeReceived({ wire: 'smtp', bytes }, now(), now());
    expect(Buffer.compare((await readContent(database, id)) ?? Buffer.alloc(0), bytes)).toBe(0);
  });

  test('is taken by one at a time, and comes back when the lease of whoever took it has ended', async () => {
    const { id } = await store();
    expect(await takeDueReceived(database, later(59_000), later(120_000), 100)).not.toContainEqual(
      expect.objectContaining({ id }),
    );
    const [again] = (await takeDueReceived(database, later(60_000), later(120_000), 100)).filter(
      (each) => each.id === id,
    );
    expect(again).toMatchObject({ id, attempts: 2, wire: 'smtp' });
    // Whoever took it first is too late to say what became of it.
    const late = { ...again, attempts: 1 } as NonNullable<typeof again>;
    expect(await finishReceived(late, { was: { kind: 'unreadable' }, outcome: 'logged' }, now())).toBe(false);
  });

  test('that could not be worked on is taken up again, later and later', async () => {
    const worked: string[] = [];
    const receiving = createReceiving(
      database,
      async (taken) => {
        // What earlier tests have left is due as well.
        if (taken.wire === 'pop3') worked.push(taken.id);
        if (taken.wire === 'pop3' && worked.length < 3) throw new Error('the register is away');
        await finishReceived(taken, { was: { kind: 'unreadable' }, outcome: 'logged' }, now());
      },
      now,
    );
    clock.now = later(1_000_000);
    const { id, done } = await receiving.take({ wire: 'pop3', bytes: mail('en gang til') });
    await done;
    await receiving.takeUp();
    await receiving.settled();
    expect(worked).toEqual([id]);
    clock.now = later(1_005_000);
    await receiving.takeUp();
    await receiving.settled();
    clock.now = later(1_015_000);
    await receiving.takeUp();
    await receiving.settled();
    expect(worked).toEqual([id, id, id]);
    clock.now = later(9_000_000);
    await receiving.takeUp();
    await receiving.settled();
    expect(worked).toHaveLength(3);
    clock.now = start;
  });
});

describe('the duplicate key', () => {
  test('lets one of those win that come at the same time, and the others write nothing', async () => {
    const envelopeId = randomUUID();
    const all = await Promise.all(Array.from({ length: 8 }, () => store()));
    const answers = await Promise.all(all.map(() => packOutgoing(signal(), now())));
    const other = finishReceived(await store(), accepted(keyOf(randomUUID())), now());
    const won = await Promise.all(
      all.map((taken, at) =>
        finishReceived(taken, { ...accepted(keyOf(envelopeId)), answers: answers.slice(at, at + 1) }, now()),
      ),
    );
    expect(await other).toBe(true);
    expect(won.filter(Boolean)).toHaveLength(1);
    const winner = won.indexOf(true);
    expect(await findEnvelope(database, keyOf(envelopeId))).toMatchObject({
      receivedId: all[winner]?.id,
      digests: ['en'],
      answerId: answers[winner]?.id,
    });
    const kept = await Promise.all(answers.map(({ id }) => findOutgoing(database, id)));
    expect(kept.filter(Boolean)).toHaveLength(1);
  });

  test('knows parties and agreement too: the same id from another sender is another message', async () => {
    const envelopeId = randomUUID();
    expect(await finishReceived(await store(), accepted(keyOf(envelopeId)), now())).toBe(true);
    const other = { ...keyOf(envelopeId), fromHerId: 3 };
    expect(await finishReceived(await store(), accepted(other), now())).toBe(true);
  });
});

describe('the outbox', () => {
  const sent: Buffer[] = [];
  let outcome: SendOutcome = { kind: 'sent' };
  const outbox = createOutbox(
    database,
    {
      send: async ({ bytes }) => {
        sent.push(bytes);
        return outcome;
      },
    },
    now,
  );
  const sendDue = () => outbox.sendDue(new AbortController().signal);

  async function answered(overrides: Partial<Outgoing> = {}) {
    const answer = await packOutgoing(signal(overrides), now());
    await finishReceived(await store(), { ...accepted(keyOf(randomUUID())), answers: [answer] }, now());
    sent.length = 0;
    return answer;
  }

  test('sends a signal once, and the same bytes when a duplicate asks for it', async () => {
    await sendDue();
    const { id } = await answered();
    await sendDue();
    await sendDue();
    expect(sent.map(String)).toEqual([mail('kvittering').toString()]);
    await finishReceived(await store(), { was: { kind: 'payload' }, outcome: 'duplicate', againId: id }, now());
    await sendDue();
    expect(sent.map(String)).toEqual([mail('kvittering').toString(), mail('kvittering').toString()]);
  });

  test('tries for three days what is not taken, and not what is refused for good', async () => {
    await sendDue();
    outcome = { kind: 'failed', reason: 'greylisted' };
    await answered();
    for (let hour = 0; hour < 80; hour++) {
      clock.now = later(hour * 3_600_000);
      await sendDue();
    }
    expect(sent.length).toBeGreaterThan(60);
    const before = sent.length;
    clock.now = later(200 * 3_600_000);
    await sendDue();
    expect(sent).toHaveLength(before);
    outcome = { kind: 'refused', reason: '550' };
    await answered();
    await sendDue();
    clock.now = later(300 * 3_600_000);
    await sendDue();
    expect(sent).toHaveLength(1);
    clock.now = start;
  });

  test('sends nothing that goes in the answer to a post', async () => {
    outcome = { kind: 'sent' };
    await sendDue();
    await answered({ uri: 'response:' });
    await sendDue();
    expect(sent).toHaveLength(0);
  });
});
