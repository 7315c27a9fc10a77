import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planAddresses, type StoredAddress } from './address-plan.ts';
import { CommunicationPartyInvalid } from './errors.ts';
import { isInEffect } from './validity.ts';

const now = new Date('2026-06-15T12:00:00Z');
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const stored: StoredAddress = { id: '1', type: 'E_EDI', value: 'old@x', validFrom: day('2026-01-01') };
const edi = (value: string, validFrom?: Date, validTo?: Date) => ({
  type: 'E_EDI' as const,
  value,
  validFrom,
  validTo,
});

test('an address that is listed as it stands is left alone', () => {
  expect(planAddresses([stored], [edi('old@x')], now)).toEqual({ moveEnd: [], insert: [] });
});

test('an address that is no longer listed ends now', () => {
  expect(planAddresses([stored], [], now).moveEnd).toMatchObject([{ id: '1', validTo: now }]);
});

test('a new address takes over at once', () => {
  const plan = planAddresses([stored], [edi('new@x')], now);

  expect(plan.moveEnd).toMatchObject([{ id: '1', validTo: now }]);
  expect(plan.insert).toEqual([{ type: 'E_EDI', value: 'new@x', validFrom: now }]);
});

test('a future address takes over from the present one when its day comes', () => {
  const plan = planAddresses([stored], [edi('old@x'), edi('new@x', day('2026-07-01'))], now);

  expect(plan.moveEnd).toMatchObject([{ id: '1', validTo: day('2026-07-01') }]);
  expect(plan.insert).toEqual([{ type: 'E_EDI', value: 'new@x', validFrom: day('2026-07-01') }]);
});

test('a future address that is given up never begins', () => {
  const future = { ...stored, id: '2', value: 'new@x', validFrom: day('2026-07-01') };
  const present = { ...stored, validTo: day('2026-07-01') };

  const plan = planAddresses([present, future], [edi('old@x')], now);

  expect(plan.insert).toEqual([]);
  expect(plan.moveEnd).toMatchObject([
    { id: '1', validTo: undefined },
    { id: '2', validTo: day('2026-07-01') },
  ]);
});

test('an end that has not come yet can be moved out again', () => {
  const ending = { ...stored, validTo: day('2026-07-01') };

  expect(planAddresses([ending], [edi('old@x')], now).moveEnd).toMatchObject([{ id: '1', validTo: undefined }]);
});

test('what has ended is history: neither listed nor touched', () => {
  const ended = { ...stored, validTo: day('2026-05-01') };

  expect(planAddresses([ended], [], now)).toEqual({ moveEnd: [], insert: [] });
});

test.each([
  ['two of a type at once', [edi('a@x', day('2026-01-01'), day('2027-01-01')), edi('b@x', day('2026-07-01'))]],
  ['the same address twice', [edi('a@x'), edi('a@x')]],
  ['one that begins before the stored one ended', [edi('new@x', day('2026-02-01'))]],
])('refuses %s', (_, input) => {
  expect(() => planAddresses([stored], input, now)).toThrow(CommunicationPartyInvalid);
});

test.each([
  ['E_EDI', 'not a mail address'],
  ['E_URL', 'javascript:alert(1)'],
  ['E_URL', 'www.example.no'],
  ['E_TLF', ''],
  ['E_TLF', '22\n33'],
  ['E_TLF', '2'.repeat(1001)],
  ['E_PIGEON', 'x'],
] as const)('refuses %s %j, and says which it is', (type, value) => {
  const input = [{ type: type as 'E_EDI', value }];

  expect(() => planAddresses([], input, now)).toThrow(/electronicAddresses\[0\]/);
});

test('whatever is wanted: of a type there is one at an instant, and the past stays as it was', () => {
  const days = fc.integer({ min: 1, max: 360 }).map((number) => new Date(Date.UTC(2026, 0, number)));
  const input = fc.array(
    fc.record({
      type: fc.constantFrom('E_EDI', 'E_TLF' as const) as fc.Arbitrary<'E_EDI' | 'E_TLF'>,
      value: fc.constantFrom('a@x', 'b@x', 'c@x'),
      validFrom: fc.option(days, { nil: undefined }),
      validTo: fc.option(days, { nil: undefined }),
    }),
    { maxLength: 4 },
  );
  const next = (rows: StoredAddress[], wanted: Parameters<typeof planAddresses>[1], at: Date): StoredAddress[] => {
    try {
      const { moveEnd, insert } = planAddresses(rows, wanted, at);
      const ends = new Map(moveEnd.map(({ id, validTo }) => [id, validTo]));
      const kept = rows.map((row) => (ends.has(row.id) ? { ...row, validTo: ends.get(row.id) } : row));
      return [...kept, ...insert.map((row, index) => ({ ...row, id: `${rows.length + index}` }))];
    } catch (error) {
      if (error instanceof CommunicationPartyInvalid) return rows;
      throw error;
    }
  };
  const past = (rows: StoredAddress[], at: Date) => rows.filter((row) => isInEffect(row, at)).map((row) => row.value);

  fc.assert(
    fc.property(input, input, (first, second) => {
      const once = next([], first, day('2026-03-01'));
      const twice = next(once, second, now);

      for (let number = 1; number <= 400; number += 5) {
        const at = new Date(Date.UTC(2026, 0, number, 12));
        const types = twice.filter((row) => isInEffect(row, at)).map((row) => row.type);
        expect(new Set(types).size).toBe(types.length);
        if (at < now) expect(past(twice, at)).toEqual(expect.arrayContaining(past(once, at)));
      }
    }),
  );
});
