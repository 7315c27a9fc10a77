import { expect, test } from 'vitest';
import { distanceToBeginning } from './edit-distance.ts';

test.each([
  ['legevakt', 'legevakt', 0],
  ['legev', 'legevakt', 0],
  ['lagevakt', 'legevakt', 1],
  ['legvakt', 'legevakt', 1],
  ['leggevakt', 'legevakt', 1],
  ['lgeevakt', 'legevakt', 1],
  ['lagev', 'legevakt', 1],
  ['sykheus', 'sykehus', 1],
  ['apotek', 'hud', 6],
  ['', 'legevakt', 0],
  ['lege', '', 4],
])('from %j to the beginning of %j it is %i', (asked, word, errors) => {
  expect(distanceToBeginning(asked, word)).toBe(errors);
});
