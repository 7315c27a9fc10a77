const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A month is longer than any message waits: `P180M` in every national template means minutes, `PT180M`. */
const SHAPE = /^P(?:(\d{1,4})D)?(?:(\d{1,6})M)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})(?:\.\d+)?S)?)?$/;

/** Milliseconds of an xs:duration as agreements have them; undefined for what is none. */
export function readDuration(text: string | undefined): number | undefined {
  const parts = SHAPE.exec(text?.trim() ?? '');
  if (!parts || parts.slice(1).every((part) => part === undefined)) return undefined;
  const [days = 0, wrongMinutes = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return days * DAY_MS + hours * HOUR_MS + (minutes + wrongMinutes) * MINUTE_MS + seconds * SECOND_MS;
}

export function writeDuration(durationMs: number): string {
  if (durationMs > 0 && durationMs % DAY_MS === 0) return `P${durationMs / DAY_MS}D`;
  return `PT${Math.round(durationMs / MINUTE_MS)}M`;
}
