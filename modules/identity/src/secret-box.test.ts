import { expect, test } from 'vitest';
import { deriveKey, open, seal } from './secret-box.ts';

const secret = 'a secret for tests, long enough to count';
const key = deriveKey(secret, 'one');

test('what is sealed is opened by the same key and label only', () => {
  const box = seal('a private key', key, 'label');
  expect(open(box, key, 'label')).toBe('a private key');
  expect(open(box, key, 'another label')).toBeUndefined();
  expect(open(box, deriveKey(secret, 'two'), 'label')).toBeUndefined();
});

test('a box that was changed anywhere, or cut, is not opened', () => {
  const box = seal('x', key, 'label');
  for (const position of box.keys()) {
    const changed = Buffer.from(box);
    changed[position] = (changed[position] ?? 0) ^ 1;
    expect(open(changed, key, 'label')).toBeUndefined();
    expect(open(box.subarray(0, position), key, 'label')).toBeUndefined();
  }
});

test('the same text is never sealed to the same box', () => {
  expect(seal('x', key, 'label')).not.toEqual(seal('x', key, 'label'));
});
