import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endBelow, findSpan, type Span, skipDeleted } from './spans.ts';

/** Spans in order and apart, as the database gives them. */
const spansOf = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), { maxLength: 8 })
  .map((steps) => {
    let end = 0;
    return steps.map(([gap, length]): Span => {
      const from = end + gap + 1;
      end = from + length - 1;
      return { from, to: end };
    });
  });

const holds = (spans: readonly Span[], offset: number) => spans.some(({ from, to }) => from <= offset && offset <= to);

test('an offset is found in its span, and nowhere else', () => {
  fc.assert(
    fc.property(spansOf, fc.integer({ min: 0, max: 90 }), (spans, offset) => {
      expect(findSpan(spans, offset) !== undefined).toBe(holds(spans, offset));
    }),
  );
});

test('reading goes on past what is deleted, and skips nothing else', () => {
  fc.assert(
    fc.property(spansOf, fc.integer({ min: 0, max: 90 }), (spans, offset) => {
      const next = skipDeleted(spans, offset);
      for (let skipped = offset + 1; skipped <= next; skipped++) expect(holds(spans, skipped)).toBe(true);
      expect(holds(spans, next + 1)).toBe(false);
    }),
  );
});

test('the end below an offset is the last deleted one that is not in the offset’s own span', () => {
  fc.assert(
    fc.property(spansOf, fc.integer({ min: 1, max: 90 }), (spans, offset) => {
      const below = spans.filter(({ to }) => to < offset).at(-1)?.to ?? 0;
      expect(endBelow(spans, offset)).toBe(below);
    }),
  );
});
