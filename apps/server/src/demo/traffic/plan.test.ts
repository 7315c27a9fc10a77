import { expect, test } from 'vitest';
import { demoCountry, demoHerIds } from '../country.ts';
import { lettersInARound, type PlannedLetter, planLetter } from './plan.ts';

const known = new Set(demoCountry.flatMap(demoHerIds));
const round = (seed: number, number = 0): PlannedLetter[] =>
  Array.from({ length: lettersInARound }, (_, at) => planLetter(seed, number * lettersInARound + at));

function counted(letters: readonly PlannedLetter[], what: 'kind' | 'course'): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const letter of letters) counts[letter[what]] = (counts[letter[what]] ?? 0) + 1;
  return counts;
}

test('the same seed gives the same letters, another one others', () => {
  expect(round(7)).toEqual(round(7));
  expect(round(8)).not.toEqual(round(7));
  expect(round(7, 1)).not.toEqual(round(7));
});

test.each([1, 2, 3_000_000_019])(
  'every round has each kind of letter and each failure in its share (seed %i)',
  (seed) => {
    for (const number of [0, 1, 2]) {
      expect(counted(round(seed, number), 'course')).toEqual({
        approved: 16,
        copied: 2,
        duplicate: 1,
        'late-answer': 1,
        'silent-receiver': 1,
        'moved-patient': 1,
        'unknown-receiver': 1,
        'broken-document': 1,
      });
      expect(counted(round(seed, number), 'kind')).toEqual({
        'discharge-letter': 7,
        'laboratory-answer': 5,
        referral: 5,
        dialog: 5,
        'nursing-report': 2,
      });
    }
  },
);

test('a letter goes between parties of one region, whose journal systems do what the letter is for', () => {
  for (const { course, from, to, copyTo } of [round(1), round(1, 1), round(2), round(3)].flat()) {
    expect(from.organization.journal).toBeDefined();
    expect(to.organization.region).toBe(from.organization.region);
    expect(to.organization.journal === undefined).toBe(course === 'silent-receiver');
    expect(to.organization.answersAfterMs !== undefined).toBe(course === 'late-answer');
    expect(known.has(to.unit.herId)).toBe(course !== 'unknown-receiver');
    expect(copyTo !== undefined).toBe(course === 'copied');
    expect(new Set([from, to, copyTo].filter((party) => party !== undefined).map(({ unit }) => unit.herId)).size).toBe(
      copyTo ? 3 : 2,
    );
  }
});
