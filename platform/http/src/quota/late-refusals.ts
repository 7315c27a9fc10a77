import { RateQuotaUsed, TooManyAtOnce } from './errors.ts';

/** So many refusals for the rate in a row are answered at once: a client that is told to come back later does so. */
const PROMPT_MAX = 20;
/** After that, and where hundreds wait already, each answer waits this long. */
const LATE_BY_MS = 500;
/** Answers that wait; more are given at once, so that they cannot fill the server. */
const LATE_MAX = 2_000;

/**
 * Answers late to whoever goes on regardless of refusals. Its connections are then busy waiting, one request each, and a
 * flood costs the server next to nothing; everybody else is served meanwhile.
 */
export function createLateRefusals(lateByMs = LATE_BY_MS) {
  let late = 0;
  return async (error: unknown): Promise<void> => {
    const insists = error instanceof RateQuotaUsed && error.refusedInARow > PROMPT_MAX;
    if (!(insists || error instanceof TooManyAtOnce) || late >= LATE_MAX) return;
    late += 1;
    await new Promise((resolve) => setTimeout(resolve, lateByMs));
    late -= 1;
  };
}
