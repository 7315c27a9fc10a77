import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../processes/programs.ts';
import { hygieneFaults } from './hygiene.ts';
import { brokenLinks } from './links.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-hygiene-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('no file holds a machine path, a registry host or a real identity number, or runs too long', () => {
  expect(hygieneFaults(projectRoot)).toEqual([]);
});

test('every link in the documents leads to a file that is there', () => {
  expect(brokenLinks(projectRoot)).toEqual([]);
});

test('finds a link that leads nowhere', () => {
  write('note.md', 'See [this](note.md#place), [that](https://example.org/that.md) and [those](those.md).');

  expect(brokenLinks(folder)).toEqual(['note.md leads to those.md, which is not there']);
});

test.each([
  ['a path of one machine', ['cp it to /', 'tmp/somewhere'].join('')],
  ["a package registry's host", ['see https://registry.', 'npmjs.org/x'].join('')],
  ["an identity number that may be a person's", `born ${wholeNumber('01019012')}`],
  ["an identity number that may be a person's", `D-number ${wholeNumber('41019012')}`],
])('finds %s', (what, text) => {
  write('note.md', text);

  expect(hygieneFaults(folder)).toEqual([`note.md:1 holds ${what}`.replace('holds a package', 'names a package')]);
});

test.each([
  ['a synthetic number, month + 80', `born ${wholeNumber('01819012')}`],
  ['a synthetic number, month + 65', `born ${wholeNumber('01669012')}`],
  ['eleven digits that are no date', '99999999999'],
  ['a longer number', `${wholeNumber('01019012')}7`],
  ['a web address', 'https://example.org/home/page'],
  ['a path of the project', 'docs/home/page.md'],
])('lets %s stand', (_, text) => {
  write('note.md', text);

  expect(hygieneFaults(folder)).toEqual([]);
});

test('finds a file that runs too long', () => {
  write('long.ts', 'export {};\n'.repeat(401));

  expect(hygieneFaults(folder)).toEqual([expect.stringContaining('long.ts has 401 lines')]);
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

/** Completes a date and two digits to a whole number, so that no real one stands in this file. */
function wholeNumber(eight: string): string {
  const control = (digits: string, weights: readonly number[]): number =>
    (11 - (weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11)) % 11;
  for (let ninth = 0; ninth <= 9; ninth += 1) {
    const k1 = control(`${eight}${ninth}`, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
    const k2 = control(`${eight}${ninth}${k1}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    if (k1 < 10 && k2 < 10) return `${eight}${ninth}${k1}${k2}`;
  }
  throw new Error(`no whole number begins with ${eight}`);
}
