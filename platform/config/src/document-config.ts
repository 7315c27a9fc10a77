import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expectationOf } from './parse-setting.ts';
import { fileVariableOf, listGroups, type Setting, type SettingGroup } from './setting.ts';

const projectRoot = resolve(import.meta.dirname, '../../..');

/** The files that are made from the schema, with their content. */
export function documentConfig(): { file: string; content: string }[] {
  return [
    { file: join(projectRoot, 'docs/operations/configuration.md'), content: configurationPage() },
    { file: join(projectRoot, '.env.example'), content: envExample() },
  ];
}

function configurationPage(): string {
  return `${[
    '# Configuration',
    '<!-- Made by `node platform/config/src/document-config.ts` from platform/config/src/config-schema.ts; change that. -->',
    [
      'Samband reads environment variables, and the file `.env` in the folder it is started in; the environment wins.',
      'Everything has a default: `npm start` works with none of them. A blank variable counts as not given.',
      'A wrong value, or a `SAMBAND_` variable that does not exist, stops the start with a list of all faults.',
      'A variable marked *secret* can be kept in a file instead: name the file in the variable with `_FILE` at its end.',
    ].join('\n'),
    ...listGroups().map(groupSection),
  ].join('\n\n')}\n`;
}

function groupSection({ title, settings }: SettingGroup): string {
  return [
    `## ${title}`,
    ['| Variable | Takes | Default | What it is for |', '| --- | --- | --- | --- |', ...settings.map(tableRow)].join(
      '\n',
    ),
  ].join('\n\n');
}

function tableRow(setting: Setting): string {
  const { variable, description, secret } = setting.schema;
  const name = secret ? `\`${variable}\` (secret)` : `\`${variable}\``;
  return `| ${name} | ${expectationOf(setting)} | ${defaultInWords(setting)} | ${description} |`;
}

function defaultInWords({ schema }: Setting): string {
  return schema.otherwise ?? (defaultText(schema.default) === '' ? 'none' : `\`${defaultText(schema.default)}\``);
}

/** The default as it would be written in the environment. */
function defaultText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return Array.isArray(value) ? value.join(',') : String(value ?? '');
}

function envExample(): string {
  const head = '# Copy to .env and take the mark off what you change. docs/operations/configuration.md says more.';
  return `${[head, ...listGroups().map(envGroup)].join('\n\n')}\n`;
}

function envGroup({ title, settings }: SettingGroup): string {
  return [`# --- ${title} ---`, ...settings.map(envLines)].join('\n\n');
}

function envLines({ schema }: Setting): string {
  const lines = [`# ${schema.description.replaceAll('`', '')}`, `#${schema.variable}=${defaultText(schema.default)}`];
  return (schema.secret ? [...lines, `#${fileVariableOf(schema)}=`] : lines).join('\n');
}

if (import.meta.main) {
  for (const { file, content } of documentConfig()) writeFileSync(file, content);
}
