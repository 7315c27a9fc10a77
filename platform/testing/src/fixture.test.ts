import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fixture } from './fixture.ts';

test('a fixture that is there is given by its path', (context) => {
  expect(existsSync(fixture(context, 'xsd-verdicts.tsv'))).toBe(true);
});

test('a fixture that is missing from the folder is an error, so that a wrong name never passes as a skip', (context) => {
  fixture(context, 'xsd-verdicts.tsv');

  expect(() => fixture(context, 'no-such-file.xml')).toThrow(/no reference fixture no-such-file\.xml/);
});
