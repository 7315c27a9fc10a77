import { Type } from 'typebox';

/** What a setting says of itself beside its type. Units stand last in the variable's name. */
export interface SettingNotes {
  /** The environment variable that holds it. */
  variable: string;
  description: string;
  /** May also be given as a file, named by the variable with `_FILE` at its end; never shown. */
  secret?: true;
  /** What holds when it is not given and the schema has no fixed default. */
  otherwise?: string;
  /** What is expected, in words, where type and limits do not say it. */
  expected?: string;
}

/** How a setting names and describes itself. */
export const notes = (
  variable: string,
  description: string,
  more: Omit<SettingNotes, 'variable' | 'description'> = {},
) => ({
  variable,
  description,
  ...more,
});

/** A whole number within its limits; the unit stands in the variable's name. */
export const Whole = (fallback: number, [minimum, maximum]: [number, number], about: SettingNotes) =>
  Type.Integer({ default: fallback, minimum, maximum, ...about });
