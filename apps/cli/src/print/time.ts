/** Local time to the millisecond, as `2026-05-08 10:32:15.310`; what is no time is shown as it is. */
export function localTime(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${localMinute(at)}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** Local time to the minute, for deadlines. */
export function localMinute(at: Date): string {
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
