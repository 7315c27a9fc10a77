import type { Language } from '../text/language.ts';

const MONTHS: Record<Language, readonly string[]> = {
  nb: 'januar februar mars april mai juni juli august september oktober november desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

const DATE = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** EU summer time came to its present rule in 1996; an instant before that is shown in the zone it is written in. */
const EU_RULE_SINCE_YEAR = 1996;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A date or time of a document in words. */
export interface DateInWords {
  readonly words: string;
  /** A time of day stood there without a zone, and was taken as Norwegian time. */
  readonly zoneAssumed: boolean;
}

/**
 * `xs:dateTime`, `xs:date` and `xs:gYearMonth` in words: 20. november 2026 kl. 14.32. Times with a zone are given in
 * Norwegian time; seconds are left out. @returns undefined for text that is no such date.
 */
export function dateInWords(text: string, language: Language): DateInWords | undefined {
  const match = DATE.exec(text.trim());
  if (match === null) return undefined;
  const [, year = '', month = '', day, hour, minute, , zone] = match;
  if (!isCalendarDate(+year, +month, +(day ?? '1')) || Number(hour ?? 0) > 24 || Number(minute ?? 0) > 59)
    return undefined;
  if (hour === undefined) return { words: dayInWords(+year, +month, day && +day, language), zoneAssumed: false };
  const wall = { year: +year, month: +month, day: +(day ?? '1'), hour: +hour, minute: Number(minute) };
  const local = zone === undefined ? wall : inNorway(wall, zone);
  const words = `${dayInWords(local.year, local.month, local.day, language)} ${timeInWords(local, language)}`;
  return {
    words: local === wall && zone !== undefined ? `${words} (UTC${zone === 'Z' ? '' : zone})` : words,
    zoneAssumed: zone === undefined,
  };
}

interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

function isCalendarDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function dayInWords(year: number, month: number, day: number | '' | undefined, language: Language): string {
  const name = MONTHS[language][month - 1];
  if (!day) return `${name} ${year}`;
  return language === 'nb' ? `${day}. ${name} ${year}` : `${day} ${name} ${year}`;
}

function timeInWords({ hour, minute }: WallTime, language: Language): string {
  const [hours, minutes] = [hour, minute].map((number) => String(number).padStart(2, '0'));
  return language === 'nb' ? `kl. ${hours}.${minutes}` : `at ${hours}:${minutes}`;
}

function inNorway(wall: WallTime, zone: string): WallTime {
  if (wall.year < EU_RULE_SINCE_YEAR) return wall;
  const instantMs = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute) - offsetMs(zone);
  const local = new Date(instantMs + (isSummerTime(instantMs) ? 2 : 1) * HOUR_MS);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  };
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * MINUTE_MS;
}

/** From 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October (Directive 2000/84/EC). */
function isSummerTime(instantMs: number): boolean {
  const year = new Date(instantMs).getUTCFullYear();
  return instantMs >= lastSundayMs(year, 3) && instantMs < lastSundayMs(year, 10);
}

function lastSundayMs(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month, 0));
  return Date.UTC(year, month - 1, lastDay.getUTCDate() - lastDay.getUTCDay(), 1);
}
