import type { Resending } from './transport.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const pauseFirstMs = 30_000;
const pauseMaxMs = hourMs;

/** National values for what is sent and not acknowledged (HITS 1171 §8.1): again every 12 hours, five times, so 72 in all. */
export const resendAfterMs = 12 * hourMs;
export const resendsMax = 5;

/**
 * When to try again after so many failures in a row: half a minute, doubling to an hour, each stretched by up to a
 * quarter, so that all that failed together does not come back together.
 */
export function retryAt(failures: number, now: Date, random: () => number = Math.random): Date {
  const pauseMs = Math.min(pauseMaxMs, pauseFirstMs * 2 ** Math.max(0, failures - 1));
  return new Date(now.getTime() + pauseMs * (1 + random() / 4));
}

/**
 * When to look at it again after it was sent so many times without an acknowledgment: to resend it, or to give up. By what
 * the two have agreed, where the transport says so.
 */
export function resendAt(transfers: number, now: Date, giveUpAt: Date, agreed?: Resending): Date {
  if (transfers > (agreed?.timesMax ?? resendsMax)) return giveUpAt;
  return earlier(new Date(now.getTime() + (agreed?.afterMs ?? resendAfterMs)), giveUpAt);
}

export function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}
