import { expect, test } from 'vitest';
import { PostsQuotaUsed } from '../errors.ts';
import { createPostsGate } from './posts-gate.ts';

const megabyte = 1_048_576;

test('twice the rate may come at once, and then the rate', () => {
  const gate = createPostsGate(10);
  for (let count = 0; count < 20; count++) gate.enter(1, 1_000);
  expect(() => gate.enter(1, 1_000)).toThrow(PostsQuotaUsed);
  gate.enter(1, 1_100);
  expect(() => gate.enter(1, 1_100)).toThrow(PostsQuotaUsed);
});

test('what is under way weighs together, and leaves once', () => {
  const gate = createPostsGate(1_000);
  const leaves = Array.from({ length: 5 }, () => gate.enter(50 * megabyte, 1_000));
  expect(() => gate.enter(50 * megabyte, 1_000)).toThrow(PostsQuotaUsed);
  leaves[0]?.();
  leaves[0]?.();
  gate.enter(50 * megabyte, 1_000);
  expect(() => gate.enter(50 * megabyte, 1_000)).toThrow(PostsQuotaUsed);
});
