import type { TSchema } from 'typebox';
import { ConfigSchema } from './config-schema.ts';
import type { SettingNotes } from './setting-notes.ts';

/** One setting with where it goes: `['http', 'port']`. */
export interface Setting {
  path: readonly [string, string?];
  schema: TSchema & SettingNotes & { default?: unknown };
}

export interface SettingGroup {
  title: string;
  settings: readonly Setting[];
}

type Fields = Readonly<Record<string, TSchema>>;

/** All settings in the order of the schema, those outside any group first. */
export function listGroups(): SettingGroup[] {
  const own: Setting[] = [];
  const groups: SettingGroup[] = [{ title: 'Data', settings: own }];
  for (const [name, schema] of Object.entries(ConfigSchema.properties as Fields)) {
    if (isGroup(schema)) groups.push({ title: schema.title, settings: settingsOf(name, schema.properties) });
    else own.push({ path: [name], schema: schema as Setting['schema'] });
  }
  return groups;
}

export function listSettings(): Setting[] {
  return listGroups().flatMap(({ settings }) => settings);
}

/** Every name of a variable that means something, with those of files. */
export function listVariables(): string[] {
  return listSettings().flatMap(({ schema }) =>
    schema.secret ? [schema.variable, fileVariableOf(schema)] : [schema.variable],
  );
}

/** The variable that names a file with the secret. */
export function fileVariableOf({ variable }: SettingNotes): string {
  return `${variable}_FILE`;
}

function settingsOf(group: string, fields: Fields): Setting[] {
  return Object.entries(fields).map(([name, schema]) => ({ path: [group, name], schema: schema as Setting['schema'] }));
}

function isGroup(schema: TSchema): schema is TSchema & { title: string; properties: Fields } {
  return 'properties' in schema;
}
