import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ElectronicAddress } from './electronic-address.ts';
import { addressesAt, futureAt } from './inheritance.ts';
import { isInEffect } from './validity.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const address = (type: ElectronicAddress['type'], value: string, from: number, to?: number): ElectronicAddress => ({
  type,
  value,
  validFrom: day(from),
  ...(to !== undefined && { validTo: day(to) }),
});
const futureAddresses = (own: ElectronicAddress[], parents: ElectronicAddress[], at: Date) =>
  futureAt(own, parents, (each) => each.type, at);
const seen = (addresses: { value: string; inherited: boolean }[]) =>
  addresses.map(({ value, inherited }) => `${value}${inherited ? ' (inherited)' : ''}`).sort();

describe('a party has', () => {
  const organization = [address('E_EDI', 'org@x', 1), address('E_TLF', '1', 1)];

  test.each([
    [
      'its own address of a type and the organisation’s of the others',
      [address('E_EDI', 'own@x', 1)],
      5,
      ['1 (inherited)', 'own@x'],
    ],
    ['the organisation’s while it has none of its own', [], 5, ['1 (inherited)', 'org@x (inherited)']],
    [
      'the organisation’s again when its own has ended',
      [address('E_EDI', 'own@x', 1, 3)],
      3,
      ['1 (inherited)', 'org@x (inherited)'],
    ],
    [
      'the organisation’s until its own begins',
      [address('E_EDI', 'own@x', 4)],
      3,
      ['1 (inherited)', 'org@x (inherited)'],
    ],
    ['its own from the instant it begins', [address('E_EDI', 'own@x', 4)], 4, ['1 (inherited)', 'own@x']],
  ])('%s', (_, own, at, expected) => {
    expect(seen(addressesAt(own, organization, day(at)))).toEqual(expected);
  });
});

describe('a future address', () => {
  const organization = [address('E_EDI', 'old@x', 1, 10), address('E_EDI', 'new@x', 10)];

  test('of the organisation is announced to the parties that will get it', () => {
    expect(seen(futureAddresses([], organization, day(5)))).toEqual(['new@x (inherited)']);
  });

  test('of the organisation is not announced to a party that will have its own', () => {
    expect(futureAddresses([address('E_EDI', 'own@x', 1)], organization, day(5))).toEqual([]);
  });

  test('of the organisation is announced to a party whose own will have ended', () => {
    expect(seen(futureAddresses([address('E_EDI', 'own@x', 1, 8)], organization, day(5)))).toEqual([
      'new@x (inherited)',
    ]);
  });

  test('that was withdrawn before it began is not announced', () => {
    expect(futureAddresses([address('E_EDI', 'never@x', 9, 9)], [], day(5))).toEqual([]);
  });
});

const period = fc.record({
  type: fc.constantFrom('E_EDI', 'E_TLF', 'E_URL' as const) as fc.Arbitrary<ElectronicAddress['type']>,
  value: fc.string({ minLength: 1, maxLength: 4 }),
  from: fc.integer({ min: 1, max: 30 }),
  days: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
});
const addresses = fc.array(
  period.map(({ type, value, from, days }) => address(type, value, from, days === undefined ? undefined : from + days)),
  { maxLength: 6 },
);
const instant = fc.integer({ min: 1, max: 61 }).map(day);

test('every address that is used is in effect, and no type comes from both levels', () => {
  fc.assert(
    fc.property(addresses, addresses, instant, (own, parents, at) => {
      const used = addressesAt(own, parents, at);
      const from = (inherited: boolean) =>
        new Set(used.filter((each) => each.inherited === inherited).map((each) => each.type));

      expect(used.every((each) => isInEffect(each, at))).toBe(true);
      expect(from(true).intersection(from(false)).size).toBe(0);
    }),
  );
});

test('no type goes missing: what either level has in effect, the party has', () => {
  fc.assert(
    fc.property(addresses, addresses, instant, (own, parents, at) => {
      const types = (list: readonly ElectronicAddress[]) => new Set(list.map((each) => each.type));
      const inEffect = [...own, ...parents].filter((each) => isInEffect(each, at));

      expect(types(addressesAt(own, parents, at))).toEqual(types(inEffect));
    }),
  );
});

test('a future address becomes the one in effect when its day comes', () => {
  fc.assert(
    fc.property(addresses, addresses, instant, (own, parents, at) => {
      for (const future of futureAddresses(own, parents, at)) {
        expect(addressesAt(own, parents, future.validFrom)).toContainEqual(future);
      }
    }),
  );
});
