import { parseGeneratedAt } from '../header/generated-at.ts';
import type { OutlineElement } from '../outline/outline-element.ts';

/** A date or time as documents have it: in V in KITH's data types, as text elsewhere. Empty when there is none. */
export function timeText(element: OutlineElement): string {
  return element.attribute('V') ?? element.text();
}

const DATE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;
const DAY_LENGTH = 10;

/**
 * Whether one time is before another, as far as both are known: a year and a day are compared by their years, a day and
 * an hour by their days. False where either is no time.
 */
export function isBefore(one: string, other: string): boolean {
  if (one.includes('T') && other.includes('T')) {
    const exactly = [parseGeneratedAt(one), parseGeneratedAt(other)] as const;
    if (exactly[0] && exactly[1]) return exactly[0].instant < exactly[1].instant;
  }
  const [first, second] = [one.slice(0, DAY_LENGTH), other.slice(0, DAY_LENGTH)];
  if (!DATE.test(first) || !DATE.test(second)) return false;
  const length = Math.min(first.length, second.length);
  return first.slice(0, length) < second.slice(0, length);
}
