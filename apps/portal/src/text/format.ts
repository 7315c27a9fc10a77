import type { Language } from './language.tsx';

/** Chromium has no data for nn: bokmål writes numbers, months and times the same. */
const TAGS: Readonly<Record<Language, string>> = { nb: 'nb-NO', nn: 'nb-NO', en: 'en-GB' };

/** 20. november 2026 kl. 14:32, as the clock in Norway had it. */
export function formatInstant(instant: string, language: Language): string {
  const format = new Intl.DateTimeFormat(TAGS[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Oslo',
  });
  return format.format(new Date(instant));
}

/** 14:32:07, as the clock in Norway had it. */
export function formatTime(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(TAGS[language], { timeStyle: 'medium', timeZone: 'Europe/Oslo' }).format(
    new Date(instant),
  );
}

/** 0,42 */
export function formatSeconds(durationMs: number, language: Language): string {
  return new Intl.NumberFormat(TAGS[language], { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    durationMs / 1000,
  );
}

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(TAGS[language]).format(value);
}

/** 812 B, 12 kB, 5,2 MB: of a thousand, as disks and networks count. */
export function formatSize(bytes: number, language: Language): string {
  const [value, unit] = bytes < 1000 ? [bytes, 'B'] : bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1e6, 'MB'];
  const digits = value < 10 && unit !== 'B' ? 1 : 0;
  return `${new Intl.NumberFormat(TAGS[language], { maximumFractionDigits: digits }).format(value)} ${unit}`;
}
