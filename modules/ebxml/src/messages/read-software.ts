import type { SoftwareDescription } from './ebxml-read.ts';

/** HITS 1210 §6.2.2: names in its JSON, and ours. */
export const softwareNames = {
  mshSystem: 'MSH-system',
  mshVersion: 'MSH-versjon',
  journalSystem: 'fagsystem',
  journalVersion: 'fagsystem-versjon',
  middleware: 'mellomvare',
  middlewareVersion: 'mellomvare-versjon',
} as const;

const textMax = 4_000;

/** What software made a message. A description may be prose: then only its text stands. */
export function readSoftware(description: string | undefined): SoftwareDescription | undefined {
  if (description === undefined) return undefined;
  const text = description.slice(0, textMax);
  const said = parseObject(text);
  const fields = Object.entries(softwareNames).flatMap(([ours, theirs]) => {
    const value = said[theirs];
    return typeof value === 'string' ? [[ours, value.trim()]] : [];
  });
  return { text, ...Object.fromEntries(fields) };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
