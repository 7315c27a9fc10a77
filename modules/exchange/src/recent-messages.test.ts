import { v7 as uuidV7 } from 'uuid';
import { expect, test } from 'vitest';
import type { StoredMessage } from './message-store.ts';
import { createRecentMessages, type RecentMessage } from './recent-messages.ts';

function recentMessage(overrides: Partial<StoredMessage> = {}, contentBytes = 1_000): RecentMessage {
  const id = overrides.id ?? uuidV7();
  const message = { id, documentId: `doc-${id}`, senderHerId: 1, receiverHerIds: [2], ...overrides } as StoredMessage;
  return { message, body: { packing: 1, content: Buffer.alloc(contentBytes) } };
}

test('gives what was kept, by our id, by its MsgId, and a receipt by what it answers', () => {
  const memory = createRecentMessages(1_000_000);
  const original = recentMessage();
  const receipt = recentMessage({ answersMessageId: original.message.id, senderHerId: 2, receiverHerIds: [1] });
  memory.keep(original);
  memory.keep(receipt);
  expect(memory.find(original.message.id)).toBe(original);
  expect(memory.idOf(1, original.message.documentId)).toBe(original.message.id);
  expect(memory.receiptOf(original.message.id, 2)).toBe(receipt.message.id);
  expect(memory.idOf(2, original.message.documentId)).toBeUndefined();
  expect(memory.receiptOf(original.message.id, 1)).toBeUndefined();
});

test('a second receipt, which is delivered to nobody, takes nobody’s place', () => {
  const memory = createRecentMessages(1_000_000);
  memory.keep(recentMessage({ answersMessageId: 'original', senderHerId: 2, receiverHerIds: [] }));
  expect(memory.receiptOf('original', 2)).toBeUndefined();
});

test('never holds more bytes than it may: the oldest goes, with all its names', () => {
  const memory = createRecentMessages(30_000);
  const all = Array.from({ length: 50 }, () => recentMessage());
  for (const each of all) {
    memory.keep(each);
    expect(memory.bytes()).toBeLessThanOrEqual(30_000);
  }
  const [first, last] = [all[0], all.at(-1)];
  expect(memory.find(first?.message.id ?? '')).toBeUndefined();
  expect(memory.idOf(1, first?.message.documentId ?? '')).toBeUndefined();
  expect(memory.find(last?.message.id ?? '')).toBe(last);
});

test('one large document does not push all others out', () => {
  const memory = createRecentMessages(100_000);
  const small = recentMessage();
  const large = recentMessage({}, 50_000);
  memory.keep(small);
  memory.keep(large);
  expect(memory.find(large.message.id)).toBeUndefined();
  expect(memory.find(small.message.id)).toBe(small);
});

test('what was accepted more than an hour ago is not told from memory', () => {
  let nowMs = Date.now();
  const memory = createRecentMessages(1_000_000, () => nowMs);
  const kept = recentMessage();
  memory.keep(kept);
  nowMs += 3_599_000;
  expect(memory.find(kept.message.id)).toBe(kept);
  nowMs += 2_000;
  expect(memory.find(kept.message.id)).toBeUndefined();
  memory.keep(recentMessage({ id: uuidV7({ msecs: nowMs }) }));
  expect(memory.idOf(1, kept.message.documentId)).toBeUndefined();
});

test('the same message is kept once', () => {
  const memory = createRecentMessages(1_000_000);
  const kept = recentMessage();
  memory.keep(kept);
  const bytes = memory.bytes();
  memory.keep(kept);
  expect(memory.bytes()).toBe(bytes);
});
