import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { EventKind, Proof, ReceiverStatus } from '../index.ts';
import { gpOffice, nursingHome } from '../sample-dialog.ts';
import { approval, atGpOffice, atHospital, atMunicipality, openTestExchange, submission } from '../test-exchange.ts';
import { createTestTransport, type Manner, openPartner } from './partner-for-tests.ts';

/**
 * S18: whatever is called, in whatever order, no status is shown that nothing backs. Each document goes to a mailbox (the
 * GP office) and, as a copy, to a partner that is pushed to. The test keeps its own account of what really happened:
 * what the partner's server received and said, what was called and succeeded, and what the clock showed.
 */
const partner = await openPartner();
const { exchange, clock } = await openTestExchange(undefined, {
  transports: [createTestTransport(new Map([[nursingHome.herId, partner]]), 1_000)],
  pushedTo: [nursingHome.herId],
});
afterAll(() => partner.close());

const start = Date.parse('2026-03-02T08:00:00Z');
const hourMs = 3_600_000;
let elapsedHours = 0;

/** What backs each claim. */
const backing: Readonly<Record<Proof['claim'], readonly EventKind[]>> = {
  sent: ['delivered', 'transferred'],
  acknowledged: ['downloaded', 'acknowledged', 'receipt-matched'],
  rejected: ['transport-rejected'],
  abandoned: ['abandoned'],
  answered: ['receipt-matched'],
  alerted: ['receipt-overdue'],
  seen: ['receipt-seen'],
};

/** What really happened to one receiver's document, as the test saw it from outside. */
interface Account {
  readonly herId: number;
  hasIt: boolean;
  saysItHasIt: boolean;
  refusedIt: boolean;
  answer: ReceiverStatus['business'] | undefined;
}

type Step =
  | { readonly do: 'deliver'; readonly manner: Manner }
  | { readonly do: 'fetch' | 'download' | 'look' | 'watch' | 'accept again' }
  | { readonly do: 'answer'; readonly by: 'gp' | 'home'; readonly status: 'ok' | 'rejected' }
  | { readonly do: 'acknowledge'; readonly how: 'right' | 'other digest' | 'other sender' | 'error' | 'warning' }
  | { readonly do: 'wait'; readonly hours: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('deliver' as const),
    manner: fc.constantFrom<Manner>('acknowledges', 'acknowledges-later', 'refuses', 'is-broken'),
  }),
  fc.record({ do: fc.constantFrom('fetch' as const, 'download', 'look', 'watch', 'accept again') }),
  fc.record({
    do: fc.constant('answer' as const),
    by: fc.constantFrom('gp' as const, 'home'),
    status: fc.constantFrom('ok' as const, 'rejected'),
  }),
  fc.record({
    do: fc.constant('acknowledge' as const),
    how: fc.constantFrom('right' as const, 'other digest', 'other sender', 'error', 'warning'),
  }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 13, 73, 97) }),
);

test('S18 no status is ever shown without the evidence that backs it', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
      const journey = await beginJourney();
      for (const each of steps) await journey.take(each);
      await journey.check();
    }),
    { numRuns: 40 },
  );
});

async function beginJourney() {
  partner.received.length = 0;
  const acceptedAt = clock.now.getTime();
  const sent = submission({ copyTo: nursingHome, generatedAt: clock.now.toISOString() });
  const { messageId } = await exchange.accept(sent);
  const gp: Account = { herId: gpOffice.herId, hasIt: true, saysItHasIt: false, refusedIt: false, answer: undefined };
  const home: Account = { ...gp, herId: nursingHome.herId, hasIt: false };

  async function take(now: Step): Promise<void> {
    switch (now.do) {
      case 'wait':
        elapsedHours += now.hours;
        clock.now = new Date(start + elapsedHours * hourMs);
        return;
      case 'watch':
        return exchange.watchDeadlines();
      case 'look':
        return void (await exchange.getStatuses(messageId, atHospital));
      case 'accept again':
        return void (await exchange.accept(sent));
      case 'fetch':
        return void (await exchange.readBusinessDocument(messageId, atGpOffice));
      case 'download':
        await exchange.markDownloaded(messageId, gpOffice.herId, atGpOffice);
        gp.saysItHasIt = true;
        return;
      case 'answer':
        return answer(now.by, now.status);
      case 'deliver':
        return deliver(now.manner);
      case 'acknowledge':
        return acknowledge(now.how);
    }
  }

  async function answer(by: 'gp' | 'home', status: 'ok' | 'rejected'): Promise<void> {
    const [account, actor] = by === 'gp' ? [gp, atGpOffice] : [home, atMunicipality];
    const errors = status === 'ok' ? {} : { errors: [{ code: 'E35' }] };
    const given = exchange.answer(approval(messageId, { receiverHerId: account.herId, status, ...errors }), actor);
    if (!(await succeeds(given))) return;
    account.saysItHasIt = true;
    account.answer ??= status === 'ok' ? 'approved' : 'rejected';
  }

  async function deliver(manner: Manner): Promise<void> {
    const before = ofThis().length;
    partner.manner = manner;
    await Promise.all(await exchange.deliverDue());
    if (ofThis().length === before) return;
    if (manner === 'acknowledges') home.saysItHasIt = true;
    if (manner === 'refuses') home.refusedIt = true;
    if (manner === 'acknowledges' || manner === 'acknowledges-later') home.hasIt = true;
  }

  async function acknowledge(how: Extract<Step, { do: 'acknowledge' }>['how']): Promise<void> {
    const [envelope] = ofThis();
    if (!envelope) return;
    const { envelopeId, digest } = envelope;
    const said = exchange.acknowledge({
      transport: 'test-push',
      envelopeId,
      acknowledgmentId: 'an-ack',
      fromHerId: how === 'other sender' ? gpOffice.herId : nursingHome.herId,
      digests: how === 'right' ? [digest] : how === 'other digest' ? ['noe annet'] : [],
      ...((how === 'error' || how === 'warning') && { severity: how, codes: [] }),
    });
    if (!(await succeeds(said))) return;
    if (how === 'error') home.refusedIt = true;
    else home.saysItHasIt = true;
  }

  const ofThis = () => partner.received.filter(({ bytes }) => bytes.equals(Buffer.from(sent.bytes)));

  async function check(): Promise<void> {
    const statuses = await exchange.getStatuses(messageId, atHospital);
    expect(statuses.map(({ receiverHerId }) => receiverHerId)).toEqual([gp.herId, home.herId]);
    const [traced] = await exchange.trace(messageId);
    const events = new Map(traced?.events.map((event) => [event.sequence, event]));
    for (const [index, status] of statuses.entries()) {
      for (const { claim, eventSequence } of status.proofs) {
        const event = events.get(eventSequence);
        expect(backing[claim]).toContain(event?.kind);
        expect(event?.receiverHerId).toBe(status.receiverHerId);
      }
      checkAgainst(index === 0 ? gp : home, status, clock.now.getTime() - acceptedAt);
    }
  }

  return { take, check };
}

/** What is shown is what happened. */
function checkAgainst(account: Account, status: ReceiverStatus, ageMs: number): void {
  if (status.isSent) expect(account.hasIt).toBe(true);
  if (status.transport === 'acknowledged') expect(account.saysItHasIt).toBe(true);
  if (status.transport === 'rejected') expect(account.refusedIt).toBe(true);
  if (status.transport === 'abandoned') expect(ageMs).toBeGreaterThan(72 * hourMs);
  if (status.business === 'overdue') expect(ageMs).toBeGreaterThan(96 * hourMs);
  if (status.business !== 'overdue' && status.business !== 'awaiting') expect(status.business).toBe(account.answer);
  expect(status.receipt === undefined).toBe(account.answer === undefined);
}

function succeeds(call: Promise<unknown>): Promise<boolean> {
  return call.then(
    () => true,
    () => false,
  );
}
