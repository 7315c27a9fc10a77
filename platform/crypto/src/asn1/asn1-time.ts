import { Asn1Unreadable } from './asn1-unreadable.ts';
import type { Asn1Value } from './asn1-value.ts';
import { tags } from './tags.ts';

const utcTime = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?Z$/;
const generalizedTime = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:[.,]\d+)?Z$/;

/** A UTCTime or GeneralizedTime in UTC (RFC 5280 §4.1.2.5). Fractions of a second are dropped. */
export function readTime(value: Asn1Value): Date {
  if (value.constructed) throw new Asn1Unreadable('a time is in pieces');
  const text = Buffer.from(value.content).toString('latin1');
  if (value.tag === tags.utcTime)
    return instantOf(utcTime.exec(text), (year) => (year < 50 ? 2000 + year : 1900 + year));
  if (value.tag === tags.generalizedTime) return instantOf(generalizedTime.exec(text), (year) => year);
  throw new Asn1Unreadable('something else stands where a time is expected');
}

function instantOf(match: RegExpExecArray | null, fullYear: (year: number) => number): Date {
  if (!match) throw new Asn1Unreadable('a time is not written as the standard says');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const instant = new Date(0);
  instant.setUTCFullYear(fullYear(year), month - 1, day);
  instant.setUTCHours(hour, minute, second);
  // A day or an hour that does not exist would have moved the date on.
  if (instant.getUTCMonth() !== month - 1 || instant.getUTCDate() !== day || instant.getUTCMinutes() !== minute) {
    throw new Asn1Unreadable('a time does not exist');
  }
  return instant;
}

/** The text of a time: UTCTime until 2049, GeneralizedTime from 2050 and before 1950 (RFC 5280 §4.1.2.5). */
export function timeText(instant: Date): { tag: number; text: string } {
  const text = `${instant.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  const year = instant.getUTCFullYear();
  return year >= 1950 && year < 2050 ? { tag: tags.utcTime, text: text.slice(2) } : { tag: tags.generalizedTime, text };
}
