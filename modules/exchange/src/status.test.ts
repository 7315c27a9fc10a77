import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDeadlines } from './deadlines.ts';
import type { EventKind, MessageEvent, Proofs } from './event.ts';
import { computeStatuses, type Proof } from './status.ts';

const generatedAt = new Date('2026-03-02T08:00:00Z');
const hourMs = 3_600_000;
const hours = (count: number) => new Date(generatedAt.getTime() + count * hourMs);
const deadlines = createDeadlines({ receiptHoursByType: { SVAR_LAB: 24 } });
const who = { clientId: 'a-client', organizationNumber: '310001015' };

const route = {
  transport: 'mailbox',
  name: 'Solsiden',
  organizationNumber: '310004049',
  registerVersion: 1,
  servedFrom: 'register',
  asOf: '',
};
const answer: Proofs['receipt-matched'] = {
  receiptMessageId: 'r',
  receiptDocumentId: 'd',
  receiptDigest: 'cd',
  status: '1',
  errors: [],
  matchedBy: ['original-id'],
  clientId: 'b',
};

const proofs: Proofs = {
  accepted: { ...who, digest: 'ab', sizeBytes: 1, transport: 'edi-api', warnings: [] },
  delivered: route,
  routed: { ...route, transport: 'ebxml' },
  attempted: { transport: 'ebxml', attempt: 1, reason: 'timed-out', retryAt: '' },
  transferred: { transport: 'ebxml', envelopeId: 'e', attempt: 1, digests: ['d'] },
  resent: { transport: 'ebxml', envelopeId: 'e', attempt: 2, digests: ['d'] },
  acknowledged: {
    transport: 'ebxml',
    envelopeId: 'e',
    acknowledgmentId: 'k',
    digests: ['d'],
    matchedBy: ['envelope-id', 'digest'],
  },
  'transport-rejected': { transport: 'ebxml', envelopeId: 'e', codes: ['SecurityFailure'] },
  abandoned: { transport: 'ebxml', dueAt: '' },
  'receipt-overdue': { dueAt: '' },
  fetched: { ...who, digest: 'ab' },
  downloaded: who,
  'receipt-matched': answer,
  'second-receipt-kept': { ...answer, status: '2' },
  'receipt-seen': who,
  'false-reunion-refused': { clientId: 'c', digest: 'ef' },
  'body-removed': { keptDays: 90 },
};

/** What may be said at a time of what has happened. */
function statusesOf(events: readonly MessageEvent[], now: Date, messageType = 'DIALOG_HELSEFAGLIG') {
  return computeStatuses(events, { generatedAt, acceptedAt: generatedAt, messageType }, now, deadlines);
}

function happened(...steps: [kind: EventKind, herId?: number, at?: Date, proof?: object][]): MessageEvent[] {
  return steps.map(
    ([kind, receiverHerId, occurredAt = hours(1), proof = proofs[kind]], index) =>
      ({ sequence: index + 1, messageId: 'm', receiverHerId, kind, occurredAt, proof }) as MessageEvent,
  );
}

describe('the status of a message', () => {
  test('claims nothing when nothing has happened', () => {
    expect(statusesOf([], hours(1))).toEqual([]);
  });

  test('is sent but unconfirmed when the document lies in the mailbox and nobody has said that they took it', () => {
    const [status] = statusesOf(happened(['accepted'], ['delivered', 1], ['fetched', 1]), hours(2));
    expect(status).toMatchObject({ isSent: true, transport: 'unconfirmed', business: 'awaiting', isSeen: false });
  });

  test('is acknowledged by the receiver’s own word, and names the event that proves it', () => {
    const events = happened(['accepted'], ['delivered', 1], ['downloaded', 1]);
    const [status] = statusesOf(events, hours(2));
    expect(status).toMatchObject({ transport: 'acknowledged', business: 'awaiting' });
    expect(status?.proofs).toContainEqual({ claim: 'acknowledged', eventSequence: 3 });
  });

  test('turns overdue at 96 hours after GenDate without an answer, and not a moment before', () => {
    const events = happened(['accepted'], ['delivered', 1]);
    const at = (ms: number) => statusesOf(events, new Date(generatedAt.getTime() + ms))[0]?.business;
    expect(at(96 * hourMs)).toBe('awaiting');
    expect(at(96 * hourMs + 1)).toBe('overdue');
  });

  test('takes a late answer as an answer, and says that it was late', () => {
    const events = happened(['accepted'], ['delivered', 1], ['receipt-matched', 1, hours(120)]);
    const [status] = statusesOf(events, hours(121));
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
    const businesses = statusesOf(events, hours(2)).map((status) => status.business);
    expect(businesses).toEqual(['approved', 'rejected']);
  });

  test.each<[state: string, sent: boolean, steps: Parameters<typeof happened>]>([
    ['unconfirmed', false, [['routed', 1]]],
    [
      'unconfirmed',
      false,
      [
        ['routed', 1],
        ['attempted', 1],
      ],
    ],
    [
      'unconfirmed',
      true,
      [
        ['routed', 1],
        ['transferred', 1],
      ],
    ],
    [
      'acknowledged',
      true,
      [
        ['routed', 1],
        ['transferred', 1],
        ['acknowledged', 1],
      ],
    ],
    [
      'acknowledged',
      true,
      [
        ['routed', 1],
        ['transferred', 1],
        ['receipt-matched', 1],
      ],
    ],
    [
      'rejected',
      true,
      [
        ['routed', 1],
        ['transferred', 1],
        ['transport-rejected', 1],
      ],
    ],
    [
      'rejected',
      true,
      [
        ['routed', 1],
        ['transferred', 1],
        ['acknowledged', 1],
        ['transport-rejected', 1],
      ],
    ],
    [
      'acknowledged',
      true,
      [
        ['routed', 1],
        ['transferred', 1],
        ['transport-rejected', 1],
        ['receipt-matched', 1],
      ],
    ],
    [
      'abandoned',
      true,
      [
        ['routed', 1],
        ['transferred', 1],
        ['abandoned', 1],
      ],
    ],
    [
      'abandoned',
      false,
      [
        ['routed', 1],
        ['attempted', 1],
        ['abandoned', 1],
      ],
    ],
    [
      'abandoned',
      true,
      [
        ['delivered', 1],
        ['abandoned', 1],
      ],
    ],
    [
      'acknowledged',
      true,
      [
        ['delivered', 1],
        ['abandoned', 1],
        ['downloaded', 1],
      ],
    ],
    [
      'acknowledged',
      true,
      [
        ['delivered', 1],
        ['downloaded', 1],
        ['abandoned', 1],
      ],
    ],
  ])('of the transport is %s (sent: %s) after %j', (transport, isSent, steps) => {
    expect(statusesOf(happened(...steps), hours(2))).toMatchObject([{ transport, isSent }]);
  });

  test('shows a word that comes after 72 hours as late, on the transport leg as well', () => {
    const events = happened(['delivered', 1, hours(1)], ['abandoned', 1, hours(73)], ['downloaded', 1, hours(90)]);
    expect(statusesOf(events, hours(91))).toMatchObject([{ transport: 'acknowledged', isTransportLate: true }]);
  });

  test('is overdue sooner for a type of message that must be answered sooner', () => {
    const events = happened(['delivered', 1]);
    expect(statusesOf(events, hours(25), 'SVAR_LAB')).toMatchObject([{ business: 'overdue' }]);
    expect(statusesOf(events, hours(25))).toMatchObject([{ business: 'awaiting' }]);
  });

  test('never makes a claim without an event that backs it', () => {
    const kinds = Object.keys(proofs) as EventKind[];
    const step = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(1, 2));
    fc.assert(
      fc.property(fc.uniqueArray(step, { selector: String, maxLength: 20 }), (steps) => {
        const events = happened(...steps);
        for (const status of statusesOf(events, hours(2))) {
          const claims = new Map(status.proofs.map((proof) => [proof.claim, events[proof.eventSequence - 1]]));
          const isBackedBy = (claim: Proof['claim'], ...backing: EventKind[]) =>
            backing.some((kind) => claims.get(claim)?.kind === kind);
          expect(status.isSent).toBe(isBackedBy('sent', 'delivered', 'transferred'));
          expect(status.transport === 'acknowledged').toBe(
            isBackedBy('acknowledged', 'downloaded', 'acknowledged', 'receipt-matched'),
          );
          if (status.transport === 'rejected') expect(isBackedBy('rejected', 'transport-rejected')).toBe(true);
          if (status.transport === 'abandoned') expect(isBackedBy('abandoned', 'abandoned')).toBe(true);
          expect(status.receipt !== undefined).toBe(isBackedBy('answered', 'receipt-matched'));
          expect(status.isSeen).toBe(isBackedBy('seen', 'receipt-seen'));
          for (const event of claims.values()) expect(event?.receiverHerId).toBe(status.receiverHerId);
        }
      }),
    );
  });
});
