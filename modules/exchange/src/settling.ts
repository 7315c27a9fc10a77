/** A count that grows, as it stood a while ago. */
export interface Settling {
  /** Notes how far it is now; gives how far it was at least `graceMs` ago, or undefined in the first while. */
  sample(newest: number): number | undefined;
}

/**
 * Looks at a growing count with a delay, so that what is settled within it is never looked at. The delay is measured with a
 * clock that only runs forward: it holds while somebody sets the machine's time.
 */
export function createSettling(graceMs: number, monotonicMs: () => number = () => performance.now()): Settling {
  const samples: { readonly at: number; readonly count: number }[] = [];
  const samplesMax = 64;
  let settled: number | undefined;

  return {
    sample(newest) {
      const at = monotonicMs();
      // Spread over the delay: however often somebody asks, the list stays short.
      if (at - (samples.at(-1)?.at ?? Number.NEGATIVE_INFINITY) >= graceMs / samplesMax)
        samples.push({ at, count: newest });
      for (let [oldest] = samples; oldest && at - oldest.at >= graceMs; [oldest] = samples) {
        settled = oldest.count;
        samples.shift();
      }
      return settled;
    },
  };
}
