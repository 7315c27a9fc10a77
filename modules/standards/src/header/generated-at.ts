import type { GeneratedAt } from './document-header.ts';

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Offsets of Europe/Oslo from UTC since 1900: summer time first, so that an hour that comes twice is its first. */
const OSLO_OFFSETS_MS = [2 * HOUR_MS, HOUR_MS];

const osloHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  hour: '2-digit',
  hourCycle: 'h23',
});

/**
 * A time of a document: `xs:dateTime`, or a date alone, which is its midnight. Without a zone it is Norwegian local time
 * (real senders leave the zone out), and that is recorded. An hour that comes twice in autumn is taken as the first of
 * the two; one that spring leaves out is taken an hour later.
 * @returns undefined when the text is no such time.
 */
export function parseGeneratedAt(text: string): GeneratedAt | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone] = match;
  const milliseconds = Math.floor(Number(`0${fraction || '.0'}`) * 1000);
  const asUtcMs = Date.UTC(
    +(year as string),
    +(month as string) - 1,
    +(day as string),
    +hour,
    +minute,
    +second,
    milliseconds,
  );
  if (!isRealTime(new Date(asUtcMs), match)) return undefined;
  const instantMs = zone === undefined ? instantInOsloMs(asUtcMs) : asUtcMs - offsetMs(zone);
  return { text, instant: new Date(instantMs), zoneAssumed: zone === undefined };
}

/** February 30 rolls over into March; midnight may be written 24:00:00 (XSD 1.0 part 2 §3.2.7). */
function isRealTime(utc: Date, [, , month, day, hour = '00', minute = '00', second = '00']: RegExpExecArray): boolean {
  if (hour === '24') return minute === '00' && second === '00';
  return (
    utc.getUTCMonth() + 1 === Number(month) &&
    utc.getUTCDate() === Number(day) &&
    +minute < 60 &&
    +second < 60 &&
    +hour < 24
  );
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * MINUTE_MS;
}

function instantInOsloMs(localMs: number): number {
  const localHour = new Date(localMs).getUTCHours();
  for (const offset of OSLO_OFFSETS_MS) {
    if (Number(osloHour.format(localMs - offset)) === localHour) return localMs - offset;
  }
  return localMs - HOUR_MS;
}
