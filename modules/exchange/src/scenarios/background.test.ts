import { afterAll, expect, test, vi } from 'vitest';
import { gpOffice, nursingHome } from '../sample-dialog.ts';
import { atHospital, openTestExchange, submission } from '../test-exchange.ts';
import { createTestTransport, openPartner } from './partner-for-tests.ts';

const partner = await openPartner('acknowledges');
afterAll(() => partner.close());
const transports = [createTestTransport(new Map([[gpOffice.herId, partner]]), 60_000)];
const { database, exchange, clock } = await openTestExchange(undefined, { transports, pushedTo: [gpOffice.herId] });

const waiting = { timeout: 20_000, interval: 50 };
const transportOf = async (messageId: string) => (await exchange.getStatuses(messageId, atHospital))[0]?.transport;

test('what runs in the background pushes and watches by itself, and a stop gives back what hangs', async () => {
  const background = exchange.start({ deliverPauseMs: 20, watchPauseMs: 20, graceMs: 0 });
  const pushed = await exchange.accept(submission());
  await vi.waitFor(async () => expect(await transportOf(pushed.messageId)).toBe('acknowledged'), waiting);

  const toMailbox = submission({ receiver: nursingHome }, { receiverHerIds: [nursingHome.herId] });
  const unfetched = await exchange.accept(toMailbox);
  clock.now = new Date('2026-03-05T09:00:00Z');
  await vi.waitFor(async () => expect(await transportOf(unfetched.messageId)).toBe('abandoned'), waiting);

  partner.manner = 'hangs';
  await exchange.accept(submission());
  await vi.waitFor(() => expect(partner.received).toHaveLength(2), waiting);
  await background.stop();
  const { rows } = await database.pool.query('select due_at, failures from exchange.outbound where due_at is not null');
  expect(rows).toEqual([{ due_at: clock.now, failures: 0 }]);
});
