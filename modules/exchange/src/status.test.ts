import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventKind, MessageEvent, Proofs } from './event.ts';
import { computeStatuses, receiptDeadlineMs } from './status.ts';

const generatedAt = new Date('2026-03-02T08:00:00Z');
const hours = (count: number) => new Date(generatedAt.getTime() + count * 3_600_000);
const who = { clientId: 'a-client', organizationNumber: '310001015' };

const proofs: Proofs = {
  accepted: { ...who, digest: 'ab', sizeBytes: 1, transport: 'edi-api', warnings: [] },
  delivered: {
    transport: 'mailbox',
    name: 'Solsiden',
    organizationNumber: '310004049',
    registerVersion: 1,
    servedFrom: 'register',
    asOf: '',
  },
  fetched: { ...who, digest: 'ab' },
  downloaded: who,
  'receipt-matched': {
    receiptMessageId: 'r',
    receiptDocumentId: 'd',
    receiptDigest: 'cd',
    status: '1',
    errors: [],
    matchedBy: ['original-id'],
    clientId: 'b',
  },
  'receipt-seen': who,
  'false-reunion-refused': { clientId: 'c', digest: 'ef' },
};

function happened(...steps: [kind: EventKind, herId?: number, at?: Date, proof?: object][]): MessageEvent[] {
  return steps.map(
    ([kind, receiverHerId, occurredAt = hours(1), proof = proofs[kind]], index) =>
      ({ sequence: index + 1, messageId: 'm', receiverHerId, kind, occurredAt, proof }) as MessageEvent,
  );
}

describe('the status of a message', () => {
  test('claims nothing when nothing has happened', () => {
    expect(computeStatuses([], generatedAt, hours(1))).toEqual([]);
  });

  test('is sent but unconfirmed when the document lies in the mailbox and nobody has said that they took it', () => {
    const [status] = computeStatuses(happened(['accepted'], ['delivered', 1], ['fetched', 1]), generatedAt, hours(2));
    expect(status).toMatchObject({ isSent: true, transport: 'unconfirmed', business: 'awaiting', isSeen: false });
  });

  test('is acknowledged by the receiver’s own word, and names the event that proves it', () => {
    const events = happened(['accepted'], ['delivered', 1], ['downloaded', 1]);
    const [status] = computeStatuses(events, generatedAt, hours(2));
    expect(status).toMatchObject({ transport: 'acknowledged', business: 'awaiting' });
    expect(status?.proofs).toContainEqual({ claim: 'acknowledged', eventSequence: 3 });
  });

  test('turns overdue at 96 hours after GenDate without an answer, and not a moment before', () => {
    const events = happened(['accepted'], ['delivered', 1]);
    const at = (ms: number) => computeStatuses(events, generatedAt, new Date(generatedAt.getTime() + ms))[0]?.business;
    expect(at(receiptDeadlineMs)).toBe('awaiting');
    expect(at(receiptDeadlineMs + 1)).toBe('overdue');
  });

  test('takes a late answer as an answer, and says that it was late', () => {
    const events = happened(['accepted'], ['delivered', 1], ['receipt-matched', 1, hours(120)]);
    const [status] = computeStatuses(events, generatedAt, hours(121));
    expect(status).toMatchObject({ business: 'approved', receipt: { isLate: true } });
  });

  test('keeps each receiver’s answer apart', () => {
    const rejected = { ...proofs['receipt-matched'], status: '2', errors: [{ code: 'E35' }] };
    const events = happened(
      ['accepted'],
      ['delivered', 1],
      ['delivered', 2],
      ['receipt-matched', 1],
      ['receipt-matched', 2, hours(1), rejected],
    );
    const businesses = computeStatuses(events, generatedAt, hours(2)).map((status) => status.business);
    expect(businesses).toEqual(['approved', 'rejected']);
  });

  test('never makes a claim without an event that backs it', () => {
    const kinds = Object.keys(proofs) as EventKind[];
    const step = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(1, 2));
    fc.assert(
      fc.property(fc.uniqueArray(step, { selector: String, maxLength: 14 }), (steps) => {
        const events = happened(...steps);
        for (const status of computeStatuses(events, generatedAt, hours(2))) {
          const claims = new Map(status.proofs.map((proof) => [proof.claim, events[proof.eventSequence - 1]]));
          expect(status.isSent).toBe(claims.get('sent')?.kind === 'delivered');
          expect(status.transport === 'acknowledged').toBe(claims.has('acknowledged'));
          expect(status.receipt !== undefined).toBe(claims.get('answered')?.kind === 'receipt-matched');
          expect(status.isSeen).toBe(claims.get('seen')?.kind === 'receipt-seen');
          for (const event of claims.values()) expect(event?.receiverHerId).toBe(status.receiverHerId);
        }
      }),
    );
  });
});
