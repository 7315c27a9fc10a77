import { describe, expect, test } from 'vitest';
import { createDeadlines, isPast } from './deadlines.ts';

const generatedAt = new Date('2026-03-27T08:00:00Z');
const acceptedAt = generatedAt;

describe('deadlines', () => {
  test('are 96 hours for an answer and 72 for the transport, whatever the clocks of summer do', () => {
    const { receiptDueAt, transportDueAt } = createDeadlines();
    expect(receiptDueAt({ generatedAt, acceptedAt, messageType: 'EPIKRISE' })).toEqual(
      new Date('2026-03-31T08:00:00Z'),
    );
    expect(transportDueAt(generatedAt)).toEqual(new Date('2026-03-30T08:00:00Z'));
  });

  test('can be set for one type of message, and leave the others as they are', () => {
    const { receiptDueAt } = createDeadlines({ receiptHoursByType: { REQ_LAB: 24 } });
    expect(receiptDueAt({ generatedAt, acceptedAt, messageType: 'REQ_LAB' })).toEqual(new Date('2026-03-28T08:00:00Z'));
    expect(receiptDueAt({ generatedAt, acceptedAt, messageType: 'constructor' })).toEqual(
      new Date('2026-03-31T08:00:00Z'),
    );
  });

  test('count from the acceptance when GenDate lies in the future', () => {
    const { receiptDueAt } = createDeadlines();
    const fromAfar = { generatedAt: new Date('9999-12-31T23:59:59Z'), acceptedAt, messageType: 'EPIKRISE' };
    expect(receiptDueAt(fromAfar)).toEqual(new Date('2026-03-31T08:00:00Z'));
  });

  test('are kept at the very instant, and missed a millisecond later', () => {
    expect(isPast(generatedAt, generatedAt)).toBe(false);
    expect(isPast(generatedAt, new Date(generatedAt.getTime() + 1))).toBe(true);
  });
});
