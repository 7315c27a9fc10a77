import { expect, test } from 'vitest';
import type { Outcome, Transport } from '../index.ts';
import { gpOffice, nursingHome } from '../sample-dialog.ts';
import { atHospital, openTestExchange, submission } from '../test-exchange.ts';

const start = new Date('2026-03-02T08:00:00Z');
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
let outcome: (attempt: number) => Outcome = () => ({ kind: 'transferred', digests: ['d'] });
/** What a transport with agreements of its own does: it says whom it reaches, and how often what is sent is sent again. */
const transport: Transport = {
  name: 'agreed',
  reaches: ({ herId }) => herId === gpOffice.herId,
  deliver: async ({ attempt }) => outcome(attempt),
};
const { exchange, clock, kindsOf } = await openTestExchange(undefined, { transports: [transport] });

async function deliverUntil(hour: number): Promise<void> {
  for (let at = 0; at <= hour; at++) {
    clock.now = hours(at);
    for (let begun = await exchange.deliverDue(); begun.length > 0; begun = await exchange.deliverDue())
      await Promise.all(begun);
  }
}

async function accepted() {
  clock.now = start;
  return (await exchange.accept(submission({}, { envelopeId: 'en-konvolutt@edi.example' }))).messageId;
}

test('whom a transport reaches gets nothing in a mailbox, and everybody else does', async () => {
  clock.now = start;
  const { messageId } = await exchange.accept(submission({ copyTo: nursingHome }));
  const [traced] = await exchange.trace(messageId);
  const routes = traced?.events.flatMap(({ kind, receiverHerId, proof }) =>
    kind === 'routed' || kind === 'delivered'
      ? [[receiverHerId, kind, (proof as { transport: string }).transport]]
      : [],
  );
  expect(routes).toEqual([
    [gpOffice.herId, 'routed', 'agreed'],
    [nursingHome.herId, 'delivered', 'mailbox'],
  ]);
});

test('the envelope that a document came in is part of the evidence', async () => {
  const [traced] = await exchange.trace(await accepted());
  expect(traced?.events[0]).toMatchObject({ kind: 'accepted', proof: { envelopeId: 'en-konvolutt@edi.example' } });
  expect(traced?.events[0]?.text).toContain('en-konvolutt@edi.example');
});

test('it is sent again as the two have agreed, and not as the nation has', async () => {
  outcome = () => ({ kind: 'transferred', digests: ['d'], resending: { timesMax: 2, afterMs: 3_600_000 } });
  const messageId = await accepted();
  await deliverUntil(30);
  expect((await kindsOf(messageId)).slice(2)).toEqual(['transferred', 'resent', 'resent']);
});

test('nothing counts as sent again when word of the partner was waiting', async () => {
  outcome = (attempt) => (attempt === 1 ? { kind: 'transferred', digests: ['d'] } : { kind: 'heard-of' });
  const messageId = await accepted();
  await deliverUntil(30);
  expect(await kindsOf(messageId)).toEqual(['accepted', 'routed', 'transferred']);
});

test('what two have agreed holds also after word of the partner was waiting', async () => {
  const resending = { timesMax: 9, afterMs: 3_600_000 };
  const attempts: number[] = [];
  outcome = (attempt) => {
    attempts.push(attempt);
    return attempt === 1 ? { kind: 'transferred', digests: ['d'], resending } : { kind: 'heard-of', resending };
  };
  await accepted();
  await deliverUntil(3);
  expect(attempts).toEqual([1, 2, 3, 4]);
});

test('a signed answer in the same breath acknowledges, by the envelope that it names', async () => {
  const acknowledgment = { acknowledgmentId: 'svar', digests: [], isAnswer: true };
  outcome = () => ({ kind: 'acknowledged', digests: ['d'], acknowledgment });
  const messageId = await accepted();
  await deliverUntil(1);
  const [status] = await exchange.getStatuses(messageId, atHospital);
  expect(status?.transport).toBe('acknowledged');
  const [traced] = await exchange.trace(messageId);
  expect(traced?.events.at(-1)).toMatchObject({ proof: { matchedBy: ['envelope-id'] } });
});
