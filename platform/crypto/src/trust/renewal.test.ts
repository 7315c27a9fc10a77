import { expect, test } from 'vitest';
import { expiryWarnings } from './renewal.ts';

const hourMs = 60 * 60 * 1000;
const changedAt = new Date('2026-03-01T00:00:00Z');
const after = (hours: number) => new Date(changedAt.getTime() + hours * hourMs);

const old = { name: 'old', use: 'signing', validFrom: after(-8_760), validTo: after(1_000), withdrawnAt: changedAt };
const current = { name: 'current', use: 'signing', validFrom: after(-24), validTo: after(17_520) };
const names = (certificates: readonly { name: string }[]) => certificates.map(({ name }) => name);

test.each([
  [31 * 24, []],
  [30 * 24, ['plan']],
  [109, ['plan']],
  [108, ['publish']],
  [0, ['publish']],
  [-1, ['expired']],
  [-84, []],
])('%d h before the end an operator is told: %j', (hours, expected) => {
  const at = new Date(current.validTo.getTime() - hours * hourMs);

  expect(expiryWarnings([current], at).map(({ urgency }) => urgency)).toEqual(expected);
});

test('nobody is warned of what was withdrawn, or is outlived by a published one of the same use', () => {
  const at = after(17_500);
  const successor = { ...current, name: 'successor', validFrom: after(17_000), validTo: after(40_000) };
  const tooLate = { ...successor, validFrom: after(17_600) };
  const otherUse = { ...successor, use: 'encryption' };

  expect(expiryWarnings([old, current, successor], at)).toEqual([]);
  expect(expiryWarnings([current, tooLate], at)).toHaveLength(1);
  expect(expiryWarnings([current, otherUse], at)).toMatchObject([{ certificate: current, leftMs: 20 * hourMs }]);
  expect(expiryWarnings([current, { ...successor, withdrawnAt: after(17_100) }], at)).toHaveLength(1);
});

test('the most urgent comes first', () => {
  const sooner = { ...current, name: 'sooner', use: 'encryption', validTo: after(17_510) };

  expect(names(expiryWarnings([current, sooner], after(17_500)).map(({ certificate }) => certificate))).toEqual([
    'sooner',
    'current',
  ]);
});
