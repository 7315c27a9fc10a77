/** The best of these counts: the others measure what else the machine was doing. */
const SERIES = 9;
const SERIES_MS = 60;
const WARM_UP_MS = 250;
const WARM_UP_CALLS_MAX = 20_000;

/**
 * CPU time of this process for one call, in milliseconds: user and system, also where it waited for nobody. Warm-up and
 * series are counted in CPU time too, so that a busy machine does not shorten them.
 */
export function cpuMsEach(work: () => unknown): number {
  const callsEach = warmUp(work);
  let best = Number.POSITIVE_INFINITY;
  for (let series = 0; series < SERIES; series++) best = Math.min(best, cpuMsOf(work, callsEach) / callsEach);
  return best;
}

/** Calls until Node has compiled what is called; gives how many calls a series should have, at least one. */
function warmUp(work: () => unknown): number {
  let spentMs = 0;
  let calls = 0;
  while (spentMs < WARM_UP_MS && calls < WARM_UP_CALLS_MAX) {
    const batch = calls < 10 ? 1 : 10;
    spentMs += cpuMsOf(work, batch);
    calls += batch;
  }
  return Math.max(1, Math.round((SERIES_MS * calls) / spentMs));
}

function cpuMsOf(work: () => unknown, calls: number): number {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
