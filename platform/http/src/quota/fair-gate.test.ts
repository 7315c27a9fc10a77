import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFairGate } from './fair-gate.ts';

const limits = { runningMax: 4, groupRunningMax: 2, groupWaitingMax: 3 };

test('within the limits everybody is let in at once', () => {
  const gate = createFairGate(limits);

  expect([gate.enter('a'), gate.enter('a'), gate.enter('b'), gate.enter('b')]).toEqual(Array(4).fill(undefined));
});

test('who waits is let in group by group, whatever the length of their queues', async () => {
  const gate = createFairGate({ runningMax: 1, groupRunningMax: 1, groupWaitingMax: 100 });
  const order: string[] = [];
  const come = (group: string) => void gate.enter(group)?.then(() => order.push(group));
  void gate.enter('first');
  for (let many = 0; many < 50; many++) come('crowd');
  for (const group of ['b', 'c', 'b']) come(group);

  gate.leave('first');
  for (let turn = 0; turn < 5; turn++) {
    await Promise.resolve();
    gate.leave(order.at(-1) ?? '');
  }
  await Promise.resolve();

  expect(order).toEqual(['crowd', 'b', 'c', 'crowd', 'b', 'crowd']);
});

test('a group with too many waiting is refused, and another is not', () => {
  const gate = createFairGate(limits);
  for (let request = 0; request < 5; request++) void gate.enter('a');

  expect(() => gate.enter('a')).toThrow(expect.objectContaining({ code: 'too-many-at-once', retryAfterSeconds: 1 }));
  expect(gate.enter('b')).toBeUndefined();
});

test('property: never more run than may, nobody is forgotten, and a place is never left empty while somebody may take it', async () => {
  const step = fc.record({ group: fc.constantFrom('a', 'b', 'c'), isLeaving: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const gate = createFairGate(limits);
      const running: string[] = [];
      const waiting = new Map([
        ['a', 0],
        ['b', 0],
        ['c', 0],
      ]);
      const enter = (group: string) => {
        const turn = gate.enter(group);
        if (turn === undefined) return running.push(group);
        waiting.set(group, (waiting.get(group) ?? 0) + 1);
        return turn.then(() => {
          waiting.set(group, (waiting.get(group) ?? 0) - 1);
          running.push(group);
        });
      };
      const count = (group: string) => running.filter((one) => one === group).length;

      for (const { group, isLeaving } of steps) {
        if (isLeaving && running.includes(group)) {
          running.splice(running.indexOf(group), 1);
          gate.leave(group);
        } else if (!isLeaving && (waiting.get(group) ?? 0) < limits.groupWaitingMax) void enter(group);
        await Promise.resolve();

        expect(running.length).toBe(gate.running());
        expect(running.length).toBeLessThanOrEqual(limits.runningMax);
        for (const one of waiting.keys()) expect(count(one)).toBeLessThanOrEqual(limits.groupRunningMax);
        const couldRun = [...waiting].some(([one, many]) => many > 0 && count(one) < limits.groupRunningMax);
        expect(couldRun && running.length < limits.runningMax).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
});
