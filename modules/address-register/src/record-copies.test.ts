import { expect, test } from 'vitest';
import { parseHerId } from './her-id.ts';
import type { PartyOwn } from './party-record.ts';
import { createRecordCopies, type RecordCopy } from './record-copies.ts';

const copyOf = (herId: number): RecordCopy => ({
  record: {
    own: { herId: parseHerId(herId) } as PartyOwn,
    sharesServiceType: false,
    version: 1,
    changedAt: new Date(),
  },
  asOf: new Date(),
  reachesBackTo: new Date(0),
});

test('holds no more than it may, and gives up the one used least recently', () => {
  const copies = createRecordCopies(2);
  copies.keep(copyOf(1));
  copies.keep(copyOf(2));
  copies.use(parseHerId(1));
  copies.keep(copyOf(3));

  expect([1, 2, 3].map((herId) => copies.use(parseHerId(herId)) !== undefined)).toEqual([true, false, true]);
});

test('an outdated copy is still there, and says that it is outdated', () => {
  const copies = createRecordCopies(2);
  copies.keep(copyOf(1));
  copies.outdate([parseHerId(1), parseHerId(9)]);

  expect(copies.use(parseHerId(1))).toMatchObject({ isOutdated: true });
  expect(copies.use(parseHerId(9))).toBeUndefined();
});
