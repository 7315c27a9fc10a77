/** Whole numbers from and including `from`, to and including `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where reading after `offset` goes on, past what is deleted: the end of the span that follows at once, or `offset` itself. */
export function skipDeleted(deleted: readonly Span[], offset: number): number {
  const span = findSpan(deleted, offset + 1);
  return span?.to ?? offset;
}

/** The span that holds the offset. The spans must be in order and apart. */
export function findSpan(spans: readonly Span[], offset: number): Span | undefined {
  const span = spans[countBelow(spans, offset + 1) - 1];
  return span !== undefined && offset <= span.to ? span : undefined;
}

/** The end of the last span that lies wholly below the offset; 0 where none does. */
export function endBelow(spans: readonly Span[], offset: number): number {
  const before = countBelow(spans, offset);
  const span = spans[before - 1];
  if (span === undefined) return 0;
  return span.to < offset ? span.to : (spans[before - 2]?.to ?? 0);
}

/** How many spans begin below the offset. */
function countBelow(spans: readonly Span[], offset: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle] as Span).from < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
