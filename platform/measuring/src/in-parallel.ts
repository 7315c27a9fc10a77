export interface Measured {
  readonly count: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Does the work over and over, so many at a time, until the time is over; each turn is timed. */
export async function inParallel(lanes: number, durationMs: number, work: () => Promise<unknown>): Promise<Measured> {
  const timesMs: number[] = [];
  const started = performance.now();
  const lane = async () => {
    while (performance.now() - started < durationMs) {
      const begun = performance.now();
      await work();
      timesMs.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const seconds = (performance.now() - started) / 1_000;
  timesMs.sort((a, b) => a - b);
  const at = (share: number) => timesMs[Math.floor((timesMs.length - 1) * share)] ?? 0;
  return { count: timesMs.length, perSecond: timesMs.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}
