import { expect, test, vi } from 'vitest';
import { RateQuotaUsed, TooManyAtOnce } from './errors.ts';
import { createLateRefusals } from './late-refusals.ts';

async function isAnsweredAtOnce(answered: Promise<void>): Promise<boolean> {
  return Promise.race([answered.then(() => true), Promise.resolve().then(() => Promise.resolve(false))]);
}

test('a first refusal is told at once, and whoever goes on regardless waits for each', async () => {
  vi.useFakeTimers();
  const answerLate = createLateRefusals();

  const first = answerLate(new RateQuotaUsed(10, 1, 1));
  const insisting = answerLate(new RateQuotaUsed(10, 1, 21));
  const crowding = answerLate(new TooManyAtOnce(64, 256));

  expect(await isAnsweredAtOnce(first)).toBe(true);
  expect(await isAnsweredAtOnce(insisting)).toBe(false);
  expect(await isAnsweredAtOnce(crowding)).toBe(false);
  await vi.advanceTimersByTimeAsync(500);
  expect(await isAnsweredAtOnce(insisting)).toBe(true);
  expect(await isAnsweredAtOnce(crowding)).toBe(true);
  vi.useRealTimers();
});

test('any other refusal is never late', async () => {
  const answerLate = createLateRefusals();

  expect(await isAnsweredAtOnce(answerLate(new Error('no such token')))).toBe(true);
});

test('no more answers wait than there is room for', async () => {
  vi.useFakeTimers();
  const answerLate = createLateRefusals();
  const waiting = Array.from({ length: 2_000 }, () => answerLate(new TooManyAtOnce(64, 256)));

  expect(await isAnsweredAtOnce(answerLate(new TooManyAtOnce(64, 256)))).toBe(true);
  await vi.advanceTimersByTimeAsync(500);
  await Promise.all(waiting);
  vi.useRealTimers();
});
